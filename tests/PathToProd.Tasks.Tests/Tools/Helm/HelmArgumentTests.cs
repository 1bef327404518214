using Cake.Core;
using Cake.Helm;

namespace PathToProd.Tasks.Tests.Tools.Helm;

[TestFixture]
internal sealed class HelmArgumentTests
{
    private const string List =
        "list --output=json --time-format=2006-01-02T15:04:05Z07:00 "
        + "--deployed --failed --pending --superseded --uninstalled --uninstalling";

    [TestCaseSource(nameof(Rows))]
    public void Each_setting_is_rendered(ToolRow row) => row.Check();

    [Test]
    public void Each_setting_has_a_row() => ToolRow.CheckComplete<HelmSettings>(Rows());

    private static IEnumerable<ToolRow> Rows() =>
        [
            .. Shared(),
            .. ValuesRows(),
            .. ChartRows(),
            .. UpgradeRows(),
            .. RollbackRows(),
            .. UninstallRows(),
            .. ReadRows(),
        ];

    private static IEnumerable<ToolRow> Shared()
    {
        foreach (var row in Commands())
        {
            yield return new($"HelmSettings {row.Name}", c => row.Call(c, new()), row.Arguments)
            {
                Output = row.Output,
            };
            yield return row.With("Namespace", "--namespace=ingress", s => s.Namespace = "ingress");
            yield return row.With("KubeContext", "\"--kube-context=my cluster\"", s => s.KubeContext = "my cluster");
            yield return row.With("Kubeconfig", "--kubeconfig=/kube/config", s => s.Kubeconfig = "/kube/config");
            yield return row.With("Debug", "--debug", s => s.Debug = true);
        }

        foreach (
            var (variable, value) in new[]
            {
                ("HELM_CACHE_HOME", "FOLDER/own/cache"),
                ("HELM_CONFIG_HOME", "FOLDER/own/config"),
                ("HELM_DATA_HOME", "FOLDER/own/data"),
                ("HELM_PLUGINS", "FOLDER/own/data/plugins"),
                ("HELM_REGISTRY_CONFIG", "FOLDER/own/config/registry.json"),
                ("HELM_REPOSITORY_CACHE", "FOLDER/own/cache/repository"),
                ("HELM_REPOSITORY_CONFIG", "FOLDER/own/config/repositories.yaml"),
            }
        )
        {
            yield return new(
                $"HelmSettings.Home {variable}",
                c => c.HelmTest("ingress", new() { Home = "own" }),
                "test ingress"
            )
            {
                Variable = (variable, value),
            };
        }
    }

    /// <summary>Each command in its shortest form, callable with what all settings share.</summary>
    private static IEnumerable<Command> Commands()
    {
        yield return new("lint", (c, s) => c.HelmLint("chart", Copy<HelmLintSettings>(s)), "lint chart", "");
        yield return new(
            "template",
            (c, s) => c.HelmTemplate("a", "chart", Copy<HelmTemplateSettings>(s)),
            "template a chart",
            ""
        );
        yield return new(
            "package",
            (c, s) => c.HelmPackage("chart", Copy<HelmPackageSettings>(s)),
            "package chart",
            "saved it to: /x.tgz"
        );
        yield return new(
            "dependency build",
            (c, s) => c.HelmDependencyBuild("chart", Copy<HelmDependencySettings>(s)),
            "dependency build chart --skip-refresh",
            ""
        );
        yield return new(
            "dependency update",
            (c, s) => c.HelmDependencyUpdate("chart", Copy<HelmDependencySettings>(s)),
            "dependency update chart --skip-refresh",
            ""
        );
        yield return new(
            "upgrade",
            (c, s) => c.HelmUpgrade("a", "chart", Copy<HelmUpgradeSettings>(s)),
            "upgrade a chart --install",
            ""
        );
        yield return new(
            "rollback",
            (c, s) => c.HelmRollback("a", 3, Copy<HelmRollbackSettings>(s)),
            "rollback a 3",
            ""
        );
        yield return new(
            "uninstall",
            (c, s) => c.HelmUninstall("a", Copy<HelmUninstallSettings>(s)),
            "uninstall a",
            ""
        );
        yield return new(
            "status",
            (c, s) => c.HelmStatus("a", Copy<HelmStatusSettings>(s)),
            "status a --output=json",
            """{"name":"a","info":{}}"""
        );
        yield return new(
            "history",
            (c, s) => c.HelmHistory("a", Copy<HelmHistorySettings>(s)),
            "history a --output=json",
            "[]"
        );
        yield return new(
            "get manifest",
            (c, s) => c.HelmGetManifest("a", Copy<HelmGetSettings>(s)),
            "get manifest a",
            ""
        );
        yield return new("get hooks", (c, s) => c.HelmGetHooks("a", Copy<HelmGetSettings>(s)), "get hooks a", "");
        yield return new("get notes", (c, s) => c.HelmGetNotes("a", Copy<HelmGetSettings>(s)), "get notes a", "");
        yield return new("get all", (c, s) => c.HelmGetAll("a", Copy<HelmGetSettings>(s)), "get all a", "");
        yield return new(
            "get values",
            (c, s) => c.HelmGetValues("a", Copy<HelmGetSettings>(s)),
            "get values a --output=json",
            "{}"
        );
        yield return new("test", (c, s) => c.HelmTest("a", Copy<HelmTestSettings>(s)), "test a", "");
        yield return new("list", (c, s) => c.HelmList(Copy<HelmListSettings>(s)), List, "[]");
        yield return new(
            "version",
            (c, s) => c.HelmVersion(Copy<HelmVersionSettings>(s)),
            "version --template={{.Version}}",
            "v3.6.2"
        );
    }

