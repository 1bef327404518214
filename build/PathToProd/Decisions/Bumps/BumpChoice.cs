using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Bumps;

/// <summary>Which version of what others publish a component takes next.</summary>
public static class BumpChoice
{
    private const int MostShown = 10;

    /// <summary>
    /// Without a wish the newest release, and never a pre-release; with one that very version, also an older one, or the newest in
    /// that range, as <c>requires</c> means ranges.
    /// </summary>
    /// <param name="reference">What the component refers to now.</param>
    /// <param name="listed">The versions that are published, as they are written there.</param>
    /// <param name="to">The wish; null for none.</param>
    /// <returns>The version as it is written there; the current one when nothing newer is published.</returns>
    /// <exception cref="PlatformException">No version is as it was wished for.</exception>
    public static string Of(UpstreamReference reference, IReadOnlyCollection<string> listed, string? to)
    {
        var versions = listed
            .Select(text => (Text: text, Version: ChartVersion.TryParse(text, out var version) ? version : null))
            .Where(one => one.Version is not null)
            .OrderByDescending(one => one.Version)
            .ToArray();
        if (to is null)
        {
            var current = ChartVersion.TryParse(reference.Version, out var now) ? now : null;
            var newest = versions.FirstOrDefault(one => !one.Version!.IsPrerelease);
            return newest.Version is not null && (current is null || newest.Version > current)
                ? newest.Text
                : reference.Version;
        }

        var exact = ChartVersion.TryParse(to, out var wanted)
            ? versions.FirstOrDefault(one => one.Version == wanted)
            : default;
        if (exact.Text is not null)
        {
            return exact.Text;
        }

        var found = VersionRange.TryParse(to, out var range, out _)
            ? versions.FirstOrDefault(one => range.Contains(one.Version!))
            : default;
        return found.Text
            ?? throw PlatformException.Wrong(
                $"{reference.Place} has no version {to} of {reference.Name}",
                versions.Length == 0
                    ? "it has none at all; correct the repository or the name"
                    : $"its newest are {string.Join(", ", versions.Take(MostShown).Select(one => one.Text))}"
            );
    }
}
