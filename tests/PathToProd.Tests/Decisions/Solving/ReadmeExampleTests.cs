using System.Collections.Immutable;
using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>The example of the package's README, which shows what stands here.</summary>
public sealed class ReadmeExampleTests
{
    private static string Newest()
    {
        var question = new SolverQuestion
        {
            Universe = new Universe([
                Version("base-k8s", "1.30.4"),
                Version("base-k8s", "1.31.3"),
                Version("ingress", "1.4.0", ("base-k8s", ">=1.30 <2.0.0")),
                Version("ingress", "1.5.0", ("base-k8s", "~1.30")),
            ]),
            Wishes = [new Wish("ingress", VersionRange.Parse(">=1.5"), "a bug was fixed in 1.5.0")],
        };
        return Solver.Solve(question) switch
        {
            SolverAnswer.Solved solved => string.Join(", ", solved.Versions.Select(one => $"{one.Key} {one.Value}")),
            SolverAnswer.Refused refused => refused.Explanation.Text,
            SolverAnswer.GaveUp gaveUp => gaveUp.Reason,
            _ => throw new NotSupportedException(),
        };

        static Candidate Version(string name, string version, params (string Name, string Range)[] requires) =>
            new(
                name,
                SemVersion.Parse(version),
                Digest.None,
                new ComponentRelations
                {
                    Requires = requires.ToImmutableSortedDictionary(
                        one => one.Name,
                        one => new Requirement(one.Name, VersionRange.Parse(one.Range))
                    ),
                }
            );
    }

    [Test]
    public void It_finds_the_newest_versions_that_run_together() => Newest().ShouldBe("base-k8s 1.30.4, ingress 1.5.0");

    [Test]
    public void The_readme_shows_it()
    {
        var code = SourceTree
            .Read("tests/PathToProd.Tests/Decisions/Solving/ReadmeExampleTests.cs")
            .ReplaceLineEndings("\n");
        var shown = SourceTree.Read("build/PathToProd/README.md").ReplaceLineEndings("\n");
        var start = shown.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var example = shown[start..shown.IndexOf("```", start, StringComparison.Ordinal)];

        example.Length.ShouldBeGreaterThan(500);
        code.ShouldContain(Indented(example));
    }

    private static string Indented(string text) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "\n" : $"    {line}\n"));
}
