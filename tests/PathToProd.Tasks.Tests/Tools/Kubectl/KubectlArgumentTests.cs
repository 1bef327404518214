using Cake.Core;
using Cake.Kubectl;

namespace PathToProd.Tasks.Tests.Tools.Kubectl;

[TestFixture]
internal sealed class KubectlArgumentTests
{
    private const string Nothing = """{"kind": "List", "items": []}""";

    [TestCaseSource(nameof(Rows))]
    public void Each_setting_is_rendered(ToolRow row) => row.Check();

    [Test]
    public void Each_setting_has_a_row() => ToolRow.CheckComplete<KubectlSettings>(Rows());

    private static IEnumerable<ToolRow> Rows() =>
        [.. Shared(), .. FilesRows(), .. ApplyRows(), .. DeleteRows(), .. GetRows(), .. WaitRows(), .. OtherRows()];

    private static IEnumerable<ToolRow> Shared()
    {
        foreach (var row in Commands())
        {
            yield return new($"KubectlSettings {row.Name}", c => row.Call(c, new()), row.Arguments)
            {
                Output = row.Output,
            };
            yield return row.With("Namespace", " --namespace=edge", s => s.Namespace = "edge");
            yield return row.With("Context", " \"--context=my cluster\"", s => s.Context = "my cluster");
            yield return row.With("Kubeconfig", " --kubeconfig=/kube/config", s => s.Kubeconfig = "/kube/config");
            yield return row.With("As", " --as=deployer", s => s.As = "deployer");
            yield return row.With(
                "RequestTimeout",
                row.IsWatch ? "" : " --request-timeout=10s",
                s => s.RequestTimeout = TimeSpan.FromSeconds(10)
            );
        }
    }

    /// <summary>Each command in its shortest form, callable with what all settings share.</summary>
    private static IEnumerable<Command> Commands()
    {
        yield return new("apply", (c, s) => c.KubectlApply(Copy<KubectlApplySettings>(s)), "apply");
        yield return new("diff", (c, s) => c.KubectlDiff(Copy<KubectlDiffSettings>(s)), "diff");
        yield return new(
            "delete",
            (c, s) => c.KubectlDelete(Copy<KubectlDeleteSettings>(s), "pod/a", "pod/b"),
            "delete pod/a pod/b"
        );
        yield return new(
            "get",
            (c, s) => c.KubectlGet(Copy<KubectlGetSettings>(s), "pods"),
            "get pods --output=json",
            Nothing
        );
        yield return new(
            "wait",
            (c, s) => c.KubectlWait(KubectlWaitFor.Deletion, Copy<KubectlWaitSettings>(s), "pod/a"),
            "wait pod/a --for=delete",
            IsWatch: true
        );
        yield return new(
            "rollout status",
            (c, s) => c.KubectlRolloutStatus("deployment/a", Copy<KubectlRolloutSettings>(s)),
            "rollout status deployment/a",
            IsWatch: true
        );
        yield return new(
            "rollout restart",
            (c, s) => c.KubectlRolloutRestart("deployment/a", Copy<KubectlRolloutSettings>(s)),
            "rollout restart deployment/a"
        );
        yield return new(
            "rollout undo",
            (c, s) => c.KubectlRolloutUndo("deployment/a", Copy<KubectlRolloutSettings>(s)),
            "rollout undo deployment/a"
        );
        yield return new(
            "auth can-i",
            (c, s) => c.KubectlAuthCanI("create", "pods", Copy<KubectlAuthCanISettings>(s)),
            "auth can-i create pods",
            "yes"
        );
        yield return new(
            "api-resources",
            (c, s) => c.KubectlApiResources(Copy<KubectlApiResourcesSettings>(s)),
            "api-resources --no-headers"
        );
        yield return new(
            "config current-context",
            (c, s) => c.KubectlConfigCurrentContext(Copy<KubectlConfigSettings>(s)),
            "config current-context"
        );
        yield return new(
            "config get-contexts",
            (c, s) => c.KubectlConfigGetContexts(Copy<KubectlConfigSettings>(s)),
            "config get-contexts --output=name"
        );
        yield return new(
            "config view",
            (c, s) => c.KubectlConfigView(Copy<KubectlConfigSettings>(s)),
            "config view --minify --output=json",
            "{}"
        );
        yield return new(
            "version",
            (c, s) => c.KubectlVersion(Copy<KubectlVersionSettings>(s)),
            "version --output=json",
            """{"clientVersion": {"gitVersion": "v1.32.4"}}"""
        );
    }

