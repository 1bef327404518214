using PathToProd.Formats.Yaml;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Bumps;

/// <summary>The text of <c>component.yaml</c> after a bump: versions and digests are written in place, all else stays.</summary>
/// <param name="Text">The new text.</param>
/// <param name="Version">The component's own version, when it was the chart's and so follows it; null when it stays.</param>
public sealed record BumpedManifest(string Text, string? Version)
{
    /// <summary>Writes the bumps into a manifest.</summary>
    /// <param name="component">What the manifest says now.</param>
    /// <param name="text">The manifest.</param>
    /// <param name="bumps">The bumps.</param>
    /// <exception cref="PlatformException">It says a value in a way that cannot be changed in place, such as by an alias.</exception>
    public static BumpedManifest Of(ComponentManifest component, string text, IEnumerable<Bump> bumps)
    {
        string? version = null;
        foreach (var bump in bumps.Where(bump => bump.IsChange))
        {
            string[] path = bump.Reference.IsChart ? ["chart"] : ["modules", bump.Reference.Name];
            text = Set(component, text, [.. path, "version"], Plain(bump.To));
            text = Set(component, text, [.. path, "digest"], bump.Digest.ToString());
            if (bump.Commit is { } commit)
            {
                text = Set(component, text, [.. path, "commit"], Plain(commit));
            }

            if (
                bump.Reference.IsChart
                && ChartVersion.TryParse(bump.Reference.Version, out var old)
                && old == component.Version
                && ChartVersion.TryParse(bump.To, out var now)
                && now != old
            )
            {
                version = now.ToString();
                text = Set(component, text, ["version"], version);
            }
        }

        return new BumpedManifest(text, version);
    }

    /// <summary>1.30 is a number to YAML, and so may a commit be.</summary>
    private static string Plain(string text) => text.Count(c => c == '.') < 2 ? $"\"{text}\"" : text;

    private static string Set(ComponentManifest component, string text, string[] path, string value) =>
        YamlEdit.Set(text, path, value)
        ?? throw new PlatformException([
            new Problem(
                component.Source[string.Join('.', path)],
                $"{string.Join('.', path)} cannot be changed in place",
                $"write {path[^1]}: {value} yourself"
            ),
        ]);
}
