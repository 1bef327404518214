using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>What of a component goes into its artifact, and what does not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ArtifactContentTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [TestCase("helm", "chart")]
    [TestCase("terraform", "terraform")]
    [TestCase("manifests", "manifests")]
    [TestCase("controller", "manifests")]
    public void It_is_the_manifest_what_is_deployed_and_the_own_tasks_and_nothing_else(string type, string payload)
    {
        foreach (var folder in new[] { "chart", "terraform", "manifests", "tests" })
        {
            Write($"{folder}/a.yaml", "a: 1\n");
            Write($"{folder}/deep/b.cs", "b\n");
        }

        Write("README.md", "Read me\n");
        Write("Tasks.cs", "class A;\n");
        Write("Web.csproj", "<Project />\n");

        Paths(type, "")
            .ShouldBe(
                ["Tasks.cs", "Web.csproj", "component.yaml", $"{payload}/a.yaml", $"{payload}/deep/b.cs"],
                ignoreOrder: true
            );
    }

    [Test]
    public void A_declared_smoke_script_is_in_it()
    {
        Write("manifests/a.yaml", "a: 1\n");
        Write("tests/smoke.sh", "true\n");
        Write("tests/other.sh", "true\n");

        Paths("manifests", "smoke: { script: tests/smoke.sh }\n")
            .ShouldBe(["component.yaml", "manifests/a.yaml", "tests/smoke.sh"]);
    }

    [Test]
    public void The_scripts_of_declared_tests_are_in_it_and_nothing_beside_them()
    {
        Write("manifests/a.yaml", "a: 1\n");
        Write("tests/answers.sh", "true\n");
        Write("tests/resolves.sh", "true\n");
        Write("tests/other.sh", "true\n");

        Paths(
                "manifests",
                """
                smoke: { script: tests/answers.sh }
                tests:
                  - { name: answers, script: tests/answers.sh }
                  - { name: resolves, script: tests/resolves.sh }

                """
            )
            .ShouldBe(["component.yaml", "manifests/a.yaml", "tests/answers.sh", "tests/resolves.sh"]);
    }

    [Test]
    public void A_smoke_script_inside_what_is_deployed_is_in_it_once()
    {
        Write("manifests/smoke.sh", "true\n");

        Paths("manifests", "smoke: { script: manifests/smoke.sh }\n")
            .ShouldBe(["component.yaml", "manifests/smoke.sh"]);
    }

    [Test]
    public void A_text_with_other_line_ends_is_the_same_in_it()
    {
        Write("manifests/a.yaml", "a: 1\r\nb: 2\r\n");
        Write("manifests/b.yaml", "a: 1\nb: 2\n");

        var files = Files("manifests", "");

        files[1].Digest.ShouldBe(files[2].Digest);
        using var text = new StreamReader(files[1].Open());
        text.ReadToEnd().ShouldBe("a: 1\nb: 2\n");
        files[1].Length.ShouldBe(10);
    }

    private string[] Paths(string type, string more) => [.. Files(type, more).Select(file => file.Path)];

    private IReadOnlyList<ArtifactFile> Files(string type, string more)
    {
        var manifest = $"name: web\nversion: 1.0.0\ntype: {type}\n{more}";
        Write("component.yaml", manifest);
        var component = PlatformModel.ReadComponent("component.yaml", manifest);
        using var sources = SourceReader.Open(new Workspace(_root.Path));
        return ArtifactContent.Of(component, sources.Of(component), []);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.Path, "components/web", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
