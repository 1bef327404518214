using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.VersionSets;

/// <summary>Small version sets: <c>SetBuilder.Set("2026.11.1", "ingress 1.4.0", "base-k8s 1.30.4")</c>.</summary>
internal static class SetBuilder
{
    /// <summary>A set whose members' digests are made from <c>name version</c>, or from <c>name version build</c>.</summary>
    public static VersionSet Set(string name, params string[] members) =>
        new()
        {
            Name = name,
            Members = members
                .Select(text => text.Split(' '))
                .ToImmutableSortedDictionary(
                    words => words[0],
                    words => new SetMember(words[0], SemVersion.Parse(words[1]), Digest(string.Join(' ', words))),
                    StringComparer.Ordinal
                ),
        };

    /// <summary>The digest of a text.</summary>
    public static Digest Digest(string text) => PathToProd.Text.Digest.Of(System.Text.Encoding.UTF8.GetBytes(text));
}
