using PathToProd.Decisions.Bumps;

namespace PathToProd.Tests.Decisions.Bumps;

public sealed class ChartChangesTests
{
    private const string Changelog = """
        # Changes

        ## [Unreleased]
        - not yet

        ## [v1.2.0] - 2026-02-01
        ### Added
        - a thing

        ## 1.1.0
        - another

        ## [1.0.0]
        - the first

        [v1.2.0]: https://example.com/1.2.0
        """;

    private const string Annotated = """
        name: web
        annotations:
          artifacthub.io/changes: |
            - kind: added
              description: a thing
            - just a line
        """;

    [Test]
    public void The_changelog_of_all_versions_in_between_comes_first() =>
        Of(Annotated, Changelog, "1.0.0", "1.2.0")
            .ShouldBe("CHANGELOG.md|## [v1.2.0] - 2026-02-01|### Added|- a thing|## 1.1.0|- another");

    [Test]
    public void Without_a_changelog_the_annotation_of_the_new_version_is_shown() =>
        Of(Annotated, null, "1.0.0", "1.2.0")
            .ShouldBe("artifacthub.io/changes in Chart.yaml|added: a thing|just a line");

    [TestCase("name: web\n")]
    [TestCase("name: web\nannotations:\n  artifacthub.io/changes: none\n")]
    [TestCase("- not a chart\n")]
    public void Where_nothing_is_said_nothing_is_shown(string chart) =>
        Of(chart, "# Nothing\n", "1.0.0", "1.2.0").ShouldBe("");

    [Test]
    public void What_is_said_of_an_older_version_is_not_what_changes() =>
        Of(Annotated, Changelog, "1.2.0", "1.0.0").ShouldBe("");

    private static string Of(string chart, string? changelog, string from, string to)
    {
        var changes = ChartChanges.Of(chart, changelog, from, to);
        return string.Join(
            '|',
            [.. changes.Source.Length > 0 ? [changes.Source] : Array.Empty<string>(), .. changes.Lines]
        );
    }
}
