using System.Text.Json.Nodes;
using Cake.Core.Tooling;
using PathToProd.Environments;
using PathToProd.Kubernetes;
using PathToProd.Reporting;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Tools.Helm;
using PathToProd.Tasks.Tools.Kubectl;

namespace PathToProd.Tasks.Deployments;

/// <summary>
/// The cluster that an environment is bound to. Every call names its kubeconfig and context, so the user's current
/// context never matters; and the cluster itself remembers which environment it is, so that a context which leads
/// somewhere else is noticed before anything is touched.
/// </summary>
public sealed class Cluster
{
    private const string FieldManager = "path-to-prod";

    /// <summary>Long enough for a slow API server, short enough to tell soon that there is none.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly ComponentContext _context;
    private readonly Target.Cluster _target;
    private readonly Kubeconfig _kubeconfig;
    private readonly bool _isBound;

    private Cluster(ComponentContext context, Target.Cluster target)
    {
        _context = context;
        _target = target;
        _kubeconfig = Kubeconfig.Of(_target, context.Workspace);
        _isBound = IsBound();
    }

    /// <summary>The cluster of the context's environment, once it is sure that it is that environment's.</summary>
    /// <exception cref="PlatformException">The environment has none, or it is bound to another environment (exit code 2).</exception>
    internal static Cluster Of(ComponentContext context) =>
        context.EnvironmentManifest.Target is Target.Cluster target
            ? new Cluster(context, target)
            : throw new PlatformException([
                new Problem(
                    context.EnvironmentManifest.Source["target"],
                    $"{context.EnvironmentManifest.Name} deploys to a directory, so there is no cluster to use",
                    "use an environment whose target is a cluster"
                ),
            ]);

    /// <summary>Where a person looks when a deployment does not become ready.</summary>
    public string Advice =>
        $"Look at: kubectl --context {_target.Context} --namespace {_context.Component.Namespace} get pods,events";

    /// <summary>Settings for Helm, bound to this cluster and the component's namespace.</summary>
    public T Helm<T>(T settings)
        where T : HelmSettings
    {
        settings.Kubeconfig = _kubeconfig.File;
        Add(_kubeconfig.Variables, settings);
        settings.KubeContext = _target.Context;
        settings.Namespace = _context.Component.Namespace;
        return settings;
    }

    /// <summary>Settings for kubectl, bound to this cluster and the component's namespace.</summary>
    public T Kubectl<T>(T settings)
        where T : KubectlSettings
    {
        settings.Kubeconfig = _kubeconfig.File;
        Add(_kubeconfig.Variables, settings);
        settings.Context = _target.Context;
        settings.Namespace ??= _context.Component.Namespace;
        return settings;
    }

    /// <summary>Variables by which a script of the component reaches this cluster.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> Variables =>
        [new("KUBECONFIG", _kubeconfig.Variable), new("PATH_TO_PROD_CONTEXT", _target.Context)];

    /// <summary>Applies documents on the server, and takes over fields that others manage.</summary>
    internal void Apply(IReadOnlyCollection<KubernetesDocument> documents)
    {
        if (documents.Count > 0)
        {
            _context.KubectlApply(
                Request(
                    new KubectlApplySettings
                    {
                        ServerSide = true,
                        ForceConflicts = true,
                        FieldManager = FieldManager,
                        Input = Text(documents),
                    }
                )
            );
        }
    }

    /// <summary>Applies custom resource definitions, and waits until the API server serves what they define.</summary>
    internal void ApplyDefinitions(IReadOnlyCollection<KubernetesDocument> definitions)
    {
        if (definitions.Count > 0)
        {
            Apply(definitions);
            _context.KubectlWait(
                KubectlWaitFor.Condition("Established"),
                Kubectl(new KubectlWaitSettings { Input = Text(definitions), Timeout = _context.Limit.Patience })
            );
        }
    }

    /// <summary>What <see cref="Apply"/> would change; empty when nothing.</summary>
    internal string Diff(IReadOnlyCollection<KubernetesDocument> documents)
    {
        var difference = _context.KubectlDiff(
            Request(
                new KubectlDiffSettings
                {
                    ServerSide = true,
                    ForceConflicts = true,
                    FieldManager = FieldManager,
                    Input = Text(documents),
                }
            )
        );
        return difference.Exists ? difference.Text : "";
    }

