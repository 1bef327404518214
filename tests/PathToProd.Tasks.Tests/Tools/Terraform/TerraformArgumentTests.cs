using Cake.Terraform;

namespace PathToProd.Tasks.Tests.Tools.Terraform;

[TestFixture]
internal sealed class TerraformArgumentTests
{
    private const string Init = "init -input=false -no-color";
    private const string Plan = "plan -input=false -no-color -detailed-exitcode";
    private const string Report = "test -no-color -json";

    [TestCaseSource(nameof(Rows))]
    public void Each_setting_is_rendered(ToolRow row) => row.Check();

    [Test]
    public void Each_setting_has_a_row() => ToolRow.CheckComplete<TerraformSettings>(Rows());

    private static IEnumerable<ToolRow> Rows() =>
        [.. Shared(), .. InitRows(), .. CheckRows(), .. PlanRows(), .. ReadRows(), .. StateRows(), .. WorkspaceRows()];

    private static IEnumerable<ToolRow> Shared()
    {
        yield return new("TerraformSettings.Root", c => c.TerraformInit(new() { Root = "a/b" }), $"-chdir=a/b {Init}");
        yield return new(
            "TerraformSettings.Root with a blank",
            c => c.TerraformWorkspaceShow(new() { Root = "a b" }),
            "\"-chdir=a b\" workspace show -no-color"
        );
        yield return Variable("DataDirectory", "TF_DATA_DIR", "/data", s => s.DataDirectory = "/data");
        yield return Variable("PluginCache", "TF_PLUGIN_CACHE_DIR", "/cache", s => s.PluginCache = "/cache");
        yield return Variable("ConfigurationFile", "TF_CLI_CONFIG_FILE", "/rc", s => s.ConfigurationFile = "/rc");
        yield return Variable("always in automation", "TF_IN_AUTOMATION", "1", _ => { });
        yield return Variable("never asks", "TF_INPUT", "0", _ => { });
        yield return Variable("never looks for news", "CHECKPOINT_DISABLE", "1", _ => { });
    }

    private static ToolRow Variable(string name, string variable, string value, Action<TerraformInitSettings> set) =>
        new(
            $"TerraformSettings.{name}",
            c =>
            {
                var settings = new TerraformInitSettings();
                set(settings);
                c.TerraformInit(settings);
            },
            Init
        )
        {
            Variable = (variable, value),
        };

    private static IEnumerable<ToolRow> InitRows()
    {
        yield return new("init", c => c.TerraformInit(), Init);
        yield return InitRow("Backend", new() { Backend = false }, "-backend=false");
        yield return InitRow(
            "BackendConfigurationFiles",
            new() { BackendConfigurationFiles = { "a.tfbackend", "b.tfbackend" } },
            "-backend-config=a.tfbackend -backend-config=b.tfbackend"
        );
        yield return InitRow("Upgrade", new() { Upgrade = true }, "-upgrade");
        yield return InitRow("Reconfigure", new() { Reconfigure = true }, "-reconfigure");
        yield return InitRow("ReadOnlyLockFile", new() { ReadOnlyLockFile = true }, "-lockfile=readonly");
        yield return InitRow(
            "PluginDirectories",
            new() { PluginDirectories = { "/a", "/b" } },
            "-plugin-dir=/a -plugin-dir=/b"
        );
        yield return InitRow("LockTimeout", new() { LockTimeout = TimeSpan.FromMinutes(2) }, "-lock-timeout=2m");
    }

    private static ToolRow InitRow(string name, TerraformInitSettings settings, string arguments) =>
        new($"TerraformInitSettings.{name}", c => c.TerraformInit(settings), $"{Init} {arguments}");

