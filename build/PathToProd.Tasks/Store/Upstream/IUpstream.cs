using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>A way to what others publish.</summary>
internal interface IUpstream
{
    /// <summary>The versions that are published; null where no one lists them.</summary>
    /// <exception cref="UpstreamException">It does not answer, or has nothing of that name.</exception>
    IReadOnlyList<string>? Versions(UpstreamReference reference);

    /// <summary>The package of a version.</summary>
    /// <exception cref="UpstreamException">It does not answer, or does not have that version.</exception>
    FetchedPackage Fetch(UpstreamReference reference);
}

/// <summary>A package as it came.</summary>
/// <param name="Bytes">The package.</param>
internal sealed record FetchedPackage(byte[] Bytes)
{
    /// <summary>The digest that the repository says it has; null when it says none.</summary>
    public Digest? Said { get; init; }

    /// <summary>The commit that it was made of; null outside Git.</summary>
    public string? Commit { get; init; }
}
