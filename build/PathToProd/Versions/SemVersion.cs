using System.Diagnostics.CodeAnalysis;
using PathToProd.Text;

namespace PathToProd.Versions;

/// <summary>
/// A version as SemVer 2.0.0 defines it. Two versions are equal when their texts are; they are ordered by precedence,
/// which ignores build metadata, so <c>1.0.0+a</c> and <c>1.0.0+b</c> are not equal and yet neither comes first.
/// </summary>
public sealed record SemVersion : IComparable<SemVersion>
{
    /// <summary>The pattern of a version in a JSON schema. Numbers have at most 15 digits.</summary>
    public const string Pattern =
        "^(?:0|[1-9][0-9]{0,14})\\.(?:0|[1-9][0-9]{0,14})\\.(?:0|[1-9][0-9]{0,14})"
        + "(?:-"
        + PrereleasePattern
        + ")?"
        + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$";

    internal const string PrereleasePattern =
        "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*";

    /// <summary>A version from its parts.</summary>
    /// <exception cref="ArgumentException">A number is negative, or a text is not made of identifiers.</exception>
    public SemVersion(long major, long minor, long patch, string prerelease = "", string build = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(major);
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        ArgumentOutOfRangeException.ThrowIfNegative(patch);
        if (prerelease.Length > 0 && Identifiers.Check(prerelease, 0, isPrerelease: true) is { } wrong)
        {
            throw new ArgumentException(wrong.ToString(), nameof(prerelease));
        }

        if (build.Length > 0 && Identifiers.Check(build, 0, isPrerelease: false) is { } wrongBuild)
        {
            throw new ArgumentException(wrongBuild.ToString(), nameof(build));
        }

        (Major, Minor, Patch, Prerelease, Build) = (major, minor, patch, prerelease, build);
    }

    /// <summary>Grows with incompatible changes.</summary>
    public long Major { get; }

    /// <summary>Grows with compatible additions.</summary>
    public long Minor { get; }

    /// <summary>Grows with compatible corrections.</summary>
    public long Patch { get; }

    /// <summary>What stands after the dash (<c>beta.2</c>); empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>What stands after the plus; empty if none.</summary>
    public string Build { get; }

    /// <summary>Whether this comes before the release of the same three numbers.</summary>
    public bool IsPrerelease => Prerelease.Length > 0;

    /// <summary>The version that a text says.</summary>
    /// <exception cref="FormatException">It is not a version; the message says where and what to write.</exception>
    public static SemVersion Parse(string text) =>
        TryParse(text, out var version, out var error)
            ? version
            : throw new FormatException($"\"{text}\" is not a version: {error}");

    /// <summary>The version that a text says, if it says one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SemVersion? version) =>
        TryParse(text ?? "", out version, out _);

    /// <summary>The version that a text says, or why it says none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SemVersion? version, out TextError error) =>
        VersionText.TryParse(text, out version, out error);

    /// <summary>Compares by precedence, ignoring build metadata.</summary>
    public int CompareTo(SemVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        return Major != other.Major ? Major.CompareTo(other.Major)
            : Minor != other.Minor ? Minor.CompareTo(other.Minor)
            : Patch != other.Patch ? Patch.CompareTo(other.Patch)
            : Identifiers.Compare(Prerelease, other.Prerelease);
    }

    /// <summary>Writes the version as it was read.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(IsPrerelease ? "-" + Prerelease : "")}{(Build.Length > 0 ? "+" + Build : "")}";

    /// <summary>Orders by precedence.</summary>
    public static bool operator <(SemVersion left, SemVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >(SemVersion left, SemVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator <=(SemVersion left, SemVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >=(SemVersion left, SemVersion right) => left.CompareTo(right) >= 0;
}