    private static IEnumerable<ToolRow> CheckRows()
    {
        yield return ValidateRow("validate", new(), "");
        yield return ValidateRow("TerraformValidateSettings.NoTests", new() { NoTests = true }, " -no-tests");
        yield return FmtRow("Check", new() { Check = true }, "-check");
        yield return FmtRow("Diff", new() { Diff = true }, "-diff");
        yield return FmtRow("Recursive", new() { Recursive = true }, "-recursive");
        yield return FmtRow("Targets", new() { Targets = { new Cake.Core.IO.FilePath("main.tf") } }, "main.tf");
        yield return new("test", c => c.TerraformTest(), "test -no-color");
        yield return TestRow("TestDirectory", new() { TestDirectory = "smoke" }, "-test-directory=smoke");
        yield return TestRow(
            "Filter",
            new() { Filter = { "a.tftest.hcl", "b.tftest.hcl" } },
            "-filter=a.tftest.hcl -filter=b.tftest.hcl"
        );
        yield return TestRow("VariableFiles", new() { VariableFiles = { "a.tfvars" } }, "-var-file=a.tfvars");
        yield return TestRow("Verbose", new() { Verbose = true }, "-verbose");
        yield return new(
            "TerraformTestSettings.Variables",
            c => c.TerraformTest(new() { Variables = { ["a"] = "1" } }),
            "test -no-color"
        )
        {
            Variable = ("TF_VAR_a", "1"),
        };
    }

    private static ToolRow ValidateRow(string name, TerraformValidateSettings settings, string arguments) =>
        new(name, c => c.TerraformValidate(settings), $"validate -json -no-color{arguments}")
        {
            Output = """{"valid": true}""",
        };

    private static ToolRow FmtRow(string name, TerraformFmtSettings settings, string arguments) =>
        new($"TerraformFmtSettings.{name}", c => c.TerraformFmt(settings), $"fmt -no-color {arguments}");

    private static ToolRow TestRow(string name, TerraformTestSettings settings, string arguments) =>
        new($"TerraformTestSettings.{name}", c => c.TerraformTestReport(settings), $"{Report} {arguments}")
        {
            Output = """{"test_summary": {"status": "pass", "passed": 1}}""",
        };

    private static IEnumerable<ToolRow> PlanRows()
    {
        yield return new("plan", c => c.TerraformPlan(), Plan);
        yield return PlanRow("Destroy", new() { Destroy = true }, "-destroy");
        yield return PlanRow("RefreshOnly", new() { RefreshOnly = true }, "-refresh-only");
        yield return PlanRow("Refresh", new() { Refresh = false }, "-refresh=false");
        yield return PlanRow(
            "VariableFiles",
            new() { VariableFiles = { "a.tfvars", "b.tfvars" } },
            "-var-file=a.tfvars -var-file=b.tfvars"
        );
        yield return PlanRow(
            "Targets",
            new() { Targets = { "module.a", "b.c[\"d\"]" } },
            "-target=module.a \"-target=b.c[\\\"d\\\"]\""
        );
        yield return PlanRow("Replace", new() { Replace = { "a.b[0]" } }, "-replace=a.b[0]");
        yield return PlanRow("Out", new() { Out = "/tmp/x.tfplan" }, "-out=/tmp/x.tfplan");
        yield return PlanRow("Lock", new() { Lock = false }, "-lock=false");
        yield return PlanRow("LockTimeout", new() { LockTimeout = TimeSpan.FromSeconds(5) }, "-lock-timeout=5s");
        yield return PlanRow("Parallelism", new() { Parallelism = 3 }, "-parallelism=3");
        yield return new(
            "TerraformPlanSettings.Variables",
            c => c.TerraformPlan(new() { Variables = { ["password"] = "s3cr3t" } }),
            Plan
        )
        {
            Variable = ("TF_VAR_password", "s3cr3t"),
        };

        const string apply = "apply -input=false -no-color";
        yield return new("apply", c => c.TerraformApply("x.tfplan"), $"{apply} x.tfplan");
        yield return new(
            "TerraformApplySettings.LockTimeout",
            c => c.TerraformApply("x.tfplan", new() { LockTimeout = TimeSpan.FromSeconds(5) }),
            $"{apply} -lock-timeout=5s x.tfplan"
        );
        yield return new(
            "TerraformApplySettings.Parallelism",
            c => c.TerraformApply("x.tfplan", new() { Parallelism = 1 }),
            $"{apply} -parallelism=1 x.tfplan"
        );
    }