    private static T Copy<T>(HelmSettings from)
        where T : HelmSettings, new() =>
        new()
        {
            Namespace = from.Namespace,
            KubeContext = from.KubeContext,
            Kubeconfig = from.Kubeconfig,
            Debug = from.Debug,
        };

    private static IEnumerable<ToolRow> ValuesRows()
    {
        yield return new(
            "HelmValuesSettings.ValuesFiles",
            c => c.HelmLint("chart", new() { ValuesFiles = { "a.yaml", "b c.yaml" } }),
            "lint chart --values=a.yaml \"--values=b c.yaml\""
        );
        yield return new(
            "HelmValuesSettings.SecretValues",
            c => c.HelmUpgrade("a", "chart", new() { ValuesFiles = { "a.yaml" }, SecretValues = "password: s3cr3t" }),
            "upgrade a chart --install --values=a.yaml --values=-"
        )
        {
            Input = "password: s3cr3t",
        };
        yield return new(
            "HelmValuesSettings.SecretValues of a template",
            c => c.HelmTemplate("a", "chart", new() { SecretValues = "password: s3cr3t" }),
            "template a chart --values=-"
        )
        {
            Input = "password: s3cr3t",
        };
        yield return new(
            "HelmValuesSettings.SecretValues of lint",
            c => c.HelmLint("chart", new() { SecretValues = "password: s3cr3t" }),
            "lint chart --values=-"
        )
        {
            Input = "password: s3cr3t",
        };
        yield return new(
            "HelmValuesSettings.ContentFiles",
            c => c.HelmTemplate("a", "chart", new() { ContentFiles = { ["script"] = "/run.sh" } }),
            "template a chart --set-file=script=/run.sh"
        );
    }

    private static IEnumerable<ToolRow> ChartRows()
    {
        yield return LintRow("Strict", new() { Strict = true }, "--strict");
        yield return LintRow("KubeVersion", new() { KubeVersion = "1.30.0" }, "--kube-version=1.30.0");
        yield return LintRow("WithSubcharts", new() { WithSubcharts = true }, "--with-subcharts");
        yield return TemplateRow("KubeVersion", new() { KubeVersion = "1.30.0" }, "--kube-version=1.30.0");
        yield return TemplateRow(
            "ApiVersions",
            new() { ApiVersions = { "a/v1", "b/v1" } },
            "--api-versions=a/v1 --api-versions=b/v1"
        );
        yield return TemplateRow("IncludeCrds", new() { IncludeCrds = true }, "--include-crds");
        yield return TemplateRow("SkipTests", new() { SkipTests = true }, "--skip-tests");
        yield return TemplateRow("NoHooks", new() { NoHooks = true }, "--no-hooks");
        yield return TemplateRow("IsUpgrade", new() { IsUpgrade = true }, "--is-upgrade");
        yield return TemplateRow("Lookup", new() { Lookup = true }, "--dry-run=server");
        yield return TemplateRow("Validate", new() { Validate = true }, "--validate");
        yield return TemplateRow(
            "ShowOnly",
            new() { ShowOnly = { "templates/a.yaml" } },
            "--show-only=templates/a.yaml"
        );
        yield return TemplateRow("OutputDirectory", new() { OutputDirectory = "/out" }, "--output-dir=/out");
        yield return PackageRow("Destination", new() { Destination = "/out" }, "--destination=/out");
        yield return PackageRow("Version", new() { Version = "1.4.0" }, "--version=1.4.0");
        yield return PackageRow("AppVersion", new() { AppVersion = "2.0" }, "--app-version=2.0");
        yield return PackageRow("DependencyUpdate", new() { DependencyUpdate = true }, "--dependency-update");
        yield return new(
            "HelmDependencySettings.Refresh",
            c => c.HelmDependencyBuild("chart", new() { Refresh = true }),
            "dependency build chart"
        );
        yield return new(
            "HelmDependencySettings.Verify",
            c => c.HelmDependencyUpdate("chart", new() { Verify = true }),
            "dependency update chart --skip-refresh --verify"
        );
    }

