using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Platform;

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

    public bool Holds(string name) => Find(name) is not null;

    /// <summary>Whether it holds a link of that name that leads out of it, or to nothing.</summary>
    public bool Leaves(string name) => Find(name)?.Kind == PlatformEntryKind.LeavingLink;

    private PlatformEntry? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return null;
    }
}
