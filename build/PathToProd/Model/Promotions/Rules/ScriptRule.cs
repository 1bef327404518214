using System.Collections.Immutable;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>A program says so, by its exit code: 0 is open, 1 is closed, and everything else is unknown.</summary>
public sealed record ScriptRule : GateRule
{
    /// <summary>The words that stand for something in <see cref="Run"/>, with what they stand for.</summary>
    public static readonly ImmutableArray<(string Word, string Meaning)> Places =
    [
        ("{set}", "the set's name"),
        ("{set-digest}", "the set's digest"),
        ("{environment}", "the environment"),
    ];

    /// <inheritdoc />
    public override string Kind => "script";

    /// <summary>The program, relative to the repository's root, and its arguments. There is no shell.</summary>
    public required ImmutableArray<string> Run { get; init; }

    /// <summary>How long it may take. Default: 1 minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
