using Cake.Terraform;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Terraform;

[TestFixture]
internal sealed class TerraformAliasTests
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start() => _cake = TestCake.Recording();

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void Keys_of_the_backend_go_by_a_private_file_that_is_gone_afterwards()
    {
        string? path = null;
        string? content = null;
        _cake.Recorder.OnStart = call =>
        {
            path = call.Arguments.Split("-backend-config=")[1];
            content = File.ReadAllText(path);
        };

        _cake.TerraformInit(new() { BackendConfiguration = { ["bucket"] = "state", ["secret_key"] = "s3cr3t\"${x}" } });

        content.ShouldBe("bucket = \"state\"\nsecret_key = \"s3cr3t\\\"$${x}\"\n");
        _cake.Recorder.Calls[0].Arguments.ShouldBe($"init -input=false -no-color -backend-config={path}");
        File.Exists(path).ShouldBeFalse();
    }

    [Test]
    public void The_private_file_is_gone_after_a_failure_too()
    {
        string? path = null;
        _cake.Recorder.OnStart = call => path = call.Arguments.Split("-backend-config=")[1];
        _cake.Recorder.Answer(exitCode: 1);

        Should.Throw<PlatformException>(() =>
            _cake.TerraformInit(new() { BackendConfiguration = { ["key"] = "s3cr3t" } })
        );

        File.Exists(path).ShouldBeFalse();
    }

    [TestCase("/nowhere/.terraformrc", true)]
    [TestCase("main.tf", false)]
    [TestCase("", false)]
    public void A_configuration_file_that_is_not_there_is_not_handed_on(string file, bool isRemoved)
    {
        _cake.Write("main.tf", "");
        _cake.Variables["TF_CLI_CONFIG_FILE"] = file;

        _cake.TerraformInit();

        _cake.Recorder.Calls[0].Variables.TryGetValue("TF_CLI_CONFIG_FILE", out var value).ShouldBe(isRemoved);
        value.ShouldBeNull();
    }

    [TestCase(0, TerraformPlanResult.NoChanges)]
    [TestCase(2, TerraformPlanResult.Changes)]
    public void A_plan_says_whether_there_are_changes(int exitCode, TerraformPlanResult result)
    {
        _cake.Recorder.Answer(exitCode: exitCode);

        _cake.TerraformPlan().ShouldBe(result);
    }

    [Test]
    public void A_plan_that_fails_is_a_failure()
    {
        _cake.Recorder.Answer(exitCode: 1);

        Should.Throw<PlatformException>(() => _cake.TerraformPlan()).Message.ShouldStartWith("terraform plan failed");
    }

    [Test]
    public void A_secret_variable_is_in_no_argument_and_in_no_message()
    {
        _cake.Recorder.Answer(exitCode: 1);

        var failure = Should.Throw<PlatformException>(() =>
            _cake.TerraformPlan(new() { Variables = { ["password"] = "s3cr3t" } })
        );

        failure.Message.ShouldNotContain("s3cr3t");
        _cake.Recorder.Calls[0].Arguments.ShouldNotContain("s3cr3t");
        _cake.Recorder.Calls[0].Settings.Arguments.RenderSafe().ShouldNotContain("s3cr3t");
    }

    [Test]
    public void A_destroy_is_a_saved_plan_and_its_apply()
    {
        _cake.Recorder.Answer(exitCode: 2);
        var settings = new TerraformDestroySettings
        {
            Root = "terraform",
            Out = "/tmp/end.tfplan",
            Parallelism = 2,
            LockTimeout = TimeSpan.FromSeconds(5),
            DataDirectory = "/data",
            Variables = { ["a"] = "1" },
        };

        _cake.TerraformDestroy(settings).ShouldBe(TerraformPlanResult.Changes);

        _cake
            .Recorder.Calls.Select(call => call.Arguments)
            .ShouldBe([
                "-chdir=terraform plan -input=false -no-color -detailed-exitcode -destroy -out=/tmp/end.tfplan "
                    + "-lock-timeout=5s -parallelism=2",
                "-chdir=terraform apply -input=false -no-color -lock-timeout=5s -parallelism=2 /tmp/end.tfplan",
            ]);
        _cake.Recorder.Calls.ShouldAllBe(call =>
            call.Variables["TF_DATA_DIR"] == "/data" && call.Variables["TF_VAR_a"] == "1"
        );
    }

    [Test]
    public void A_destroy_of_nothing_applies_nothing()
    {
        _cake.TerraformDestroy(new() { Out = "end.tfplan" }).ShouldBe(TerraformPlanResult.NoChanges);

        _cake.Recorder.Calls.Count.ShouldBe(1);
    }

    [Test]
    public void A_destroy_needs_a_plan_file() =>
        Should
            .Throw<ArgumentException>(() => _cake.TerraformDestroy(new()))
            .Message.ShouldStartWith("Out names the plan file");

    [Test]
    public void Errors_in_a_root_are_an_answer()
    {
        _cake.Recorder.Answer(
            """
            {"format_version": "1.0", "valid": false, "error_count": 1, "warning_count": 1, "diagnostics": [
              {"severity": "error", "summary": "Unsupported argument", "detail": "Not\nexpected here.",
               "range": {"filename": "main.tf", "start": {"line": 3, "column": 5, "byte": 30}}},
              {"severity": "warning", "summary": "Deprecated"}]}
            """,
            exitCode: 1
        );

        var validation = _cake.TerraformValidate();

        validation.IsValid.ShouldBeFalse();
        validation
            .Diagnostics.Select(diagnostic => diagnostic.ToString())
            .ShouldBe(["main.tf(3,5): error: Unsupported argument: Not expected here.", "warning: Deprecated"]);
    }

    [Test]
    public void A_validate_that_could_not_start_is_a_failure()
    {
        _cake.Recorder.Answer("", 1, "Error: please run \"terraform init\"");

        Should
            .Throw<PlatformException>(() => _cake.TerraformValidate())
            .Message.ShouldEndWith("\nRun init in the root first.");
    }

    [Test]
    public void Files_that_differ_are_named()
    {
        _cake.Recorder.Answer("main.tf\nmodules/a/x.tf", exitCode: 3);

        var formatting = _cake.TerraformFmt(new() { Check = true });

        formatting.IsFormatted.ShouldBeFalse();
        formatting.Files.ShouldBe(["main.tf", "modules/a/x.tf"]);
    }

    [Test]
    public void Files_that_differ_are_known_from_their_diffs()
    {
        _cake.Recorder.Answer(
            "a.tf\n--- old/a.tf\n+++ new/a.tf\n@@ -1 +1 @@\n-x  = 1\n+x = 1\nb.tf\n--- old/b.tf\n+++ new/b.tf",
            3
        );

        _cake.TerraformFmt(new() { Check = true, Diff = true }).Files.ShouldBe(["a.tf", "b.tf"]);
    }

    [Test]
    public void Formatted_files_are_formatted() =>
        _cake.TerraformFmt(new() { Check = true }).IsFormatted.ShouldBeTrue();

    [Test]
    public void Outputs_have_value_type_and_sensitivity()
    {
        _cake.Recorder.Answer(
            """
            {"name": {"sensitive": false, "type": "string", "value": "sandbox"},
             "zones": {"sensitive": false, "type": ["list", "string"], "value": ["a", "b"]},
             "none": {"sensitive": false, "type": "string", "value": null},
             "token": {"sensitive": true, "type": "string", "value": "s3cr3t"}}
            """
        );

        var outputs = _cake.TerraformOutput();

        outputs.Keys.ShouldBe(["name", "zones", "none", "token"]);
        outputs.Values.Select(output => output.Text).ShouldBe(["sandbox", """["a","b"]""", "", "s3cr3t"]);
        outputs["zones"].Type!.ToJsonString().ShouldBe("""["list","string"]""");
        outputs
            .Values.Select(output => output.ToString())
            .ShouldBe(["name = sandbox", """zones = ["a","b"]""", "none = ", "token = (sensitive)"]);
    }

    [Test]
    public void There_is_nothing_in_a_state_that_is_not_there()
    {
        _cake.Recorder.Answer("", 1, "No state file was found!").Answer("");

        _cake.TerraformStateList().ShouldBeEmpty();
        _cake.TerraformStatePull().ShouldBeNull();
    }

    [Test]
    public void Another_failure_of_a_state_list_is_a_failure()
    {
        _cake.Recorder.Answer("", 1, "Error: Error acquiring the state lock\nLock Info:\n  ID: 4f1e");

        Should
            .Throw<PlatformException>(() => _cake.TerraformStateList())
            .Message.ShouldEndWith("remove the lock with: terraform force-unlock <ID as above>");
    }

    [TestCase(
        "Error: Error acquiring the state lock\nError message: open .x.tfstate.lock.info: no space left on device",
        "A disk is full: the one of the path above, else the one of artifacts/ or of the temporary folder. Free space there, then run the same stage again."
    )]
    [TestCase(
        "Error: Error acquiring the state lock\nError message: open .x.tfstate.lock.info: read-only file system",
        "The path above is on a file system that is mounted read-only. Mount it for writing, or name a folder elsewhere (TMPDIR for temporary files), then run the same stage again."
    )]
    [TestCase(
        "Error: Error acquiring the state lock\nError message: AccessDenied: not authorized to perform dynamodb:PutItem",
        "Terraform cannot make its lock on the state, and no holder of it is named. Fix what the lines above name (rights, credentials, the network), then run the stage again."
    )]
    [TestCase(
        "Error: Failed to write plan file\nwrite plan.tfplan: disk quota exceeded",
        "Your disk quota is used up: the one of the path above, else the one of artifacts/ or of the temporary folder. Free space there or have the quota raised, then run the same stage again."
    )]
    [TestCase(
        "│ Error: Error acquiring the state lock\n│ \n│ Error message: write\n│ /a/.x.tfstate.lock.info: no space left on\n│ device",
        "A disk is full: the one of the path above, else the one of artifacts/ or of the temporary folder. Free space there, then run the same stage again."
    )]
    [TestCase(
        "Error: Output refers to sensitive values",
        "Part of the output is sensitive. Say sensitive = true in it, and output what is not a secret by itself, so that others can take it."
    )]
    public void The_advice_fits_the_cause_and_not_what_Terraform_was_about(string error, string advice)
    {
        _cake.Recorder.Answer("", 1, error);

        Should.Throw<PlatformException>(() => _cake.TerraformStateList()).Message.ShouldEndWith("\n" + advice);
    }

    [Test]
    public void The_selected_workspace_is_marked()
    {
        _cake.Recorder.Answer("  default\n* sandbox\n  two\n");

        var workspaces = _cake.TerraformWorkspaceList();

        workspaces.Names.ShouldBe(["default", "sandbox", "two"]);
        workspaces.Current.ShouldBe("sandbox");
    }

    [Test]
    public void A_report_of_tests_counts_and_names_what_failed()
    {
        _cake.Recorder.Answer(
            """
            {"@level":"info","type":"version","terraform":"1.11.4"}
            {"diagnostic":{"severity":"error","summary":"Test assertion failed","detail":"not y","range":{"filename":"tests/a.tftest.hcl","start":{"line":11,"column":17}}},"type":"diagnostic"}
            {"test_summary":{"status":"fail","passed":3,"failed":1,"errored":0,"skipped":2},"type":"test_summary"}
            """,
            exitCode: 1
        );

        var summary = _cake.TerraformTestReport();

        summary.IsPassed.ShouldBeFalse();
        (summary.Passed, summary.Failed, summary.Errored, summary.Skipped).ShouldBe((3, 1, 0, 2));
        summary
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("tests/a.tftest.hcl(11,17): error: Test assertion failed: not y");
    }

    [Test]
    public void Tests_that_could_not_be_read_have_not_passed()
    {
        _cake.Recorder.Answer("""{"diagnostic":{"severity":"error","summary":"Unclosed block"}}""", exitCode: 1);

        var summary = _cake.TerraformTestReport();

        summary.IsPassed.ShouldBeFalse();
        summary.Errored.ShouldBe(1);
    }

    [Test]
    public void Messages_of_tests_without_a_summary_are_garbage()
    {
        _cake.Recorder.Answer("""{"type":"version"}""");

        Should
            .Throw<PlatformException>(() => _cake.TerraformTestReport())
            .Message.ShouldStartWith(
                "terraform test did not print messages, a summary among them as JSON: it is JSON of another shape."
            );
    }

    [Test]
    public void The_version_is_read()
    {
        _cake.Recorder.Answer("""{"terraform_version": "1.11.4", "platform": "linux_amd64"}""");

        _cake.TerraformVersion().ShouldBe(new TerraformVersion("1.11.4", "linux_amd64"));
    }
}
