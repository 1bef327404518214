using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.VersionSets.Changes;

public sealed class ChangelogTests
{
    private const string Text = """
        # Changelog

        All notable changes.

        ## [Unreleased]

        - Not out yet.

        ## [1.2.0] - 2026-11-01

        ### Added

        - A thing.

        ```
        ## 9.9.9 in an example
        ```

        ## 1.1.0

        - Without brackets.

        ## [1.1.0-rc.1] - 2026-09-01
        ## v1.0.0

        - The first.

        [1.2.0]: https://example.com/compare/1.1.0...1.2.0
        """;

    [TestCase("1.0.0", "1.2.0", "1.2.0 1.1.0 1.1.0-rc.1")]
    [TestCase("1.1.0", "1.2.0", "1.2.0")]
    [TestCase("0.9.0", "1.0.0", "1.0.0")]
    [TestCase("1.2.0", "1.2.0", "")]
    [TestCase("1.2.0", "1.0.0", "")]
    public void The_versions_above_one_and_up_to_another_are_taken_newest_first(
        string above,
        string upTo,
        string taken
    ) => string.Join(' ', Between(above, upTo).Select(section => section.Version)).ShouldBe(taken);

    [Test]
    public void A_section_is_what_stands_below_its_heading_without_links()
    {
        Between("1.1.0", "1.2.0")[0]
            .Lines.ShouldBe(["### Added", "", "- A thing.", "", "```", "## 9.9.9 in an example", "```"]);
        Between("0.9.0", "1.0.0")[0].Lines.ShouldBe(["- The first."]);
        Between("1.0.0", "1.1.0")[1].Lines.ShouldBeEmpty();
    }

    [TestCase("")]
    [TestCase("no headings\n")]
    [TestCase("## Nothing\n\n- here\n")]
    public void Other_texts_say_nothing(string text) =>
        Changelog.Between(text, SemVersion.Parse("0.0.1"), SemVersion.Parse("9.0.0")).ShouldBeEmpty();

    private static IReadOnlyList<ChangelogSection> Between(string above, string upTo) =>
        Changelog.Between(Text, SemVersion.Parse(above), SemVersion.Parse(upTo));
}
