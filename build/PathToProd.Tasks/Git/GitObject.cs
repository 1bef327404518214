using System.Security.Cryptography;
using System.Text;

namespace PathToProd.Tasks.Git;

/// <summary>A file or folder of a commit.</summary>
/// <param name="Path">Its path in the commit.</param>
/// <param name="Id">Its object, which is another as soon as anything in it, or below it, changes.</param>
internal sealed record GitObject(string Path, string Id)
{
    /// <summary>The object that Git makes of a file with some content, without asking it.</summary>
    /// <param name="content">The content.</param>
    /// <param name="commit">A commit of the repository, which says how it names objects; null for one that has none yet.</param>
    public static string IdOf(ReadOnlySpan<byte> content, string? commit)
    {
        byte[] all = [.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content];
#pragma warning disable CA5350 // The name that Git gives it; nothing here is protected by it.
        return Convert.ToHexStringLower(commit?.Length == 64 ? SHA256.HashData(all) : SHA1.HashData(all));
#pragma warning restore CA5350
    }
}
