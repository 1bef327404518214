using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Versions;

/// <summary>A version as SemVer 2 defines it.</summary>
public sealed record SemVersion(int Major, int Minor, int Patch) : IComparable<SemVersion>
{
    /// <summary>Reads a version.</summary>
    public static SemVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException(text);

    /// <summary>Reads a version.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SemVersion? version)
    {
        var parts = text.Split('.');
        version = null;
        if (
            parts.Length == 3
            && int.TryParse(parts[0], out var major)
            && int.TryParse(parts[1], out var minor)
            && int.TryParse(parts[2], out var patch)
        )
        {
            version = new SemVersion(major, minor, patch);
        }

        return version is not null;
    }

    /// <inheritdoc />
    public int CompareTo(SemVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <inheritdoc />
    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    /// <summary>Orders by precedence.</summary>
    public static bool operator <(SemVersion left, SemVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >(SemVersion left, SemVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator <=(SemVersion left, SemVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >=(SemVersion left, SemVersion right) => left.CompareTo(right) >= 0;
}
