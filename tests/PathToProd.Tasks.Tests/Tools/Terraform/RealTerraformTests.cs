using System.Text.Json.Nodes;
using Cake.Terraform;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Terraform;

/// <summary>A root with nothing but a built-in resource, through the real Terraform.</summary>
[TestFixture]
[Category("Integration")]
[CancelAfter(120_000)]
internal sealed class RealTerraformTests
{
    private const string Root = """
        terraform {
          backend "local" {}
        }

        variable "name" {
          type = string
        }

        variable "password" {
          type      = string
          sensitive = true
          default   = "none"
        }

        resource "terraform_data" "network" {
          input = var.name
        }

        output "name" {
          value = terraform_data.network.output
        }

        output "password" {
          value     = var.password
          sensitive = true
        }

        output "zones" {
          value = ["a", "b"]
        }

        """;

    private const string Tests = """
        run "the_name_is_kept" {
          command = plan
          variables {
            name = "x"
          }
          assert {
            condition     = terraform_data.network.input == "x"
            error_message = "it is not"
          }
        }

        """;

    private TestCake _cake = null!;

    [SetUp]
    public void Start()
    {
        _cake = TestCake.Real(RealTools.Terraform);
        _cake.Write("root/main.tf", Root);
        _cake.Write("root/tests/name.tftest.hcl", Tests);
    }

    [TearDown]
    public void End() => _cake.Dispose();

    private string InRoot => Path.Combine(_cake.Folder, "root");

    private TerraformInitSettings Init =>
        new() { Root = InRoot, BackendConfiguration = { ["path"] = "my ${odd} \"state\".tfstate" } };

    private TerraformPlanSettings Plan(string password = "s3 cr3t\"$x") =>
        new()
        {
            Root = InRoot,
            Out = Path.Combine(_cake.Folder, "the plan.tfplan"),
            Variables = { ["name"] = "one \"two\" \\three", ["password"] = password },
            Parallelism = 2,
            LockTimeout = TimeSpan.FromSeconds(5),
        };

    [Test]
    public void A_root_lives_from_init_to_destroy()
    {
        _cake.TerraformInit(Init);
        _cake.TerraformPlan(Plan()).ShouldBe(TerraformPlanResult.Changes);
        var planned = _cake.TerraformShow(new() { Root = InRoot, File = Plan().Out });
        planned["resource_changes"]![0]!["address"]!.GetValue<string>().ShouldBe("terraform_data.network");

        _cake.TerraformApply(
            Plan().Out!,
            new()
            {
                Root = InRoot,
                Parallelism = 1,
                LockTimeout = TimeSpan.FromSeconds(1),
            }
        );

        File.Exists(Path.Combine(InRoot, "my ${odd} \"state\".tfstate")).ShouldBeTrue();
        _cake.TerraformPlan(Plan()).ShouldBe(TerraformPlanResult.NoChanges);
        var outputs = _cake.TerraformOutput(new() { Root = InRoot });
        outputs["name"].Text.ShouldBe("one \"two\" \\three");
        outputs["password"]
            .ShouldSatisfyAllConditions(o => o.Text.ShouldBe("s3 cr3t\"$x"), o => o.IsSensitive.ShouldBeTrue());
        outputs["zones"].Value.ShouldBeOfType<JsonArray>().Count.ShouldBe(2);
        _cake.TerraformShow(new() { Root = InRoot })["values"].ShouldNotBeNull();

        var end = new TerraformDestroySettings
        {
            Root = InRoot,
            Out = Path.Combine(_cake.Folder, "end"),
            Variables = { ["name"] = "x" },
        };
        _cake.TerraformDestroy(end).ShouldBe(TerraformPlanResult.Changes);
        _cake.TerraformDestroy(end).ShouldBe(TerraformPlanResult.NoChanges);
    }

    [Test]
    public void A_state_can_be_read_and_changed()
    {
        var state = new TerraformStateSettings { Root = InRoot };
        _cake.TerraformInit(Init);
        _cake.TerraformStateList(state).ShouldBeEmpty();
        _cake.TerraformStatePull(state).ShouldBeNull();
        _cake.TerraformPlan(Plan());
        _cake.TerraformApply(Plan().Out!, new() { Root = InRoot });

        _cake
            .TerraformStateShow("terraform_data.network", state)
            .ShouldContain("resource \"terraform_data\" \"network\"");
        _cake.TerraformStateMv(
            "terraform_data.network",
            "terraform_data.net[\"a b\"]",
            new() { Root = InRoot, LockTimeout = TimeSpan.FromSeconds(1) }
        );
        _cake.TerraformStateList(state).ShouldBe(["terraform_data.net[\"a b\"]"]);
        _cake.TerraformStatePull(state)!["serial"]!.GetValue<int>().ShouldBeGreaterThan(1);
        _cake.TerraformStateRm(["terraform_data.net[\"a b\"]"], new() { Root = InRoot, DryRun = true });
        _cake.TerraformStateList(new() { Root = InRoot, Id = "no such id" }).ShouldBeEmpty();
        _cake.TerraformStateList(state).Count.ShouldBe(1);
        _cake.TerraformStateRm(["terraform_data.net[\"a b\"]"], state);
        _cake.TerraformStateList(state).ShouldBeEmpty();
    }

