using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Who only pretends to do what a command says.</summary>
public enum KubectlDryRun
{
    /// <summary>kubectl itself: the cluster is not asked to change anything.</summary>
    Client,

    /// <summary>The cluster: everything is checked as in earnest and nothing is kept.</summary>
    Server,
}

/// <summary>Writes the argument.</summary>
internal static class KubectlDryRunExtensions
{
    public static ProcessArgumentBuilder DryRun(this ProcessArgumentBuilder arguments, KubectlDryRun? value) =>
        value switch
        {
            null => arguments,
            KubectlDryRun.Client => arguments.Option("--dry-run", "client"),
            _ => arguments.Option("--dry-run", "server"),
        };
}
