using PathToProd.Formats.Shapes;
using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>What <c>chart</c> and <c>modules</c> in <c>component.yaml</c> must look like.</summary>
internal static class UpstreamShape
{
    private static readonly Key<string> Repository = new(
        "repository",
        new TextShape<string>(UpstreamFormat.Repository),
        "Where it is published: https://charts.example.com, which has an index.yaml, or oci://registry.example.com/charts."
    )
    {
        Fallback = "",
        RequiredAs = "repository: https://charts.example.com",
    };

    private static readonly Key<string> Name = new(
        "name",
        new TextShape<string>(UpstreamFormat.ChartName),
        "The chart's name there."
    )
    {
        Fallback = "",
        RequiredAs = "name: the-chart's-name",
    };

    private static readonly Key<string> Version = new(
        "version",
        new TextShape<string>(UpstreamFormat.Version),
        "Its version as the repository lists it. Bump raises it."
    )
    {
        Fallback = "",
        RequiredAs = "version: 1.0.0",
    };

    private static readonly Key<Digest?> Digest = new(
        "digest",
        new TextShape<Digest>(ToolFormats.Digest)!,
        "The digest of the package: sha256: and 64 digits. Bump writes it; without it, nothing is built."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string> Source = new(
        "source",
        new TextShape<string>(UpstreamFormat.Source),
        "Where it is published: the address of an archive, in which {version} is filled in; a Git repository as Terraform writes it, git::https://git.example.com/network.git//modules/vpc?ref=v{version}; or oci://registry.example.com/modules/network."
    )
    {
        Fallback = "",
        RequiredAs = "source: https://example.com/network-{version}.tar.gz",
    };

    private static readonly Key<string?> Folder = new(
        "folder",
        new TextShape<string>(TextFormats.OwnFile)!,
        "The folder in the archive that holds the module. Without it, the archive's only folder, or its root."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> Commit = new(
        "commit",
        new TextShape<string>(UpstreamFormat.Commit)!,
        "The commit of a Git repository. Bump writes it; without it, nothing is built."
    )
    {
        Fallback = null,
    };

    public static readonly Key<UpstreamChart?> Chart = new(
        "chart",
        new ObjectShape<UpstreamChart>(
            fields => new UpstreamChart(
                fields.Get(Repository),
                fields.Get(Name),
                fields.Get(Version),
                fields.Get(Digest)
            ),
            Repository,
            Name,
            Version,
            Digest
        )!,
        "For type helm: a chart that others publish, in place of chart/. Values of this component's own go to values.yaml, and changes of what it renders to patches/."
    )
    {
        Fallback = null,
    };

    public static readonly Key<Named<ModuleSource>[]> Modules = new(
        "modules",
        new MapShape<ModuleSource>(
            "a module",
            TextFormats.Name,
            new ObjectShape<ModuleSource>(
                fields => new ModuleSource(
                    fields.Get(Source),
                    fields.Get(Version),
                    fields.Get(Folder),
                    fields.Get(Digest),
                    fields.Get(Commit)
                ),
                Source,
                Version,
                Folder,
                Digest,
                Commit
            )
        ),
        "For type terraform: modules that others publish. The roots use them as ../modules/<name>."
    )
    {
        Fallback = [],
    };
}

/// <summary>What is said of a module beside its name.</summary>
internal sealed record ModuleSource(string Source, string Version, string? Folder, Digest? Digest, string? Commit);
