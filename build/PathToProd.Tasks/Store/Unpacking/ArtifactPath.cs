using System.Buffers;

namespace PathToProd.Tasks.Store.Unpacking;

/// <summary>Separates paths that stay inside the folder they are unpacked to from all others.</summary>
internal static class ArtifactPath
{
    private static readonly SearchValues<char> NotOnWindows = SearchValues.Create("\\:*?\"<>|");

    /// <summary>What is wrong with a path in a layer; null when nothing is.</summary>
    public static string? Wrong(string path) =>
        path.Length == 0 ? "it is empty"
        : path[0] == '/' ? "it is absolute"
        : path.Contains('\0') ? "it holds a NUL character"
        : path.Split('/').Any(part => part is "" or "." or "..")
            ? "it does not lead straight into the artifact's folder"
        : OperatingSystem.IsWindows() && path.AsSpan().ContainsAny(NotOnWindows) ? "Windows has no such names"
        : null;
}
