using PathToProd.Formats.Shapes;
using PathToProd.Model.Kubernetes.Hooks;

namespace PathToProd.Model.Environments;

/// <summary>What <c>target</c> in <c>environment.yaml</c> must look like.</summary>
internal static class TargetShape
{
    private static readonly Key<string?> Directory = Key.Line(
        "directory",
        "A folder for rendered manifests, relative to the repository's root and inside it; or an absolute one, with a reason."
    );

    private static readonly Key<string?> Reason = Key.Line(
        "reason",
        "Why the directory is outside the repository. Only for an absolute one."
    );

    private static readonly Key<HookHandling> Hooks = new(
        "hooks",
        new WordShape<HookHandling>(new("leave-out", HookHandling.LeaveOut), new("argocd", HookHandling.ArgoCd)),
        "What happens to Helm's hooks in a directory, where Helm does not run them: they are left out, or turned into Argo CD hooks."
    )
    {
        Fallback = default,
        Default = "leave-out",
    };

    private static readonly Key<string> Context = new(
        "context",
        new TextShape<string>(TextFormats.Line),
        "The kubeconfig context; the only one that is ever used for this environment."
    )
    {
        Fallback = "",
        RequiredAs = "context: the-kubeconfig-context",
    };

    private static readonly Key<string?> Kubeconfig = Key.Line(
        "kubeconfig",
        "The kubeconfig file. Without it, the files that KUBECONFIG lists, merged as kubectl merges them, or else ~/.kube/config."
    );

    private static readonly Key<Target.Cluster?> Cluster = new(
        "cluster",
        new ObjectShape<Target.Cluster>(
            fields => new Target.Cluster(fields.Get(Context), fields.Get(Kubeconfig)),
            Context,
            Kubeconfig
        )!,
        "A Kubernetes cluster."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<Target> Shape = new(
        fields =>
            fields.Get(Directory) is { } directory
                ? new Target.Directory(directory, fields.Get(Reason)) { Hooks = fields.Get(Hooks) }
                : fields.Get(Cluster) ?? new Target.Cluster("", null),
        Directory,
        Reason,
        Hooks,
        Cluster
    )
    {
        ExactlyOneOf = [Directory, Cluster],
        Needs = [(Reason, Directory), (Hooks, Directory)],
    };
}
