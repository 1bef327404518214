using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Kubectl;

/// <summary>What every kubectl command understands.</summary>
/// <remarks>
/// No setting puts a token, a password or the content of a resource on the command line: credentials come from the
/// kubeconfig, resources from files or by standard input.
/// </remarks>
public class KubectlSettings : ToolSettings
{
    /// <summary>The kubeconfig file; by default the user's.</summary>
    public FilePath? Kubeconfig { get; set; }

    /// <summary>The kubeconfig context; by default the current one.</summary>
    public string? Context { get; set; }

    /// <summary>The namespace; by default the one of the context.</summary>
    public string? Namespace { get; set; }

    /// <summary>
    /// How long to wait for any one answer of the cluster, so that one that cannot be reached fails fast; by default
    /// forever. Ignored by wait and rollout status, whose single request stays open until all is done: they have a
    /// Timeout.
    /// </summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary>The user to act as, when the context's user may; by default the context's user.</summary>
    public string? As { get; set; }
}
