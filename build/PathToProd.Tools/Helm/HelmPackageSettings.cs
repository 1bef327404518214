using Cake.Core.IO;

namespace Cake.Helm;

/// <summary>Settings of <c>helm package</c>.</summary>
public sealed class HelmPackageSettings : HelmSettings
{
    /// <summary>The folder to write to; by default the working directory.</summary>
    public DirectoryPath? Destination { get; set; }

    /// <summary>The version of the package; by default the chart's own.</summary>
    public string? Version { get; set; }

    /// <summary>The version of the application in it; by default the chart's own.</summary>
    public string? AppVersion { get; set; }

    /// <summary>Whether to update the chart's dependencies first; by default no.</summary>
    public bool? DependencyUpdate { get; set; }
}
