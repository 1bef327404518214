using System.Collections.Immutable;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>Repositories of charts with an <c>index.yaml</c>, and archives of modules, over HTTP.</summary>
internal static class HttpUpstream
{
    private const string NotReached = "run it again where that address can be reached";

    /// <summary>The versions that a repository lists; null for an archive, which no one lists.</summary>
    /// <exception cref="UpstreamException">It does not answer, or does not list the chart.</exception>
    public static IReadOnlyList<string>? Versions(UpstreamReference reference) =>
        reference.IsChart ? [.. Indexed(reference).Select(chart => chart.Version)] : null;

    /// <summary>A package, and the digest that the repository says it has, when it says one.</summary>
    /// <exception cref="UpstreamException">It does not answer, or does not have that version.</exception>
    public static (byte[] Package, Digest? Said) Fetch(UpstreamReference reference)
    {
        if (!reference.IsChart)
        {
            return (Get(new Uri(reference.Address)), null);
        }

        var listed = Indexed(reference);
        var found =
            listed.FirstOrDefault(chart => chart.Version == reference.Version)
            ?? listed.FirstOrDefault(chart =>
                ChartVersion.TryParse(chart.Version, out var there)
                && ChartVersion.TryParse(reference.Version, out var wanted)
                && there == wanted
            )
            ?? throw new UpstreamException(
                "the repository does not list that version",
                $"its newest are {string.Join(", ", listed.Take(5).Select(chart => chart.Version))}"
            );
        return (Get(new Uri(new Uri($"{reference.Place.TrimEnd('/')}/"), found.Address)), found.Digest);
    }

    private static ImmutableArray<IndexedChart> Indexed(UpstreamReference reference)
    {
        var text = System.Text.Encoding.UTF8.GetString(Get(new Uri(reference.Index)));
        var problems = new List<Problem>();
        var listed = ChartIndex.Versions(text, reference.Name, reference.Index, problems);
        return problems.Count > 0
            ? throw new UpstreamException(
                $"{reference.Index} is no index of charts: {problems[0].What}",
                "correct the repository"
            )
            : listed
                ?? throw new UpstreamException(
                    $"{reference.Index} does not list it",
                    Suggestion.Fix(reference.Name, [.. ChartIndex.Charts(text)], "chart", "correct the repository")
                );
    }

    private static byte[] Get(Uri address)
    {
        var folder = TemporaryFolders.New();
        try
        {
            using var downloader = new Downloader(new InstallationTimeouts());
            var file = Path.Combine(folder, "package");
            downloader.Download(address, file, (_, _) => { });
            return File.ReadAllBytes(file);
        }
        catch (SourceFailure exception)
        {
            throw new UpstreamException(
                exception.Unreachable ? $"{address} {exception.Message}" : $"it {exception.Message}",
                exception.Unreachable ? NotReached : "correct the address or the version",
                exception
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