    private static ToolRow LintRow(string name, HelmLintSettings settings, string arguments) =>
        new($"HelmLintSettings.{name}", c => c.HelmLint("chart", settings), $"lint chart {arguments}");

    private static ToolRow TemplateRow(string name, HelmTemplateSettings settings, string arguments) =>
        new(
            $"HelmTemplateSettings.{name}",
            c => c.HelmTemplate("a", "chart", settings),
            $"template a chart {arguments}"
        );

    private static ToolRow PackageRow(string name, HelmPackageSettings settings, string arguments) =>
        new($"HelmPackageSettings.{name}", c => c.HelmPackage("chart", settings), $"package chart {arguments}")
        {
            Output = "Successfully packaged chart and saved it to: /out/chart-1.tgz",
        };

    private static IEnumerable<ToolRow> UpgradeRows()
    {
        yield return new(
            "HelmUpgradeSettings.Install",
            c => c.HelmUpgrade("a", "chart", new() { Install = false }),
            "upgrade a chart"
        );
        yield return UpgradeRow("CreateNamespace", new() { CreateNamespace = true }, "--create-namespace");
        yield return UpgradeRow("Wait", new() { Wait = true }, "--wait");
        yield return UpgradeRow("WaitForJobs", new() { WaitForJobs = true }, "--wait-for-jobs");
        yield return UpgradeRow("Timeout", new() { Timeout = TimeSpan.FromMinutes(7) }, "--timeout=7m");
        yield return UpgradeRow("Atomic", new() { Atomic = true }, "--atomic");
        yield return UpgradeRow("CleanupOnFail", new() { CleanupOnFail = true }, "--cleanup-on-fail");
        yield return UpgradeRow("Force", new() { Force = true }, "--force");
        yield return UpgradeRow("ServerSide", new() { ServerSide = true }, "--server-side=true");
        yield return UpgradeRow("ServerSide", new() { ServerSide = false }, "--server-side=false");
        yield return UpgradeRow("ForceConflicts", new() { ForceConflicts = true }, "--force-conflicts");
        yield return UpgradeRow("HistoryMax", new() { HistoryMax = 0 }, "--history-max=0");
        yield return UpgradeRow("ResetValues", new() { ResetValues = true }, "--reset-values");
        yield return UpgradeRow("ReuseValues", new() { ReuseValues = true }, "--reuse-values");
        yield return UpgradeRow("Description", new() { Description = "run \"7\"" }, "\"--description=run \\\"7\\\"\"");
        yield return UpgradeRow("NoHooks", new() { NoHooks = true }, "--no-hooks");
        yield return UpgradeRow("SkipCrds", new() { SkipCrds = true }, "--skip-crds");
        yield return UpgradeRow("Version", new() { Version = "^1.4.0" }, "--version=^1.4.0");
        yield return UpgradeRow("DryRun", new() { DryRun = true }, "--dry-run");
    }

    private static ToolRow UpgradeRow(string name, HelmUpgradeSettings settings, string arguments) =>
        new(
            $"HelmUpgradeSettings.{name}",
            c => c.HelmUpgrade("a", "chart", settings),
            $"upgrade a chart --install {arguments}"
        );

