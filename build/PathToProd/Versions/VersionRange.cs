using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Versions;

/// <summary>A set of versions.</summary>
public sealed record VersionRange(string Text)
{
    /// <summary>Reads a range.</summary>
    public static VersionRange Parse(string text) =>
        TryParse(text, out var range) ? range : throw new FormatException(text);

    /// <summary>Reads a range.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = new VersionRange(text);
        return true;
    }

    /// <summary>Whether a version is in the range.</summary>
    public bool Contains(SemVersion version) =>
        Text.Split(' ')
            .All(part =>
                part.StartsWith(">=", StringComparison.Ordinal) ? version >= SemVersion.Parse(part[2..])
                : part.StartsWith('<') ? version < SemVersion.Parse(part[1..])
                : version == SemVersion.Parse(part)
            );

    /// <inheritdoc />
    public override string ToString() => Text;
}
