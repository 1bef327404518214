using PathToProd.Text.Ci;

namespace PathToProd.Tests.Text.Ci;

public sealed class WorkflowCommandsTests
{
    [Test]
    public void A_heading_cannot_end_its_line() =>
        WorkflowCommands.Group("100% of a\n::set-env name=a::b").ShouldBe("::group::100%25 of a%0A::set-env name=a::b");

    [Test]
    public void An_error_has_all_lines_of_its_message_and_a_title_that_ends_where_it_should() =>
        WorkflowCommands
            .Error("Deploy, again: base", "one\r\ntwo 5%")
            .ShouldBe("::error title=Deploy%2C again%3A base::one%0D%0Atwo 5%25");

    [Test]
    public void A_section_of_GitLab_has_its_marks_in_characters_that_are_escaped_in_text_from_outside()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

        GitLabSection
            .Start("web-1", at, "web 1.0.0", isFolded: true)
            .ShouldBe("\e[0Ksection_start:1795000000:web-1[collapsed=true]\r\e[0Kweb 1.0.0");
        GitLabSection
            .Start("web-1", at, "web", isFolded: false)
            .ShouldBe("\e[0Ksection_start:1795000000:web-1\r\e[0Kweb");
        GitLabSection.End("web-1", at).ShouldBe("\e[0Ksection_end:1795000000:web-1\r\e[0K");
        PathToProd.Text.Printable.Lines("\e[0Ksection_end:1:web-1\r\e[0K").ShouldNotContain('\r');
    }
}