    private static ToolRow PlanRow(string name, TerraformPlanSettings settings, string arguments) =>
        new($"TerraformPlanSettings.{name}", c => c.TerraformPlan(settings), $"{Plan} {arguments}");

    private static IEnumerable<ToolRow> ReadRows()
    {
        yield return new("output", c => c.TerraformOutput(), "output -json -no-color") { Output = "{}" };
        yield return new("show", c => c.TerraformShow(), "show -json -no-color") { Output = "{}" };
        yield return new(
            "TerraformShowSettings.File",
            c => c.TerraformShow(new() { File = "x.tfplan" }),
            "show -json -no-color x.tfplan"
        )
        {
            Output = "{}",
        };
        yield return new("version", c => c.TerraformVersion(), "version -json")
        {
            Output = """{"terraform_version": "1.5.0"}""",
        };
    }

    private static IEnumerable<ToolRow> StateRows()
    {
        var timeout = TimeSpan.FromSeconds(1);
        yield return new("state list", c => c.TerraformStateList(), "state list -no-color");
        yield return new(
            "state list of a module",
            c => c.TerraformStateList(new(), "module.a"),
            "state list -no-color module.a"
        );
        yield return new(
            "TerraformStateSettings.Id",
            c => c.TerraformStateList(new() { Id = "i-1" }),
            "state list -no-color -id=i-1"
        );
        yield return new("state show", c => c.TerraformStateShow("a.b"), "state show -no-color a.b");
        yield return new("state rm", c => c.TerraformStateRm(["a.b", "c.d"]), "state rm -no-color a.b c.d");
        yield return new(
            "TerraformStateSettings.DryRun",
            c => c.TerraformStateRm(["a.b"], new() { DryRun = true }),
            "state rm -no-color -dry-run a.b"
        );
        yield return new("state mv", c => c.TerraformStateMv("a.b", "c.d"), "state mv -no-color a.b c.d");
        yield return new(
            "TerraformStateSettings.LockTimeout",
            c => c.TerraformStateMv("a.b", "c.d", new() { LockTimeout = timeout }),
            "state mv -no-color -lock-timeout=1s a.b c.d"
        );
        yield return new("force-unlock", c => c.TerraformForceUnlock("4f1e"), "force-unlock -no-color -force 4f1e");
        yield return new("state pull", c => c.TerraformStatePull(), "state pull -no-color") { Output = "{}" };
    }

    private static IEnumerable<ToolRow> WorkspaceRows()
    {
        var timeout = TimeSpan.FromSeconds(1);
        yield return new("workspace list", c => c.TerraformWorkspaceList(), "workspace list -no-color");
        yield return new("workspace show", c => c.TerraformWorkspaceShow(), "workspace show -no-color");
        yield return new("workspace select", c => c.TerraformWorkspaceSelect("a"), "workspace select -no-color a");
        yield return new(
            "TerraformWorkspaceSettings.OrCreate",
            c => c.TerraformWorkspaceSelect("a", new() { OrCreate = true }),
            "workspace select -no-color -or-create a"
        );
        yield return new("workspace new", c => c.TerraformWorkspaceNew("a"), "workspace new -no-color a");
        yield return new(
            "TerraformWorkspaceSettings.LockTimeout",
            c => c.TerraformWorkspaceNew("a", new() { LockTimeout = timeout }),
            "workspace new -no-color -lock-timeout=1s a"
        );
        yield return new("workspace delete", c => c.TerraformWorkspaceDelete("a"), "workspace delete -no-color a");
        yield return new(
            "TerraformWorkspaceSettings.Force",
            c => c.TerraformWorkspaceDelete("a", new() { Force = true }),
            "workspace delete -no-color -force a"
        );
        yield return new(
            "TerraformInitSettings.BackendConfiguration is in no argument as a value",
            c => c.TerraformInit(),
            Init
        );
    }
}
