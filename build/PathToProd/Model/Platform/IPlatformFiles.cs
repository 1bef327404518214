using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Platform;

/// <summary>The files that make a platform. Paths are relative to the repository's root, with forward slashes.</summary>
public interface IPlatformFiles
{
    /// <summary>What a folder directly holds, in any order; empty when there is no such folder.</summary>
    /// <exception cref="PlatformException">This user may not list it (exit code 2).</exception>
    ImmutableArray<PlatformEntry> List(string folder);

    /// <summary>A file's text; null when there is no such file.</summary>
    /// <exception cref="PlatformException">What is there is no file, or cannot be read (exit code 2).</exception>
    string? Read(string file);
}

/// <summary>Something that a folder holds.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Kind">What it is; for a link that stays inside the folder, what it leads to.</param>
/// <param name="LinksTo">For a link that leaves the folder, what it says; otherwise null.</param>
public sealed record PlatformEntry(string Name, PlatformEntryKind Kind, string? LinksTo = null);

/// <summary>What an entry of a folder is.</summary>
public enum PlatformEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link to something outside the folder that holds it, or to nothing.</summary>
    LeavingLink,
}