    [Test]
    public void Workspaces_come_and_go()
    {
        var settings = new TerraformWorkspaceSettings { Root = InRoot };
        _cake.TerraformInit(Init);

        _cake.TerraformWorkspaceNew("one", settings);
        _cake.TerraformWorkspaceSelect("two", new() { Root = InRoot, OrCreate = true });

        _cake.TerraformWorkspaceShow(settings).ShouldBe("two");
        var workspaces = _cake.TerraformWorkspaceList(settings);
        workspaces.Current.ShouldBe("two");
        workspaces.Names.ShouldBe(["default", "one", "two"]);
        _cake.TerraformWorkspaceDelete(
            "one",
            new()
            {
                Root = InRoot,
                Force = true,
                LockTimeout = TimeSpan.FromSeconds(1),
            }
        );
        _cake.TerraformWorkspaceList(settings).Names.ShouldBe(["default", "two"]);
    }

    [Test]
    public void Formatting_is_checked_and_fixed()
    {
        _cake.Write("root/modules/a/b.tf", "locals {\n  a = 1\n  bcd = 2\n}\n");
        var check = new TerraformFmtSettings
        {
            Root = InRoot,
            Check = true,
            Recursive = true,
            Diff = true,
        };

        _cake.TerraformFmt(check).Files.ShouldBe(["modules/a/b.tf"]);
        _cake.TerraformFmt(new() { Root = InRoot, Recursive = true }).Files.ShouldBe(["modules/a/b.tf"]);
        _cake.TerraformFmt(check).IsFormatted.ShouldBeTrue();
    }

    [Test]
    public void A_root_is_validated()
    {
        var settings = new TerraformValidateSettings { Root = InRoot };
        _cake.TerraformInit(new() { Root = InRoot, Backend = false });
        _cake.TerraformValidate(settings).IsValid.ShouldBeTrue();

        _cake.Write("root/wrong.tf", "output \"x\" {\n  value = var.nam\n}\n");

        var diagnostic = _cake.TerraformValidate(settings).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Where.ShouldBe(new SourcePosition("wrong.tf", 2, 11));
        diagnostic.Summary.ShouldBe("Reference to undeclared input variable");
    }

    [Test]
    public void Tests_of_a_root_run()
    {
        _cake.TerraformInit(new() { Root = InRoot, Backend = false });
        _cake
            .TerraformTestReport(new() { Root = InRoot })
            .ShouldSatisfyAllConditions(s => s.Passed.ShouldBe(1), s => s.IsPassed.ShouldBeTrue());
        _cake.TerraformTest(
            new()
            {
                Root = InRoot,
                Filter = { "tests/name.tftest.hcl" },
                TestDirectory = "tests",
                Verbose = true,
            }
        );

        _cake.Write("root/tests/wrong.tftest.hcl", Tests.Replace("== \"x\"", "== \"y\"", StringComparison.Ordinal));

        var summary = _cake.TerraformTestReport(new() { Root = InRoot });
        (summary.Passed, summary.Failed).ShouldBe((1, 1));
        summary.Problems.ShouldHaveSingleItem().Detail.ShouldBe("it is not");
        Should.Throw<PlatformException>(() => _cake.TerraformTest(new() { Root = InRoot }));
    }

    [Test]
    public void A_plan_that_is_older_than_the_state_is_refused()
    {
        _cake.TerraformInit(Init);
        _cake.TerraformPlan(Plan());
        _cake.TerraformApply(Plan().Out!, new() { Root = InRoot });

        var failure = Should.Throw<PlatformException>(() => _cake.TerraformApply(Plan().Out!, new() { Root = InRoot }));

        failure.Message.ShouldStartWith("terraform apply failed with exit code 1.");
    }

    [Test]
    public void An_output_before_init_says_what_to_do() =>
        Should
            .Throw<PlatformException>(() => _cake.TerraformOutput(new() { Root = InRoot }))
            .Message.ShouldEndWith("\nRun init in the root first.");

    [Test]
    public void No_warning_comes_of_a_configuration_file_that_is_not_there()
    {
        // Set as the test machine may have it; the fake environment says the same to the wrapper.
        _cake.Variables["TF_CLI_CONFIG_FILE"] = "/nowhere/.terraformrc";
        var settings = new TerraformStateSettings { Root = InRoot };
        _cake.TerraformInit(Init);
        string error = "";
        settings.PostAction = process => error = string.Join('\n', process.GetStandardError());

        _cake.TerraformStatePull(settings);

        error.ShouldBe("");
    }

    [Test]
    public void The_version_is_one_of_the_accepted() => _cake.TerraformVersion().Version.ShouldStartWith("1.");

    [Test]
    public void All_other_settings_of_init_are_accepted()
    {
        var settings = Init;
        settings.BackendConfigurationFiles.Add(_cake.Write("root/extra.tfbackend", "workspace_dir = \"ws\"\n"));
        settings.Upgrade = true;
        settings.Reconfigure = true;
        settings.LockTimeout = TimeSpan.FromSeconds(1);
        settings.DataDirectory = Path.Combine(_cake.Folder, "data");
        settings.PluginDirectories.Add(_cake.Folder);

        _cake.TerraformInit(settings);

        Directory.Exists(Path.Combine(_cake.Folder, "data")).ShouldBeTrue();
    }
}
