using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>A secret is hidden in each position in which it can turn up.</summary>
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RedactionTests : IDisposable
{
    // With a blank and a quote: quoting breaks it up, so that only hiding before quoting works.
    private const string Secret = "hun'ter 2";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingSink _console = new();

    private string LogText => File.ReadAllText(_folder["log"]);

    public void Dispose() => _folder.Dispose();

    [Test]
    public void In_the_command()
    {
        var tool = _folder.Program($"tool {Secret}", "#!/bin/sh\n");
        var result = Run(new Command(tool));
        result.CommandLine.ShouldBe("'tool ***'");
        LogText.ShouldContain("$ 'tool ***'\n");
    }

    [Test]
    public void In_an_argument()
    {
        var result = Run(new Command("/bin/true", "--password=" + Secret, "--token", Secret));
        result.CommandLine.ShouldBe("true --password=*** --token ***");
        LogText.ShouldContain("$ true --password=*** --token ***\n");
    }

    [Test]
    public void In_the_directory()
    {
        Directory.CreateDirectory(_folder[Secret]);
        Run(new Command("/bin/true") { WorkingDirectory = _folder[Secret] });
        LogText.ShouldContain($"# /bin/true in {_folder.Path}/***\n");
    }

    [Test]
    public void In_the_environment()
    {
        Run(new Command("/bin/true") { Environment = Variables.Of("TOKEN", Secret).Add("OTHER", "unknown secret") });
        LogText.ShouldContain(", with OTHER TOKEN\n");
        LogText.ShouldNotContain("unknown secret");
    }

    [Test]
    public void In_the_output_and_the_error_output()
    {
        var result = Run(StandIn.Does("say", $"a {Secret} b", ",", "complain", $"c {Secret}"));
        result.LastLines.ShouldBe(["a *** b", "c ***"]);
        _console.Printed.ShouldBe(["a *** b", "c ***"]);
        LogText.ShouldContain("a *** b\nc ***\n");
    }

    [Test]
    public void In_sensitive_captured_output_even_what_no_redactor_knows_goes_to_the_caller_alone()
    {
        using var result = Run(
            StandIn.Does("say", "unknown secret", ",", "complain", "a warning") with
            {
                Capture = Capture.Output | Capture.Error,
                IsSensitive = true,
            }
        );
        result.Output.Text().ShouldBe("unknown secret\n");
        result.LastLines.ShouldBe(["a warning"]);
        LogText.Split('\n').ShouldNotContain("unknown secret");
        LogText.ShouldContain("a warning\n");
    }

    [Test]
    public void In_captured_output_it_is_left_for_the_caller_to_parse_but_nowhere_else()
    {
        using var result = Run(
            StandIn.Does("say", Secret, ",", "complain", Secret) with
            {
                Capture = Capture.Output | Capture.Error,
            }
        );
        result.Output.Text().ShouldBe(Secret + "\n");
        result.Error.Text().ShouldBe(Secret + "\n");
        result.LastLines.ShouldBe(["***", "***"]);
    }

    [Test]
    public void In_the_message_of_a_failure()
    {
        var result = Run(new Command("/bin/sh", "-c", "echo \"$1\"; exit 1", "sh", Secret));
        var message = Should.Throw<PlatformException>(result.EnsureSucceeded).Message;
        message.ShouldStartWith("`sh -c 'echo \"$1\"; exit 1' sh ***` failed with exit code 1");
        message.ShouldContain("\n  ***\n");
    }

    [Test]
    public void In_the_pieces_of_a_line_that_is_too_long_for_one()
    {
        Run(StandIn.Does("read").WithInput("x" + string.Concat(Enumerable.Repeat(Secret + ".", 200_000))));
        _console.Printed.Length.ShouldBe(2);
        _console.Printed[1].ShouldStartWith("***.***");
    }

    [Test]
    public void In_the_command_line_of_a_survivor()
    {
        var command = StandIn.Does("touch", _folder["up"], ",", "wait-for", _folder["never"], ",", "say", Secret);
        using var running = CommandRunner.Start(command, Scope() with { RunId = _folder.Path });
        Eventually.Holds(() => File.Exists(_folder["up"]), "the tool is up");
        new SurvivorFinder(new Redactor(Secret))
            .Find(_folder.Path)
            .ShouldHaveSingleItem()
            .CommandLine.ShouldEndWith(" say ***");
    }

    private ProcessScope Scope(IOutputSink? log = null) =>
        new()
        {
            Redactor = new Redactor(Secret),
            Console = _console,
            Log = log ?? NoSink.Instance,
        };

    private CommandResult Run(Command command)
    {
        using var log = new LogFileSink(_folder["log"]);
        var result = new CommandRunner().Run(command, Scope(log));
        LogText.ShouldNotContain(Secret);
        string.Join('\n', _console.Texts).ShouldNotContain(Secret);
        return result;
    }
}
