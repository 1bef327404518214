using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

public class CommandTests
{
    [Test]
    public void A_command_is_written_as_a_person_would_type_it() =>
        new Command("helm", "lint", "--set=a=b", "my chart", "it's", "", "$HOME", "a\nb\t'\\\u0001", "grün")
            .ToString()
            .ShouldBe(@"helm lint --set=a=b 'my chart' 'it'\''s' '' '$HOME' $'a\nb\t\'\\\x01' 'grün'");

    [Test]
    public void Shown_arguments_stand_in_for_the_real_ones() =>
        (new Command("/opt/helm", "login", "real") { ShownArguments = ["login", "***"] })
            .ToString()
            .ShouldBe("/opt/helm login ***");

    [Test]
    public void The_environment_and_the_input_are_never_part_of_the_text()
    {
        var command = new Command("helm") { Environment = Variables.Of("TOKEN", "s3cret") }.WithInput("s3cret");
        command.ToString().ShouldBe("helm");
        $"{command}".ShouldNotContain("s3cret");
    }
}
