using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>A package that others publish and a component refers to: a chart, or a module.</summary>
/// <param name="Key">The key of <c>component.yaml</c> that says it: <c>chart</c>, <c>modules.network</c>.</param>
/// <param name="Place">The repository of a chart, or the source of a module.</param>
/// <param name="Name">The chart's name there, or what the component calls the module.</param>
/// <param name="Version">Its version, as it is written there.</param>
/// <param name="Digest">The digest of the package; null when it was not looked up yet.</param>
public sealed record UpstreamReference(string Key, string Place, string Name, string Version, Digest? Digest)
{
    private const string Scheme = "oci://";

    /// <summary>The commit of a Git repository; null elsewhere, and when it was not looked up yet.</summary>
    public string? Commit { get; init; }

    /// <summary>The Git repository that has it; null when none does.</summary>
    public GitSource? Git => GitSource.TryParse(Place, out var source, out _) ? source : null;

    /// <summary>Whether it is written down what must be fetched.</summary>
    public bool IsPinned => Digest is not null && (Commit is not null || Git is null);

    /// <summary>Whether it is a chart, and not a module.</summary>
    public bool IsChart => Key == "chart";

    /// <summary>Whether a registry has it.</summary>
    public bool IsInRegistry => Place.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The repository in the registry, as registries' tools write it: a chart stands below its repository by its name.</summary>
    public string Image => $"{Place[Scheme.Length..].TrimEnd('/')}{(IsChart ? $"/{Name}" : "")}";

    /// <summary>The tag in the registry: a <c>+</c> is written as <c>_</c>, as Helm does.</summary>
    public string Tag => Version.Replace('+', '_');

    /// <summary>The address of a module's archive, with the version in its place.</summary>
    public string Address => Place.Replace("{version}", Version, StringComparison.Ordinal);

    /// <summary>The address of what a repository of charts lists.</summary>
    public string Index => $"{Place.TrimEnd('/')}/index.yaml";

    /// <summary>As messages call it: <c>the chart cert-manager v1.21.1 of https://charts.example.com</c>.</summary>
    public override string ToString() => $"the {(IsChart ? "chart" : "module")} {Name} {Version} of {Place}";
}
