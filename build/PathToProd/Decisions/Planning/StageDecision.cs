using System.Collections.Immutable;
using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>
/// Whether a stage has to run, and why, or why not. A plan holds it, Explain shows it, and the stage acts by it, so that they
/// never differ.
/// </summary>
/// <param name="Reason">A clause for people, without a full stop.</param>
/// <param name="Changes">What became of each of its inputs since it passed last; empty when nothing did, or that is not known.</param>
public abstract record StageDecision(string Reason, ImmutableArray<InputChange> Changes)
{
    /// <summary>It has to run.</summary>
    public sealed record Run(string Reason, ImmutableArray<InputChange> Changes) : StageDecision(Reason, Changes);

    /// <summary>Its result is known: nothing has to be done.</summary>
    public sealed record Unchanged(string Reason, ImmutableArray<InputChange> Changes) : StageDecision(Reason, Changes);

    /// <summary>
    /// Decides for Build or Test. Only a result for exactly the same inputs, of which nothing was lost since, is reason enough to do nothing; for
    /// Build also an artifact of the same content.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="now">The time, to say how long ago the stage passed.</param>
    public static StageDecision Of(StageFacts facts, RunOptions options, DateTimeOffset now) =>
        facts switch
        {
            { MissingTools: { Count: > 0 } tools } => Because(
                $"{Prose.List(tools)} {(tools.Count == 1 ? "is" : "are")} not installed yet, and the version counts"
            ),
            _ when options.Force => Because("it was asked for with --force"),
            { Stage: Stage.Test } when options.UpdateSnapshots => Because("snapshots are written"),
            { Same: { } same, Stage: Stage.Build, IsInStore: true } => new Unchanged(
                $"nothing it is made of has changed since run {same.Run}",
                []
            ),
            { Same: { } same, Stage: Stage.Test } => new Unchanged($"the same content passed in run {same.Run}", []),
            { SameContent.Run: var run } => new Unchanged(
                $"the same content was built in run {run}",
                ChangesSince(facts)
            ),
            { Same: not null } => Because("the artifact that it made is no longer in the store"),
            { Last: { } last } => Changed(facts, last, now),
            _ => Because($"no earlier result of it is known here{Unasked(facts)}"),
        };

    private static Run Changed(StageFacts facts, PassedStage last, DateTimeOffset now)
    {
        var changes = ChangesSince(facts);
        var what = changes.IsEmpty ? "what it depends on" : Prose.Count(changes.Length, "input");
        var when = $"{Moment.Age(last.At, now)} in run {last.Run}";
        return new Run($"{what} changed since it passed {when}{Unasked(facts)}", changes);
    }

    private static ImmutableArray<InputChange> ChangesSince(StageFacts facts) =>
        facts.LastInputs is { } before ? facts.Inputs.ChangesSince(before) : [];

    private static string Unasked(StageFacts facts) =>
        facts.HasUnaskedResults ? "; shared results of other pipelines were not asked" : "";

    private static Run Because(string reason) => new(reason, []);
}
