using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Artifacts;

/// <summary>Names a blob by what it is: its type, its digest and its size.</summary>
/// <param name="MediaType">What it holds.</param>
/// <param name="Digest">The digest of its bytes, <c>sha256:...</c>.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record OciDescriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>Annotations without any entry.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoAnnotations = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>In an index: the type of the artifact that the manifest describes; null when it says none.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>What is said about this entry.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = NoAnnotations;
}