    private static T Copy<T>(KubectlSettings from)
        where T : KubectlSettings, new() =>
        new()
        {
            Namespace = from.Namespace,
            Context = from.Context,
            Kubeconfig = from.Kubeconfig,
            RequestTimeout = from.RequestTimeout,
            As = from.As,
        };

    private static IEnumerable<ToolRow> FilesRows()
    {
        var folder = new Cake.Core.IO.DirectoryPath("manifests");
        var file = new Cake.Core.IO.FilePath("a b.yaml");
        yield return new(
            "KubectlFilesSettings.Files",
            c => c.KubectlApply(new() { Files = { folder, file } }),
            "apply --filename=manifests \"--filename=a b.yaml\""
        );
        yield return new(
            "KubectlFilesSettings.Recursive",
            c => c.KubectlDelete(new() { Files = { folder }, Recursive = true }),
            "delete --filename=manifests --recursive"
        );
        yield return new(
            "KubectlFilesSettings.Selector",
            c => c.KubectlGet(new() { Selector = "app in (a, b)" }, "pods"),
            "get pods --output=json \"--selector=app in (a, b)\""
        )
        {
            Output = Nothing,
        };
        yield return InputRow("apply", (c, text) => c.KubectlApply(new() { Input = text }), "apply --filename=-");
        yield return InputRow("diff", (c, text) => c.KubectlDiff(new() { Input = text }), "diff --filename=-");
        yield return InputRow("delete", (c, text) => c.KubectlDelete(new() { Input = text }), "delete --filename=-");
        yield return InputRow(
            "get",
            (c, text) => c.KubectlGet(new() { Input = text }),
            "get --output=json --filename=-"
        );
        yield return InputRow(
            "wait",
            (c, text) => c.KubectlWait(KubectlWaitFor.Condition("Ready"), new() { Input = text }),
            "wait --for=condition=Ready --filename=-"
        );
    }

    private static ToolRow InputRow(string command, Action<ICakeContext, string> call, string arguments) =>
        new($"KubectlFilesSettings.Input of {command}", c => call(c, "kind: Secret # s3cr3t"), arguments)
        {
            Input = "kind: Secret # s3cr3t",
            Output = command == "get" ? Nothing : "",
        };

    private static IEnumerable<ToolRow> ApplyRows()
    {
        yield return ApplyRow("Kustomize", new() { Kustomize = "base" }, "--kustomize=base");
        yield return ApplyRow("ServerSide", new() { ServerSide = true }, "--server-side");
        yield return ApplyRow("FieldManager", new() { FieldManager = "path-to-prod" }, "--field-manager=path-to-prod");
        yield return ApplyRow("ForceConflicts", new() { ForceConflicts = true }, "--force-conflicts");
        yield return ApplyRow("Prune", new() { Prune = true, Selector = "app=a" }, "--selector=app=a --prune");
        yield return ApplyRow(
            "PruneAllowList",
            new() { PruneAllowList = { "core/v1/ConfigMap", "apps/v1/Deployment" } },
            "--prune-allowlist=core/v1/ConfigMap --prune-allowlist=apps/v1/Deployment"
        );
        yield return ApplyRow(
            "ApplySet",
            new()
            {
                ServerSide = true,
                Prune = true,
                ApplySet = "configmaps/a",
            },
            "--server-side --prune --applyset=configmaps/a"
        ) with
        {
            Variable = ("KUBECTL_APPLYSET", "true"),
        };
        yield return ApplyRow("DryRun", new() { DryRun = KubectlDryRun.Server }, "--dry-run=server");
        yield return ApplyRow("DryRun of kubectl", new() { DryRun = KubectlDryRun.Client }, "--dry-run=client");
        yield return ApplyRow("Validate", new() { Validate = false }, "--validate=false");
        yield return ApplyRow("Wait", new() { Wait = true }, "--wait");
        yield return ApplyRow("Timeout", new() { Timeout = TimeSpan.FromMinutes(1) }, "--timeout=1m");
        yield return DiffRow("Kustomize", new() { Kustomize = "base" }, "--kustomize=base");
        yield return DiffRow("ServerSide", new() { ServerSide = true }, "--server-side");
        yield return DiffRow("FieldManager", new() { FieldManager = "path-to-prod" }, "--field-manager=path-to-prod");
        yield return DiffRow("ForceConflicts", new() { ForceConflicts = true }, "--force-conflicts");
        yield return DiffRow("without the user's own diff", new(), "") with
        {
            Variable = ("KUBECTL_EXTERNAL_DIFF", null),
        };
    }

