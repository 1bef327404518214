using System.Collections.Immutable;
using System.Text;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>A package that others publish, with what it is for a component.</summary>
/// <param name="Digest">The digest of its bytes.</param>
/// <param name="Files">Its files, by the path that they have below the chart's or the module's folder.</param>
internal sealed record UpstreamPackage(Digest Digest, ImmutableArray<PackageFile> Files)
{
    /// <summary>The commit that it was made of; null outside Git.</summary>
    public string? Commit { get; init; }

    /// <summary>Reads it as what a component refers to.</summary>
    /// <param name="reference">What the component refers to.</param>
    /// <param name="folder">The folder of a module in its archive; null for its only folder, or its root.</param>
    /// <param name="bytes">The package.</param>
    /// <exception cref="UpstreamException">It is something else.</exception>
    public static UpstreamPackage Of(UpstreamReference reference, string? folder, byte[] bytes)
    {
        var files = PackageContent.Read(bytes);
        var package = new UpstreamPackage(
            Digest.Of(bytes),
            reference.IsChart ? Below(files, $"{files[0].Path.Split('/')[0]}/") : Module(files, folder)
        );
        if ((reference.IsChart ? files : package.Files).FirstOrDefault(file => file.Odd is not null) is { } odd)
        {
            throw PackageContent.Refused($"{odd.Path} in it {odd.Odd}");
        }

        if (reference.IsChart)
        {
            package.CheckChart(reference);
        }
        else if (
            !package.Files.Any(file =>
                // A folder that is named may be the one around several modules that use each other.
                (folder is not null || !file.Path.Contains('/'))
                && (
                    file.Path.EndsWith(".tf", StringComparison.Ordinal)
                    || file.Path.EndsWith(".tf.json", StringComparison.Ordinal)
                )
            )
        )
        {
            throw new UpstreamException(
                folder is null ? "it holds no .tf file in its root" : $"it holds no .tf file in {folder}",
                "write folder: the folder of the archive that holds the module"
            );
        }

        return package;
    }

    /// <summary>A file as text; null if there is none.</summary>
    public string? Text(string path) =>
        Files.FirstOrDefault(file => file.Path == path) is { } file
            ? Encoding.UTF8.GetString(file.Content).TrimStart('\uFEFF')
            : null;

    private void CheckChart(UpstreamReference reference)
    {
        var chart = Text("Chart.yaml") is { } text ? YamlJson.Read(text, "Chart.yaml", []) : null;
        var (name, version) = (chart?["name"]?.ToString(), chart?["version"]?.ToString());
        if (
            name != reference.Name
            || !ChartVersion.TryParse(version, out var there)
            || !ChartVersion.TryParse(reference.Version, out var wanted)
            || there != wanted
        )
        {
            throw new UpstreamException(
                chart is null ? "it is no chart" : $"it is the chart {name} {version}",
                "correct the repository, the name or the version"
            );
        }
    }

    private static ImmutableArray<PackageFile> Module(ImmutableArray<PackageFile> files, string? folder)
    {
        if (folder is not null)
        {
            return Below(files, $"{folder}/");
        }

        var first = files[0].Path.Split('/')[0] + "/";
        return Array.TrueForAll(files.ToArray(), file => file.Path.StartsWith(first, StringComparison.Ordinal))
            ? Below(files, first)
            : files;
    }

    private static ImmutableArray<PackageFile> Below(ImmutableArray<PackageFile> files, string start) =>
        [
            .. files
                .Where(file => file.Path.StartsWith(start, StringComparison.Ordinal))
                .Select(file => file with { Path = file.Path[start.Length..] }),
        ];
}
