using System.Collections.Immutable;

namespace PathToProd.Tasks.Sources;

/// <summary>What Git says about a folder. Paths are relative to it, with forward slashes.</summary>
/// <param name="Ignored">What is ignored: folders for all that is in them; "" is the folder itself.</param>
/// <param name="Executables">The tracked files that may be executed; null when the disk knows it, which is the rule.</param>
/// <param name="Missing">Why Git could not say anything; null when it could.</param>
internal sealed record GitAnswer(
    IReadOnlySet<string> Ignored,
    IReadOnlySet<string>? Executables = null,
    string? Missing = null
)
{
    /// <summary>No answer, and why.</summary>
    public static GitAnswer None(string reason) => new(ImmutableHashSet<string>.Empty, Missing: reason);
}
