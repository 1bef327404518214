using System.Collections.Immutable;
using System.Net;
using System.Text;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>Repositories of charts with an <c>index.yaml</c>, and archives of modules, over HTTP.</summary>
/// <param name="credentials">With what an address is asked.</param>
/// <param name="cancellation">Ends a download.</param>
internal sealed class HttpUpstream(HttpCredentials credentials, CancellationToken cancellation) : IUpstream
{
    private const string NotReached = "run it again where that address can be reached";
    private const int MostShown = 5;

    /// <summary>The versions that a repository lists; null for an archive, which no one lists.</summary>
    public IReadOnlyList<string>? Versions(UpstreamReference reference) =>
        reference.IsChart ? [.. Indexed(reference).Select(chart => chart.Version)] : null;

    /// <summary>A package, and the digest that the repository says it has, when it says one.</summary>
    public FetchedPackage Fetch(UpstreamReference reference)
    {
        if (!reference.IsChart)
        {
            return new FetchedPackage(Get(new Uri(reference.Address)));
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
                $"its newest are {string.Join(", ", listed.Take(MostShown).Select(chart => chart.Version))}"
            );
        return new FetchedPackage(Get(Address(reference, found))) { Said = found.Digest };
    }

    /// <summary>Where the index says that a package is. Some list what is in a registry.</summary>
    private static Uri Address(UpstreamReference reference, IndexedChart chart)
    {
        var start = new Uri($"{reference.Place.TrimEnd('/')}/");
        var isAddress = Uri.TryCreate(start, chart.Address, out var address);
        return isAddress && address!.Scheme is "http" or "https"
            ? address
            : throw new UpstreamException(
                $"{reference.Index} says that it is at {chart.Address}",
                address?.Scheme == "oci"
                    ? $"write repository: {chart.Address[..Math.Max(chart.Address.LastIndexOf('/'), 0)]}"
                    : "tell its makers: it is no address that can be fetched"
            );
    }

    private ImmutableArray<IndexedChart> Indexed(UpstreamReference reference)
    {
        var text = Encoding.UTF8.GetString(Get(new Uri(reference.Index)));
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

    private byte[] Get(Uri address)
    {
        var folder = TemporaryFolders.New();
        try
        {
            using var downloader = new Downloader(new InstallationTimeouts(), credentials.For, cancellation);
            var file = Path.Combine(folder, "package");
            downloader.Download(address, file, Bounded);
            return File.ReadAllBytes(file);
        }
        catch (SourceFailure exception)
        {
            throw new UpstreamException(
                exception.Unreachable ? $"{address} {exception.Message}" : $"it {exception.Message}",
                Fix(exception),
                exception
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Bounded(long received, long? total)
    {
        if (Math.Max(received, total ?? 0) > PackageContent.MostBytes)
        {
            throw PackageContent.TooLarge();
        }
    }

    private string Fix(SourceFailure failure) =>
        failure switch
        {
            { Unreachable: true } => NotReached,
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, Answered: { } answered } =>
                credentials.Fix(answered),
            { Status: >= HttpStatusCode.InternalServerError } => "run it again later",
            _ => "correct the address or the version",
        };
}
