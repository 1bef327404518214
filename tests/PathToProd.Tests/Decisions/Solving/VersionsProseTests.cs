using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

public sealed class VersionsProseTests
{
    private const string Versions = "1.0.0 1.0.1 1.1.0 1.1.1 1.2.0-rc 1.2.0 2.0.0 2.0.4 3.0.0";

    [TestCase(Versions, "any", "every ingress", "no ingress", "any ingress")]
    [TestCase("1.1.0", "1.1.0", "ingress 1.1.0", null, "ingress 1.1.0")]
    [TestCase("1.0.0 1.0.1", "1.0.x", "every ingress 1.0.x", "no ingress 1.0.x", "ingress 1.0.x")]
    [TestCase("1.0.0 1.0.1 1.1.0", "<=1.1.0", "every ingress <=1.1.0", "no ingress <=1.1.0", "ingress <=1.1.0")]
    [TestCase(
        "1.0.1 1.1.0",
        "1.0.1 to 1.1.0",
        "every ingress 1.0.1 to 1.1.0",
        "no ingress 1.0.1 to 1.1.0",
        "ingress 1.0.1 to 1.1.0"
    )]
    [TestCase("1.0.0 1.0.1 1.1.0 1.1.1 1.2.0", "1.x", "every ingress 1.x", "no ingress 1.x", "ingress 1.x")]
    [TestCase("2.0.0 2.0.4", "2.0.x", "every ingress 2.0.x", "no ingress 2.0.x", "ingress 2.0.x")]
    [TestCase("2.0.4 3.0.0", ">=2.0.4", "every ingress >=2.0.4", "no ingress >=2.0.4", "ingress >=2.0.4")]
    [TestCase(
        "1.1.1 1.2.0",
        "1.1.1 to 1.2.0",
        "every ingress 1.1.1 to 1.2.0",
        "no ingress 1.1.1 to 1.2.0",
        "ingress 1.1.1 to 1.2.0"
    )]
    [TestCase(
        "1.1.1 1.2.0-rc 1.2.0",
        "1.1.1 to 1.2.0",
        "every ingress 1.1.1 to 1.2.0",
        "no ingress 1.1.1 to 1.2.0",
        "ingress 1.1.1 to 1.2.0"
    )]
    [TestCase("1.2.0-rc", "1.2.0-rc", "ingress 1.2.0-rc", null, "ingress 1.2.0-rc")]
    [TestCase(
        "1.2.0-rc 1.2.0",
        "1.2.0-rc to 1.2.0",
        "every ingress 1.2.0-rc to 1.2.0",
        "no ingress 1.2.0-rc to 1.2.0",
        "ingress 1.2.0-rc to 1.2.0"
    )]
    [TestCase(
        "1.0.0 1.1.0 1.1.1 2.0.4",
        "1.0.0, 1.1.x and 2.0.4",
        "ingress 1.0.0, 1.1.x and 2.0.4",
        null,
        "ingress 1.0.0, 1.1.x and 2.0.4"
    )]
    public void Versions_that_behave_alike_are_named_together(
        string which,
        string range,
        string subject,
        string? negative,
        string any
    )
    {
        var prose = Of(Versions, which);

        prose.Range.ShouldBe(range);
        prose.Subject.ShouldBe(subject);
        prose.Negative.ShouldBe(negative);
        prose.Any.ShouldBe(any);
        prose.IsPlural.ShouldBe(range.Contains(" and ", StringComparison.Ordinal));
        prose.Object.ShouldBe(range == "any" ? "ingress" : $"ingress {range}");
        prose.AnyOf.ShouldBe(range.Replace(" and ", " or ", StringComparison.Ordinal));
        prose.ObjectAnyOf.ShouldBe(prose.Object.Replace(" and ", " or ", StringComparison.Ordinal));
    }

    [Test]
    public void The_only_version_there_is_has_its_number()
    {
        Of("1.1.0", "1.1.0").Subject.ShouldBe("ingress 1.1.0");
        Of("1.1.0", "1.1.0").Range.ShouldBe("1.1.0");
    }

    private static VersionsProse Of(string versions, string which)
    {
        var universe = new Universe([
            .. versions
                .Split(' ')
                .Select(version => new Candidate(
                    "ingress",
                    SemVersion.Parse(version),
                    new Digest($"sha256:{version}"),
                    ComponentRelations.None
                )),
        ]);
        var chosen = which.Split(' ').Select(SemVersion.Parse).ToHashSet();
        var bits = VersionBits.Where(
            universe.At(0).Length + 1,
            bit => chosen.Contains(universe.At(0)[bit - 1].Version)
        );
        return VersionsProse.Of(universe, 0, bits);
    }
}
