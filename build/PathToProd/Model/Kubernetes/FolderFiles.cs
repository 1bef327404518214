using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// The files of a folder of manifests, one for each resource. Every file system accepts their names, and a resource's name does not
/// depend on the order of the others: what was not changed is not moved.
/// </summary>
public static class FolderFiles
{
    /// <summary>File systems accept 255 bytes; some that encrypt names accept less, and a tool may put a suffix behind.</summary>
    private const int LongestName = 200;
    private const int DigestLength = 10;

    /// <summary>The text of each file by its name.</summary>
    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyCollection<KubernetesDocument> documents)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var same in documents.GroupBy(Plain, StringComparer.Ordinal))
        {
            var isOnlyOne = same.Count() == 1 && same.Key.Length <= LongestName;
            foreach (var document in same)
            {
                var name = isOnlyOne ? same.Key : Distinct(same.Key, document);
                for (var copy = 1; !files.TryAdd($"{name}.yaml", $"{document.Text}\n"); copy++)
                {
                    // The very same resource again, which Test refuses.
                    name = $"{Distinct(same.Key, document)}-{copy + 1}";
                }
            }
        }

        return files.ToImmutable();
    }

    /// <summary>Letters, digits, dashes and dots, in lower case, as some file systems ignore case.</summary>
    private static string Plain(KubernetesDocument document) =>
        string.Concat(
            $"{document.Kind}-{document.Name}"
                .ToLowerInvariant()
                .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-')
        );

    private static string Distinct(string plain, KubernetesDocument document)
    {
        var identity = $"{document.Group}/{document.Kind}/{document.Namespace}/{document.Name}";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..DigestLength];
        var room = LongestName - DigestLength - 1;
        return $"{(plain.Length <= room ? plain : plain[..room])}-{digest}";
    }
}