    private static ToolRow ApplyRow(string name, KubectlApplySettings settings, string arguments) =>
        new($"KubectlApplySettings.{name}", c => c.KubectlApply(settings), $"apply {arguments}");

    private static ToolRow DiffRow(string name, KubectlDiffSettings settings, string arguments) =>
        new($"KubectlDiffSettings.{name}", c => c.KubectlDiff(settings), $"diff {arguments}".TrimEnd());

    private static IEnumerable<ToolRow> DeleteRows()
    {
        yield return DeleteRow("IgnoreNotFound", new() { IgnoreNotFound = true }, "--ignore-not-found");
        yield return DeleteRow("Wait", new() { Wait = false }, "--wait=false");
        yield return DeleteRow("Timeout", new() { Timeout = TimeSpan.FromSeconds(30) }, "--timeout=30s");
        yield return DeleteRow("Cascade", new() { Cascade = KubectlCascade.Foreground }, "--cascade=foreground");
        yield return DeleteRow(
            "Cascade background",
            new() { Cascade = KubectlCascade.Background },
            "--cascade=background"
        );
        yield return DeleteRow("Cascade orphan", new() { Cascade = KubectlCascade.Orphan }, "--cascade=orphan");
        yield return DeleteRow("GracePeriodSeconds", new() { GracePeriodSeconds = 5 }, "--grace-period=5");
        yield return DeleteRow("All", new() { All = true }, "--all");
        yield return DeleteRow("AllNamespaces", new() { AllNamespaces = true }, "--all-namespaces");
        yield return DeleteRow("DryRun", new() { DryRun = KubectlDryRun.Server }, "--dry-run=server");
    }

    private static ToolRow DeleteRow(string name, KubectlDeleteSettings settings, string arguments) =>
        new($"KubectlDeleteSettings.{name}", c => c.KubectlDelete(settings, "pods"), $"delete pods {arguments}");

    private static IEnumerable<ToolRow> GetRows()
    {
        yield return GetRow(
            "FieldSelector",
            new() { FieldSelector = "status.phase=Running" },
            "--field-selector=status.phase=Running"
        );
        yield return GetRow("AllNamespaces", new() { AllNamespaces = true }, "--all-namespaces");
        yield return GetRow("IgnoreNotFound", new() { IgnoreNotFound = true }, "--ignore-not-found");
        yield return GetRow("ShowManagedFields", new() { ShowManagedFields = true }, "--show-managed-fields");
    }

    private static ToolRow GetRow(string name, KubectlGetSettings settings, string arguments) =>
        new($"KubectlGetSettings.{name}", c => c.KubectlGet(settings, "pods"), $"get pods --output=json {arguments}")
        {
            Output = Nothing,
        };

    private static IEnumerable<ToolRow> WaitRows()
    {
        yield return WaitRow(
            "for a condition",
            KubectlWaitFor.Condition("Available"),
            new(),
            "--for=condition=Available"
        );
        yield return WaitRow(
            "for its value",
            KubectlWaitFor.Condition("Ready", "false"),
            new(),
            "--for=condition=Ready=false"
        );
        yield return WaitRow(
            "for a field",
            KubectlWaitFor.JsonPath("{.status.phase}", "Not Yet"),
            new(),
            "\"--for=jsonpath={.status.phase}=Not Yet\""
        );
        yield return WaitRow(
            "for any value",
            KubectlWaitFor.JsonPath("{.status.ip}", null),
            new(),
            "--for=jsonpath={.status.ip}"
        );
        yield return WaitRow(
            "Timeout",
            KubectlWaitFor.Deletion,
            new() { Timeout = TimeSpan.FromMinutes(5) },
            "--for=delete --timeout=5m"
        );
        yield return WaitRow("All", KubectlWaitFor.Deletion, new() { All = true }, "--for=delete --all");
        yield return WaitRow(
            "AllNamespaces",
            KubectlWaitFor.Deletion,
            new() { AllNamespaces = true },
            "--for=delete --all-namespaces"
        );
    }

