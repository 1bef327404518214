using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>Versions as registries' tags. A tag has no plus, so build metadata follows an underscore, as Helm writes it.</summary>
public static class ArtifactTag
{
    /// <summary>The longest tag that a registry takes.</summary>
    public const int MaxLength = 128;

    private const string RecordSuffix = ".build";

    /// <summary>The tag of a version: <c>1.4.0</c>, <c>1.4.0_exp.1</c>.</summary>
    public static string Of(SemVersion version) => version.ToString().Replace('+', '_');

    /// <summary>The version that a tag says; null when it says none.</summary>
    public static SemVersion? Version(string tag) =>
        SemVersion.TryParse(tag.Replace('_', '+'), out var version) && Of(version) == tag ? version : null;

    /// <summary>The name in an OCI layout: <c>ingress:1.4.0</c>.</summary>
    public static string RefName(string component, SemVersion version) => $"{component}:{Of(version)}";

    /// <summary>Component and version of a name in an OCI layout; null when it is none of ours.</summary>
    public static (string Component, SemVersion Version)? FromRefName(string? name) =>
        name?.Split(':') is [{ Length: > 0 } component, var tag] && Version(tag) is { } version
            ? (component, version)
            : null;

    /// <summary>The tag of the build record of an artifact: <c>sha256-ab12....build</c>.</summary>
    public static string OfRecord(Digest digest) => digest.ToString().Replace(':', '-') + RecordSuffix;

    /// <summary>The digest of the artifact whose build record has a tag; null when it is the tag of something else.</summary>
    public static Digest? DigestOfRecord(string tag) =>
        tag.EndsWith(RecordSuffix, StringComparison.Ordinal)
        && tag[..^RecordSuffix.Length] is var name
        && name.IndexOf('-') is > 0 and var dash
        && new Digest($"{name[..dash]}:{name[(dash + 1)..]}") is var digest
        && OfRecord(digest) == tag
        && name.StartsWith("sha256-", StringComparison.Ordinal)
            ? digest
            : null;
}
