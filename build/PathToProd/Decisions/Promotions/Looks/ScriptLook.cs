using System.Collections.Immutable;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>What a program says, by its exit code.</summary>
/// <param name="Words">The program and its arguments. Two with the same words are the same.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record ScriptLook(ImmutableArray<string> Words, TimeSpan Timeout) : Look<ScriptAnswer>
{
    /// <inheritdoc />
    public override string Name => Words[0];

    /// <inheritdoc />
    public bool Equals(ScriptLook? other) =>
        other is not null && Timeout == other.Timeout && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in Words)
        {
            hash.Add(word, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="LastLines">The last lines that it printed, without secrets.</param>
public sealed record ScriptAnswer(int ExitCode, ImmutableArray<string> LastLines);
