using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>Reports that a version set was pinned.</summary>
public static class PinReport
{
    /// <summary>What was written, and what to do with it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="files">The files that were written, from the repository's root.</param>
    /// <param name="twin">The name of another set that runs the same; null if none.</param>
    public static string Text(VersionSet set, IReadOnlyList<string> files, string? twin) =>
        $"Pinned {set.Name}: {Prose.Count(set.Members.Count, "component")}, {set.Digest.ShortText}"
        + (files.Count > 1 ? ", signed" : "")
        + ".\n"
        + (twin is null ? "" : $"It runs the same as {twin}, so evidence about that counts for it.\n")
        + $"Commit {Prose.List(files)}.\n";

    /// <summary>That a set that was pinned before was signed.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The file with its signature, from the repository's root.</param>
    public static string OfSignature(VersionSet set, string file) =>
        $"Signed {set.Name}: {Prose.Count(set.Members.Count, "component")}, {set.Digest.ShortText}.\nCommit {file}.\n";

    /// <summary>The same for programs.</summary>
    public static string Json(VersionSet set, IReadOnlyList<string> files, string? twin) =>
        JsonReport.Write(new PinDocument(SetPart.Of(set), twin, files.IfAny()), VersionSetJson.Default.PinDocument);
}