    private static ToolRow WaitRow(string name, KubectlWaitFor what, KubectlWaitSettings settings, string arguments) =>
        new($"KubectlWaitSettings.{name}", c => c.KubectlWait(what, settings, "pods"), $"wait pods {arguments}");

    private static IEnumerable<ToolRow> OtherRows()
    {
        yield return StatusRow("Timeout", new() { Timeout = TimeSpan.FromSeconds(90) }, "--timeout=1m30s");
        yield return StatusRow("Watch", new() { Watch = false }, "--watch=false");
        yield return StatusRow("Revision", new() { Revision = 3 }, "--revision=3");
        yield return UndoRow("ToRevision", new() { ToRevision = 2 }, "--to-revision=2");
        yield return UndoRow("DryRun", new() { DryRun = KubectlDryRun.Client }, "--dry-run=client");
        yield return CanIRow("Subresource", new() { Subresource = "log" }, "--subresource=log");
        yield return CanIRow("AllNamespaces", new() { AllNamespaces = true }, "--all-namespaces");
        yield return new(
            "KubectlApiResourcesSettings.ApiGroup",
            c => c.KubectlApiResources(new() { ApiGroup = "apps" }),
            "api-resources --no-headers --api-group=apps"
        );
        yield return new(
            "KubectlVersionSettings.ClientOnly",
            c => c.KubectlVersion(new() { ClientOnly = true }),
            "version --output=json --client"
        )
        {
            Output = """{"clientVersion": {"gitVersion": "v1.20.2"}}""",
        };
        const string apply = "apply --filename=- --server-side";
        yield return NamespaceRow("none", new(), $"{apply} --force-conflicts", """{"name":"edge"}""");
        yield return NamespaceRow(
            "KubectlNamespaceSettings.Labels",
            new() { Labels = { ["team"] = "a" } },
            $"{apply} --force-conflicts",
            """{"name":"edge","labels":{"team":"a"}}"""
        );
        yield return NamespaceRow(
            "KubectlNamespaceSettings.FieldManager",
            new() { FieldManager = "me" },
            $"{apply} --field-manager=me --force-conflicts",
            """{"name":"edge"}"""
        );
        yield return NamespaceRow(
            "all that is shared",
            new()
            {
                Kubeconfig = "/k",
                Context = "c",
                RequestTimeout = TimeSpan.FromSeconds(1),
                As = "a",
            },
            $"{apply} --force-conflicts --context=c --kubeconfig=/k --as=a --request-timeout=1s",
            """{"name":"edge"}"""
        );
    }

    private static ToolRow StatusRow(string name, KubectlRolloutSettings settings, string arguments) =>
        new(
            $"KubectlRolloutSettings.{name}",
            c => c.KubectlRolloutStatus("deploy/a", settings),
            $"rollout status deploy/a {arguments}"
        );

    private static ToolRow UndoRow(string name, KubectlRolloutSettings settings, string arguments) =>
        new(
            $"KubectlRolloutSettings.{name}",
            c => c.KubectlRolloutUndo("deploy/a", settings),
            $"rollout undo deploy/a {arguments}"
        );

    private static ToolRow CanIRow(string name, KubectlAuthCanISettings settings, string arguments) =>
        new(
            $"KubectlAuthCanISettings.{name}",
            c => c.KubectlAuthCanI("get", "pods", settings),
            $"auth can-i get pods {arguments}"
        )
        {
            Output = "yes",
        };

    private static ToolRow NamespaceRow(
        string name,
        KubectlNamespaceSettings settings,
        string arguments,
        string metadata
    ) =>
        new(name, c => c.KubectlCreateNamespace("edge", settings), arguments)
        {
            Input = $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{{metadata}}}""",
        };

    private sealed record Command(
        string Name,
        Action<ICakeContext, KubectlSettings> Call,
        string Arguments,
        string Output = "",
        bool IsWatch = false
    )
    {
        public ToolRow With(string property, string argument, Action<KubectlSettings> set)
        {
            var settings = new KubectlSettings();
            set(settings);
            return new($"KubectlSettings.{property} of {Name}", c => Call(c, settings), $"{Arguments}{argument}")
            {
                Output = Output,
            };
        }
    }
}
