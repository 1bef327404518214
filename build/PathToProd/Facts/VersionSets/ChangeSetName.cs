using System.Text.RegularExpressions;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>What the sets of changes and of their bases are called: after what they hold, as nobody pins them.</summary>
public static partial class ChangeSetName
{
    private const int Digits = 12;

    /// <summary>The name of a base: <c>base-450a7b9f68ec</c>.</summary>
    /// <param name="set">The digest of what it holds.</param>
    public static string OfBase(Digest set) => $"base-{set.Hex[..Digits]}";

    /// <summary>The name of a base with a change: <c>change-450a7b9f68ec</c>.</summary>
    /// <param name="set">The digest of what it holds.</param>
    public static string OfChange(Digest set) => $"change-{set.Hex[..Digits]}";

    /// <summary>Whether a text is such a name.</summary>
    public static bool Is(string text) => Pattern().IsMatch(text);

    [GeneratedRegex("^(base|change)-[0-9a-f]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
