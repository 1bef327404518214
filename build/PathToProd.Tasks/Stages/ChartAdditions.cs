using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Components;
using PathToProd.Model.Kubernetes.Patches;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What a component adds to a chart that others publish.</summary>
/// <param name="ValuesFile">Values of its own, which count more than the chart's and less than an environment's; null if none.</param>
/// <param name="Patches">Changes of what is rendered, in the order of their names.</param>
internal sealed record ChartAdditions(string? ValuesFile, ImmutableArray<Patch> Patches)
{
    private const string Values = "values.yaml";

    private const string PatchFolder = "patches/";

    private static readonly ChartAdditions None = new(null, []);

    /// <summary>Reads them.</summary>
    /// <param name="component">The component.</param>
    /// <param name="folder">Its folder, or that of its unpacked artifact.</param>
    /// <exception cref="PlatformException">Something is wrong: all problems.</exception>
    public static ChartAdditions Of(ComponentManifest component, string folder)
    {
        var problems = new List<Problem>();
        var additions = Read(component, folder, problems);
        PlatformException.ThrowIfAny(problems);
        return additions;
    }

    /// <summary>Reads what can be read.</summary>
    public static ChartAdditions Read(ComponentManifest component, string folder, ICollection<Problem> problems)
    {
        if (component.Chart is null)
        {
            return None;
        }

        var values = Path.Combine(folder, Values);
        if (File.Exists(values))
        {
            YamlJson.Read(File.ReadAllText(values), Shown(component, Values), problems);
        }

        var patches = Path.Combine(folder, PatchFolder);
        var files = Directory.Exists(patches) ? FileTree.Files(patches).ToArray() : [];
        foreach (var file in files.Where(IsNoPatch))
        {
            problems.Add(
                new Problem(
                    new SourcePosition(Shown(component, PatchFolder + file)),
                    "this is no patch, so nothing would be changed by it",
                    "write patches as .yaml, or move it elsewhere"
                )
            );
        }

        return new ChartAdditions(
            File.Exists(values) ? values : null,
            [
                .. files
                    .Where(file => IsYaml(file))
                    .Order(StringComparer.Ordinal)
                    .Select(file =>
                        PatchReader.Read(
                            Path.ChangeExtension(file, null),
                            Shown(component, PatchFolder + file),
                            File.ReadAllText(Path.Combine(patches, file)),
                            problems
                        )
                    )
                    .OfType<Patch>(),
            ]
        );
    }

    /// <summary>The values of its own, with the places that say them; empty if none.</summary>
    public ValueNode.Map Said(ComponentManifest component) =>
        ValuesFile is { } file
        && YamlReader.Read(Shown(component, Values), File.ReadAllText(file), []) is ValueNode.Map said
            ? said
            : ValueNode.Map.Empty;

    private static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml";

    /// <summary>Whether it is neither a patch nor for people or programs that have their own use for it.</summary>
    private static bool IsNoPatch(string file) =>
        !IsYaml(file) && Path.GetExtension(file) is not ".md" && Path.GetFileName(file)[0] != '.';

    private static string Shown(ComponentManifest component, string path) => $"components/{component.Name}/{path}";
}
