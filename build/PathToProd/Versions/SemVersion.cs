using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PathToProd.Versions;

/// <summary>A version as SemVer 2 defines it.</summary>
public sealed record SemVersion(int Major, int Minor, int Patch) : IComparable<SemVersion>
{
    /// <summary>Reads <c>major.minor.patch</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SemVersion? version)
    {
        version = null;
        var parts = text.Split('.');
        var numbers = new int[3];
        for (var i = 0; i < 3; i++)
        {
            if (parts.Length != 3 || !int.TryParse(parts[i], NumberStyles.None, null, out numbers[i]))
            {
                return false;
            }
        }

        version = new SemVersion(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(SemVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Orders by precedence.</summary>
    public static bool operator <(SemVersion left, SemVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >(SemVersion left, SemVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator <=(SemVersion left, SemVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by precedence.</summary>
    public static bool operator >=(SemVersion left, SemVersion right) => left.CompareTo(right) >= 0;
}
