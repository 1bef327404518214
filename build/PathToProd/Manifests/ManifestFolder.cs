using System.Collections.Immutable;
using PathToProd.Reporting;

namespace PathToProd.Manifests;

/// <summary>A folder that is a thing because of the manifest in it.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Entries">What it holds.</param>
internal sealed record ManifestFolder<T>(string Name, ImmutableArray<PlatformEntry> Entries)
    where T : class
{
    /// <summary>What the manifest says; null when it is not there, or could not be read.</summary>
    public T? Manifest { get; init; }

    /// <summary>What is wrong with the manifest.</summary>
    public List<Problem> Problems { get; } = [];

    public bool Holds(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
