using Cake.Core;
using Cake.Core.IO;
using Cake.Helm;
using Cake.Kubectl;
using Cake.Terraform;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools;

[TestFixture]
internal sealed class PlatformToolTests
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start() => _cake = TestCake.Recording();

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void A_failure_shows_command_output_and_what_to_do_next()
    {
        _cake.Recorder.Answer("no changes", exitCode: 1, error: "Error: release: something is odd\nand more");

        var failure = Should.Throw<PlatformException>(() => _cake.HelmHistory("ingress"));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            $"""
            helm history failed with exit code 1.
              command: {_cake.Folder}/helm history ingress --output=json
              last lines:
                Error: release: something is odd
                and more
            Fix what the lines above name, then run the same stage again.
            """
        );
    }

    [Test]
    public void A_process_that_explains_itself_gives_its_own_command_line_last_lines_and_log()
    {
        _cake.Recorder.Answer(() =>
            new ExplainedProcess("", 1, "")
            {
                CommandLine = "helm upgrade ingress chart --install",
                LastLines = ["Error: UPGRADE FAILED: timed out waiting for the condition"],
                LogFile = "artifacts/runs/1/ingress.deploy.log",
            }
        );

        var failure = Should.Throw<PlatformException>(() => _cake.HelmUpgrade("ingress", "chart"));

        failure.Message.ShouldBe(
            """
            helm upgrade failed with exit code 1.
              command: helm upgrade ingress chart --install
              last lines:
                Error: UPGRADE FAILED: timed out waiting for the condition
              log: artifacts/runs/1/ingress.deploy.log
            The release's resources did not become ready in time. See why with: kubectl get pods,events in its namespace.
            """
        );
    }

    [Test]
    public void Only_the_last_twenty_lines_are_quoted()
    {
        var lines = Enumerable.Range(1, 30).Select(number => $"line {number}").ToList();
        _cake.Recorder.Answer("", 1, string.Join('\n', lines));

        var failure = Should.Throw<PlatformException>(() => _cake.TerraformOutput());

        failure.Message.ShouldNotContain("line 10\n");
        failure.Message.ShouldContain("last lines:\n    line 11\n");
        failure.Message.ShouldContain("line 30\n");
    }

    [Test]
    public void A_tool_that_is_not_there_is_wrong_input_with_the_way_to_fix_it()
    {
        using var empty = TestCake.Empty();

        var failure = Should.Throw<PlatformException>(() => empty.KubectlRolloutRestart("deployment/ingress"));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe(
            """
            kubectl was not found: no kubectl or kubectl.exe among the registered tools, in the tool folder or on the PATH.
            Run the target Doctor: it lists what is needed and the command that installs it.
            """
        );
    }

    [Test]
    public void A_tool_path_that_is_wrong_is_named()
    {
        var settings = new TerraformInitSettings { ToolPath = "/nowhere/terraform" };

        var failure = Should.Throw<PlatformException>(() => _cake.TerraformInit(settings));

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe(
            """
            Terraform is not at /nowhere/terraform, the path that the settings name.
            Run the target Doctor: it lists what is needed and the command that installs it.
            """
        );
    }

    [Test]
    public void What_a_program_printed_last_is_waited_for_although_the_call_has_a_time_limit()
    {
        _cake.Recorder.Answer(() => new ScriptedProcess("kind: ConfigMap", 0, "") { IsLate = true });

        _cake
            .HelmTemplate("ingress", "chart", new HelmTemplateSettings { ToolTimeout = TimeSpan.FromSeconds(90) })
            .ShouldBe("kind: ConfigMap");
    }

    [Test]
    public void A_call_that_takes_too_long_says_so()
    {
        _cake.Recorder.Answer(() =>
            new ExplainedProcess("", 0, "") { IsEndless = true, LastLines = ["Still waiting"] }
        );
        var settings = new HelmTestSettings { ToolTimeout = TimeSpan.FromSeconds(90) };

        var failure = Should.Throw<PlatformException>(() => _cake.HelmTest("ingress", settings));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            """
            helm test took longer than 1m30s and was ended.
              command: helm upgrade ingress chart
              last lines:
                Still waiting
            Find out what it was waiting for, or give it more time.
            """
        );
    }

    [Test]
    public void Garbage_in_place_of_json_is_shown_up_to_two_hundred_characters()
    {
        _cake.Recorder.Answer("<html>\n" + new string('x', 500));

        var failure = Should.Throw<PlatformException>(() => _cake.HelmList());

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            $"""
            helm list did not print a list of releases as JSON: it stops being JSON at line 1, byte 1.
              what came: <html> {new string('x', 193)}
            Check the tool's version with the target Doctor, and that no wrapper or plugin prints on its standard output.
            """
        );
    }

    [TestCase("", "it stops being JSON at line 1, byte 1", "what came: nothing")]
    [TestCase("null", "it is null", "what came: null")]
    [TestCase("[1", "it stops being JSON at line 1, byte 3", "what came: [1")]
    [TestCase("{}", "it is JSON of another shape", "what came: {}")]
    [TestCase("[1]", "it is JSON of another shape", "what came: [1]")]
    [TestCase("[{}]", "it is JSON of another shape", "what came: [{}]")]
    public void Each_kind_of_garbage_is_distinguished(string output, string reason, string came)
    {
        _cake.Recorder.Answer(output);

        var failure = Should.Throw<PlatformException>(() => _cake.HelmList());

        failure.Message.ShouldStartWith($"helm list did not print a list of releases as JSON: {reason}.\n  {came}\n");
    }

    [Test]
    public void Broken_json_that_may_hold_secrets_is_not_shown()
    {
        _cake.Recorder.Answer("""{"password": {"value": "s3cr3t", """);

        var failure = Should.Throw<PlatformException>(() => _cake.TerraformOutput());

        failure.Message.ShouldBe(
            """
            terraform output did not print the outputs of a root as JSON: it stops being JSON at line 1, byte 34.
              what came: 32 characters, not shown because they may hold secrets
            Check the tool's version with the target Doctor, and that no wrapper or plugin prints on its standard output.
            """
        );
    }

    [Test]
    public void The_output_of_a_call_that_may_hold_secrets_is_quoted_in_no_failure()
    {
        _cake.Recorder.Answer(() =>
            new ExplainedProcess("s3cr3t", 1, "it broke") { LastLines = ["s3cr3t", "it broke"] }
        );

        var failure = Should.Throw<PlatformException>(() => _cake.TerraformStatePull());

        failure.Message.ShouldNotContain("s3cr3t");
        failure.Message.ShouldContain("it broke");
    }

    [Test]
    public void A_call_that_may_print_secrets_is_started_silently_and_another_is_not()
    {
        _cake.Recorder.Answer("{}").Answer("[]");

        _cake.TerraformOutput();
        _cake.HelmList();

        _cake.Recorder.Calls.Select(call => call.Settings.Silent).ShouldBe([true, false]);
    }

    [Test]
    public void Output_is_captured_only_when_it_is_read()
    {
        _cake.Recorder.Answer("").Answer("[]");

        _cake.HelmLint("chart");
        _cake.HelmList();

        _cake.Recorder.Calls.Select(call => call.Settings.RedirectStandardOutput).ShouldBe([false, true]);
        _cake.Recorder.Calls.Select(call => call.Settings.RedirectStandardError).ShouldBe([false, true]);
    }

    [Test]
    public void What_cake_gives_every_tool_works()
    {
        _cake.Recorder.Answer(exitCode: 7);
        IProcess? ended = null;
        var settings = new HelmLintSettings
        {
            WorkingDirectory = "/elsewhere",
            EnvironmentVariables = new Dictionary<string, string> { ["HELM_DEBUG"] = "1" },
            HandleExitCode = code => code == 7,
            ArgumentCustomization = arguments => arguments.Append("--more"),
            PostAction = process => ended = process,
        };

        Should.NotThrow(() => _cake.HelmLint("chart", settings));

        var call = _cake.Recorder.Calls.ShouldHaveSingleItem();
        call.Settings.WorkingDirectory.FullPath.ShouldBe("/elsewhere");
        call.Variables["HELM_DEBUG"].ShouldBe("1");
        call.Arguments.ShouldBe("lint chart --more");
        ended.ShouldNotBeNull();
    }

    [Test]
    public void A_variable_of_the_settings_wins_over_the_wrappers_own()
    {
        var settings = new TerraformInitSettings
        {
            EnvironmentVariables = new Dictionary<string, string> { ["TF_IN_AUTOMATION"] = "" },
        };

        _cake.TerraformInit(settings);

        _cake.Recorder.Calls[0].Variables["TF_IN_AUTOMATION"].ShouldBe("");
    }

    [TestCase("--set=admin=true")]
    [TestCase("-f")]
    public void A_name_that_would_be_read_as_an_option_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => _cake.HelmUpgrade(name, "chart")).Message.ShouldContain(name);
        Should.Throw<ArgumentException>(() => _cake.TerraformApply(name)).Message.ShouldContain(name);
        Should.Throw<ArgumentException>(() => _cake.KubectlGet(new(), name)).Message.ShouldContain(name);
        _cake.Recorder.Calls.ShouldBeEmpty();
    }

    [Test]
    public void An_empty_name_is_refused() =>
        Should
            .Throw<ArgumentException>(() => _cake.HelmUninstall(" "))
            .Message.ShouldStartWith("The release's name is empty.");
}
