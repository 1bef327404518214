using System.Collections.Immutable;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>What Git says about a folder. Paths are relative to it, with forward slashes.</summary>
/// <param name="Ignored">What is ignored in every checkout: folders for all that is in them; "" is the folder itself.</param>
internal sealed record GitAnswer(HashSet<string> Ignored)
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>What other checkouts of the same content would see in another way; folders for all that is in them.</summary>
    public HashSet<string> Doubtful { get; init; } = Nothing;

    /// <summary>Why <see cref="Doubtful"/> is that.</summary>
    public SourceDoubt Doubt { get; init; } = SourceDoubt.RuleOfThisMachine;

    /// <summary>What is tracked and should be on the disk, but is not: it would be missing in an artifact.</summary>
    public IReadOnlyDictionary<string, SourceDoubt> Absent { get; init; } =
        ImmutableDictionary<string, SourceDoubt>.Empty;

    /// <summary>The tracked files that may be executed; null when the disk knows it, which is the rule.</summary>
    public IReadOnlySet<string>? Executables { get; init; }

    /// <summary>Why Git could not say what belongs to the folder; null when it could, or there is nothing to ask.</summary>
    public GitRefusal? Refusal { get; init; }

    /// <summary>Everything counts, and nothing is kept out.</summary>
    public static GitAnswer NoRules { get; } = new(Nothing);

    /// <summary>No answer, and why.</summary>
    public static GitAnswer None(GitRefusal refusal) => new(Nothing) { Refusal = refusal };
}
