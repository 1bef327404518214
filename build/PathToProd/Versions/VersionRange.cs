using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Versions;

/// <summary>A set of versions.</summary>
public sealed record VersionRange(string Text)
{
    /// <summary>Reads comparisons that must all hold: <c>&gt;=1.5.0 &lt;2.0.0</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = new VersionRange(text);
        foreach (var part in range.Parts())
        {
            if (!SemVersion.TryParse(part.TrimStart('>', '<', '='), out _))
            {
                range = null;
                return false;
            }
        }

        return range.Parts().Length > 0;
    }

    /// <summary>Whether a version is in the range.</summary>
    public bool Contains(SemVersion version) => Parts().All(part => Holds(part, version));

    private string[] Parts() => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Holds(string part, SemVersion version)
    {
        return SemVersion.TryParse(part.TrimStart('>', '<', '='), out var bound)
            && part switch
            {
                ['>', '=', ..] => version >= bound,
                ['<', '=', ..] => version <= bound,
                ['>', ..] => version > bound,
                ['<', ..] => version < bound,
                _ => version == bound,
            };
    }
}