    private static IEnumerable<ToolRow> RollbackRows()
    {
        yield return new("rollback to the revision before", c => c.HelmRollback("a"), "rollback a");
        yield return RollbackRow("Wait", new() { Wait = true }, "--wait");
        yield return RollbackRow("WaitForJobs", new() { WaitForJobs = true }, "--wait-for-jobs");
        yield return RollbackRow("Timeout", new() { Timeout = TimeSpan.FromSeconds(30) }, "--timeout=30s");
        yield return RollbackRow("CleanupOnFail", new() { CleanupOnFail = true }, "--cleanup-on-fail");
        yield return RollbackRow("Force", new() { Force = true }, "--force");
        yield return RollbackRow("ServerSide", new() { ServerSide = false }, "--server-side=false");
        yield return RollbackRow("HistoryMax", new() { HistoryMax = 5 }, "--history-max=5");
        yield return RollbackRow("NoHooks", new() { NoHooks = true }, "--no-hooks");
        yield return RollbackRow("DryRun", new() { DryRun = true }, "--dry-run");
    }

    private static ToolRow RollbackRow(string name, HelmRollbackSettings settings, string arguments) =>
        new($"HelmRollbackSettings.{name}", c => c.HelmRollback("a", 2, settings), $"rollback a 2 {arguments}");

    private static IEnumerable<ToolRow> UninstallRows()
    {
        yield return UninstallRow("Wait", new() { Wait = true }, "--wait");
        yield return UninstallRow("Timeout", new() { Timeout = TimeSpan.FromSeconds(30) }, "--timeout=30s");
        yield return UninstallRow("KeepHistory", new() { KeepHistory = true }, "--keep-history");
        yield return UninstallRow("Description", new() { Description = "moved" }, "--description=moved");
        yield return UninstallRow("NoHooks", new() { NoHooks = true }, "--no-hooks");
        yield return UninstallRow("DryRun", new() { DryRun = true }, "--dry-run");
    }

    private static ToolRow UninstallRow(string name, HelmUninstallSettings settings, string arguments) =>
        new($"HelmUninstallSettings.{name}", c => c.HelmUninstall("a", settings), $"uninstall a {arguments}");

    private static IEnumerable<ToolRow> ReadRows()
    {
        yield return new(
            "HelmStatusSettings.Revision",
            c => c.HelmStatus("a", new() { Revision = 2 }),
            "status a --output=json --revision=2"
        )
        {
            Output = """{"name":"a","info":{}}""",
        };
        yield return new(
            "HelmHistorySettings.Max",
            c => c.HelmHistory("a", new() { Max = 1 }),
            "history a --output=json --max=1"
        )
        {
            Output = "[]",
        };
        yield return new(
            "HelmGetSettings.Revision",
            c => c.HelmGetManifest("a", new() { Revision = 2 }),
            "get manifest a --revision=2"
        );
        yield return new(
            "HelmGetSettings.AllValues",
            c => c.HelmGetValues("a", new() { AllValues = true }),
            "get values a --output=json --all"
        )
        {
            Output = "null",
        };
        yield return new(
            "HelmTestSettings.Filter",
            c => c.HelmTest("a", new() { Filter = { "name=smoke", "!name=slow" } }),
            "test a --filter=name=smoke --filter=!name=slow"
        );
        yield return new("HelmTestSettings.Logs", c => c.HelmTest("a", new() { Logs = true }), "test a --logs");
        yield return new(
            "HelmTestSettings.Timeout",
            c => c.HelmTest("a", new() { Timeout = TimeSpan.FromHours(1) }),
            "test a --timeout=1h"
        );
        yield return ListRow("AllNamespaces", new() { AllNamespaces = true }, "--all-namespaces");
        yield return ListRow("Filter", new() { Filter = "^ingress$" }, "--filter=^ingress$");
        yield return ListRow("Selector", new() { Selector = "a=b,c!=d" }, "--selector=a=b,c!=d");
        yield return ListRow("Max", new() { Max = 1000 }, "--max=1000");
    }

    private static ToolRow ListRow(string name, HelmListSettings settings, string arguments) =>
        new($"HelmListSettings.{name}", c => c.HelmList(settings), $"{List} {arguments}") { Output = "[]" };

    private sealed record Command(string Name, Action<ICakeContext, HelmSettings> Call, string Arguments, string Output)
    {
        public ToolRow With(string property, string argument, Action<HelmSettings> set)
        {
            var settings = new HelmSettings();
            set(settings);
            return new($"HelmSettings.{property} of {Name}", c => Call(c, settings), $"{Arguments} {argument}")
            {
                Output = Output,
            };
        }
    }
}