    /// <summary>The documents whose resources are not in the cluster.</summary>
    internal IReadOnlyList<KubernetesDocument> Missing(IReadOnlyCollection<KubernetesDocument> documents)
    {
        if (documents.Count == 0)
        {
            return [];
        }

        // In one go kubectl would not even look: it needs to know all kinds, and some may come with a missing definition.
        var missing = MissingOfKnownKinds([.. documents.Where(document => document.IsCustomResourceDefinition)]);
        var unknown = missing.Select(DefinedKind).ToHashSet();
        return
        [
            .. missing,
            .. documents.Where(document => unknown.Contains((document.Group, document.Kind))),
            .. MissingOfKnownKinds([
                .. documents.Where(document =>
                    !document.IsCustomResourceDefinition && !unknown.Contains((document.Group, document.Kind))
                ),
            ]),
        ];
    }

    /// <summary>Whether the component's namespace is there.</summary>
    internal bool HasNamespace() =>
        _context
            .KubectlGet(
                Request(new KubectlGetSettings { IgnoreNotFound = true }),
                $"namespace/{_context.Component.Namespace}"
            )
            .Any();

    /// <summary>Makes the namespace, unless it is there.</summary>
    internal void CreateNamespace() =>
        _context.KubectlCreateNamespace(_context.Component.Namespace, Request(new KubectlNamespaceSettings()));

    /// <summary>The kinds of a group that the API server serves, in any version; none when the group is not there.</summary>
    internal IReadOnlyList<string> KindsOf(string group) =>
        _context.KubectlApiResources(Request(new KubectlApiResourcesSettings { ApiGroup = group }));

    /// <summary>Removes resources that are still there.</summary>
    internal void Delete(string resources)
    {
        if (resources.Length > 0)
        {
            _context.KubectlDelete(
                Kubectl(
                    new KubectlDeleteSettings
                    {
                        Input = resources,
                        IgnoreNotFound = true,
                        Timeout = _context.Limit.Patience,
                    }
                )
            );
        }
    }

    /// <summary>Writes into the cluster which environment it is, before the first deployment to it.</summary>
    internal void Bind()
    {
        if (_isBound)
        {
            return;
        }

        var binding = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = ClusterBinding.Name, ["namespace"] = ClusterBinding.Namespace },
            ["data"] = new JsonObject { ["environment"] = _context.EnvironmentManifest.Name },
        };
        _context.KubectlApply(
            Request(
                new KubectlApplySettings
                {
                    Namespace = ClusterBinding.Namespace,
                    ServerSide = true,
                    FieldManager = FieldManager,
                    Input = JsonText.Line(binding),
                }
            )
        );
    }

    /// <summary>Settings for a call that the API server answers at once.</summary>
    internal T Request<T>(T settings)
        where T : KubectlSettings
    {
        settings.RequestTimeout = RequestTimeout;
        return Kubectl(settings);
    }

    private static void Add(IEnumerable<KeyValuePair<string, string?>> variables, ToolSettings settings)
    {
        foreach (var (name, value) in variables)
        {
            settings.EnvironmentVariables[name] = value;
        }
    }

    private bool IsBound()
    {
        var settings = Request(new KubectlGetSettings { Namespace = ClusterBinding.Namespace, IgnoreNotFound = true });
        var binding = _context.KubectlGet(settings, $"configmap/{ClusterBinding.Name}") is [var found, ..]
            ? found
            : null;
        var bound = ClusterBinding.Environment(binding?.Json);
        ClusterBinding.Refuse(_context.EnvironmentManifest, _target, bound);
        return bound is not null;
    }

    private List<KubernetesDocument> MissingOfKnownKinds(IReadOnlyCollection<KubernetesDocument> documents)
    {
        if (documents.Count == 0)
        {
            return [];
        }

        var settings = Request(new KubectlGetSettings { Input = Text(documents), IgnoreNotFound = true });
        var there = _context.KubectlGet(settings).Select(found => (found.Kind, found.Name)).ToHashSet();
        return [.. documents.Where(document => !there.Contains((document.Kind, document.Name)))];
    }

    private static (string Group, string Kind) DefinedKind(KubernetesDocument definition)
    {
        var spec = definition.Json["spec"];
        return (spec?["group"]?.ToString() ?? "", spec?["names"]?["kind"]?.ToString() ?? "");
    }

    private static string Text(IEnumerable<KubernetesDocument> documents) =>
        string.Concat(documents.Select(document => $"---\n{document.Text}\n"));
}
