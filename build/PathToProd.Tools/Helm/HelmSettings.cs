using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Helm;

/// <summary>What every Helm command understands.</summary>
/// <remarks>
/// No setting puts a value of a chart, a password or a token on the command line: values come from files or by standard
/// input, credentials from the kubeconfig and the registry file.
/// </remarks>
public class HelmSettings : ToolSettings
{
    /// <summary>The kubeconfig file; by default the user's.</summary>
    public FilePath? Kubeconfig { get; set; }

    /// <summary>The kubeconfig context; by default the current one.</summary>
    public string? KubeContext { get; set; }

    /// <summary>The namespace of the release; by default the one of the context.</summary>
    public string? Namespace { get; set; }

    /// <summary>Whether Helm says more about what it does; by default no. It then prints values, too.</summary>
    public bool? Debug { get; set; }

    /// <summary>
    /// A folder for Helm's own files: repositories, registry log-ins, cache and plugins. By default the user's own.
    /// With a folder of the project, what the user has set up neither helps nor disturbs.
    /// </summary>
    public DirectoryPath? Home { get; set; }
}
