using System.Collections.Immutable;
using PathToProd.Facts.Sources;
using PathToProd.Text;

namespace PathToProd.Facts.Results;

/// <summary>Whether a stage would run, and why.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Runs">True when it would run.</param>
/// <param name="Reason">A clause for people, without a full stop.</param>
/// <param name="Changes">What happened to each of its inputs since it passed last; empty when nothing did, or it is unknown.</param>
public sealed record StageExplanation(string Stage, bool Runs, string Reason, ImmutableArray<InputChange> Changes)
{
    /// <summary>Explains a stage of which results are remembered.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="inputs">What it depends on now.</param>
    /// <param name="same">The result for these very inputs; null if none.</param>
    /// <param name="last">Its last result, whatever the inputs; null if none.</param>
    /// <param name="lastInputs">The inputs of <paramref name="last"/>; null when they were not kept.</param>
    /// <param name="now">The current time, to say how long ago.</param>
    public static StageExplanation Of(
        string stage,
        InputDigests inputs,
        PassedStage? same,
        PassedStage? last,
        InputDigests? lastInputs,
        DateTimeOffset now
    )
    {
        if (same is not null)
        {
            return new StageExplanation(
                stage,
                Runs: false,
                $"nothing that it depends on changed since it passed {When(same, now)}",
                []
            );
        }

        if (last is null)
        {
            return new StageExplanation(stage, Runs: true, "no earlier result of it is known here", []);
        }

        var changes = lastInputs is null ? [] : inputs.ChangesSince(lastInputs);
        var reason = changes.IsEmpty
            ? $"what it depends on changed since it passed {When(last, now)}"
            : $"{Prose.Count(changes.Length, "input")} changed since it passed {When(last, now)}";
        return new StageExplanation(stage, Runs: true, reason, changes);
    }

    private static string When(PassedStage stage, DateTimeOffset now) =>
        $"{Moment.Age(stage.At, now)} in run {stage.Run}";
}
