using System.Text.Json.Nodes;
using Cake.Core.Tooling;
using Cake.Helm;
using Cake.Kubectl;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Kubernetes.Fields;
using PathToProd.Tasks.Clusters;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// The cluster that an environment is bound to. Every call names its kubeconfig and context, so the user's current
/// context never matters; and the cluster itself remembers which environment it is, so that a context which leads
/// somewhere else is noticed before anything is touched.
/// </summary>
public sealed class Cluster
{
    /// <summary>Long enough for a slow API server, short enough to report soon that there is none.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly ComponentContext _context;
    private readonly Target.Cluster _target;
    private readonly Kubeconfig _kubeconfig;
    private readonly bool _isBound;
    private readonly ClusterResources _look;

    private Cluster(ComponentContext context, Target.Cluster target)
    {
        _context = context;
        _target = target;
        _kubeconfig = Kubeconfig.Of(_target, context.Workspace);
        _isBound = IsBound();
        _look = new ClusterResources(context, this);
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
    public string Advice => AdviceFor(_target, _context.Component);

    /// <summary>How a person calls kubectl for this cluster and the component's namespace.</summary>
    internal string Command => CommandFor(_target, _context.Component);

    /// <summary>Where a person looks; known before the cluster has answered for the first time.</summary>
    internal static string AdviceFor(Target.Cluster target, ComponentManifest component) =>
        $"Look at: {CommandFor(target, component)} get pods,events";

    private static string CommandFor(Target.Cluster target, ComponentManifest component) =>
        $"kubectl --context {target.Context} --namespace {component.Namespace}";

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

    /// <summary>What it tells charts about itself.</summary>
    internal Capabilities Capabilities() =>
        ClusterCapabilities.Ask(_context.Work.Services, _context.EnvironmentManifest, _target);

    /// <summary>Changes something there. When it fails, the failure says what to do about it, or where to look.</summary>
    internal void Change(Action act) =>
        Explain(
            () =>
            {
                act();
                return true;
            },
            otherwise: $"\n{Advice}"
        );

    /// <summary>Asks something there. When it fails, the failure says what to do about it, if that is known.</summary>
    internal T Ask<T>(Func<T> act) => Explain(act, otherwise: "");

    /// <summary>Applies documents on the server, and takes over fields that others manage.</summary>
    internal void Apply(IReadOnlyCollection<KubernetesDocument> documents)
    {
        foreach (var (@namespace, batch) in ByNamespace(documents))
        {
            _context.KubectlApply(Applied(@namespace, batch));
        }
    }

    /// <summary>
    /// Applies custom resource definitions, waits until the API server serves what they define, and only then applies what
    /// stands among them.
    /// </summary>
    internal void ApplyDefinitions(IReadOnlyCollection<KubernetesDocument> documents)
    {
        var definitions = documents.Where(document => document.IsCustomResourceDefinition).ToArray();
        Apply(definitions);
        foreach (var (@namespace, batch) in ByNamespace(definitions))
        {
            _context.KubectlWait(
                KubectlWaitFor.Condition("Established"),
                Kubectl(
                    new KubectlWaitSettings
                    {
                        Namespace = @namespace,
                        Input = Text(batch),
                        Timeout = _context.Work.Limit.Patience,
                    }
                )
            );
        }

        Apply([.. documents.Except(definitions)]);
    }

    /// <summary>What <see cref="Apply"/> would change in what is there; empty when nothing. Of Secrets kubectl shows too much.</summary>
    internal string Diff(IReadOnlyCollection<KubernetesDocument> documents) =>
        string.Concat(
            ByNamespace(documents)
                .Select(batch =>
                    _context.KubectlDiff(
                        Request(
                            new KubectlDiffSettings
                            {
                                Namespace = batch.Namespace,
                                ServerSide = true,
                                ForceConflicts = true,
                                FieldManager = FieldManager.Ours,
                                Input = Text(batch.Documents),
                            }
                        )
                    )
                )
                .Where(difference => difference.Exists)
                .Select(difference => difference.Text)
        );

    /// <summary>The resources of documents as they are, and as <see cref="Apply"/> would leave them.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="withOwners">Whether the first say who owns which of their fields.</param>
    internal IEnumerable<(KubernetesObject? Now, KubernetesObject Applied)> Preview(
        IReadOnlyCollection<KubernetesDocument> documents,
        bool withOwners = false
    )
    {
        foreach (var (@namespace, batch) in ByNamespace(documents))
        {
            var now = _look.There(@namespace, batch, withOwners);
            foreach (var applied in new KubectlApplyRunner(_context).Preview(Applied(@namespace, batch)))
            {
                yield return (
                    now.FirstOrDefault(found => ClusterResources.Id(found) == ClusterResources.Id(applied)),
                    applied
                );
            }
        }
    }

    /// <summary>The resources of documents that are there.</summary>
    internal IReadOnlyList<KubernetesObject> Find(IReadOnlyCollection<KubernetesDocument> documents) =>
        [.. ByNamespace(documents).SelectMany(batch => _look.There(batch.Namespace, batch.Documents))];

    /// <summary>The documents whose resources are not in the cluster.</summary>
    internal IReadOnlyList<KubernetesDocument> Missing(IReadOnlyCollection<KubernetesDocument> documents) =>
        _look.Missing(documents);

    /// <summary>Makes the namespace, unless it is there.</summary>
    internal void CreateNamespace() =>
        _context.KubectlCreateNamespace(_context.Component.Namespace, Request(new KubectlNamespaceSettings()));

    /// <summary>The kinds of a group that the API server serves, in any version; none when the group is not there.</summary>
    internal IReadOnlyList<string> KindsOf(string group) =>
        _context.KubectlApiResources(Request(new KubectlApiResourcesSettings { ApiGroup = group }));

    /// <summary>Removes resources that are still there, in this order as far as their namespaces allow.</summary>
    internal void Delete(IReadOnlyCollection<ResourceName> resources)
    {
        var batches = resources.GroupBy(resource => (resource.Namespace, resource.IsCustomResourceDefinition));
        foreach (var batch in batches)
        {
            _context.KubectlDelete(
                Kubectl(
                    new KubectlDeleteSettings
                    {
                        Namespace = batch.Key.Namespace,
                        Input = string.Concat(batch.Select(resource => $"---\n{resource.Stub}\n")),
                        IgnoreNotFound = true,
                        Timeout = _context.Work.Limit.Patience,
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
            ["metadata"] = new JsonObject { ["name"] = ClusterMark.Name, ["namespace"] = ClusterMark.Namespace },
            ["data"] = new JsonObject { ["environment"] = _context.EnvironmentManifest.Name },
        };
        _context.KubectlApply(
            Request(
                new KubectlApplySettings
                {
                    Namespace = ClusterMark.Namespace,
                    ServerSide = true,
                    FieldManager = FieldManager.Ours,
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

    private T Explain<T>(Func<T> act, string otherwise)
    {
        try
        {
            return act();
        }
        catch (PlatformException exception) when (exception.Problems.Count == 0)
        {
            var (name, @namespace) = (_context.Component.Name, _context.Component.Namespace);
            var advice = ClusterFailure.Advice(exception.Message, Command, name, @namespace);
            var text = advice is null ? otherwise : $"\n{advice}";
            throw new PlatformException(exception.ExitCode, $"{exception.Message}{text}", exception);
        }
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
        var settings = Request(new KubectlGetSettings { Namespace = ClusterMark.Namespace, IgnoreNotFound = true });
        var binding = _context.KubectlGet(settings, $"configmap/{ClusterMark.Name}") is [var found, ..] ? found : null;
        var bound = ClusterMark.Environment(binding?.Json);
        ClusterBinding.Refuse(_context.EnvironmentManifest, _target, bound);
        return bound is not null;
    }

    private KubectlApplySettings Applied(string @namespace, IReadOnlyCollection<KubernetesDocument> documents) =>
        Request(
            new KubectlApplySettings
            {
                Namespace = @namespace,
                ServerSide = true,
                ForceConflicts = true,
                FieldManager = FieldManager.Ours,
                Input = Text(documents),
            }
        );

    /// <summary>
    /// The documents of each namespace, in their order: kubectl refuses those that name another one than it was called with.
    /// </summary>
    internal IEnumerable<(string Namespace, IReadOnlyList<KubernetesDocument> Documents)> ByNamespace(
        IReadOnlyCollection<KubernetesDocument> documents
    ) =>
        documents
            .GroupBy(document => document.Namespace ?? _context.Component.Namespace)
            .Select(group => (group.Key, (IReadOnlyList<KubernetesDocument>)[.. group]));

    /// <summary>Documents as one text.</summary>
    internal static string Text(IEnumerable<KubernetesDocument> documents) =>
        string.Concat(documents.Select(document => $"---\n{document.Text}\n"));
}
