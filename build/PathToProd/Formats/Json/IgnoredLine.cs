using PathToProd.Text;

namespace PathToProd.Formats.Json;

/// <summary>A line of a file that was ignored.</summary>
/// <param name="Text">The line.</param>
/// <param name="Damage">What is wrong with it.</param>
/// <param name="After">How many entries stand before it.</param>
/// <param name="Problem">The same for people.</param>
internal sealed record IgnoredLine(string Text, LineDamage Damage, int After, Problem Problem);

/// <summary>What can be wrong with a line.</summary>
internal enum LineDamage
{
    /// <summary>A merge left it behind; it says nothing itself.</summary>
    ConflictMark,

    /// <summary>The last line of the file, cut off.</summary>
    TornAtTheEnd,

    /// <summary>A line in the middle, cut off.</summary>
    Torn,

    /// <summary>It has a checksum that does not fit.</summary>
    Changed,

    /// <summary>It is whole, and its reader does not take it.</summary>
    Refused,
}
