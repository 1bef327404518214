using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Promotions;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Promotes, and deploys what was promoted.</summary>
internal sealed class Promotion(PromotionView view, Invocation invocation)
{
    // Each time somebody else decided something, which is rare; more often means that something is wrong.
    private const int MostTries = 20;

    /// <summary>The verdict, once what the gates must know was looked up.</summary>
    public PromotionVerdict Decide(PromotionQuestion question) =>
        PromotionDecision.Of(view.Answered(question, [question.Set]));

    /// <summary>
    /// Promotes a set if all gates are open, and still are at the moment of writing: the record is added to what the verdict was made over, or not
    /// at all.
    /// </summary>
    public Outcome Promote(
        PromotionStep step,
        string environment,
        VersionSet set,
        string? reason,
        ImmutableArray<VersionSet> passedOver
    )
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var seen = view.Look();
            var verdict = Decide(seen.About(step, environment, set));
            if (verdict.Question.Promotions.Desired(environment) is { } desired && desired.Set.Digest == set.Digest)
            {
                // A call that was killed between the record and the file left this to be done.
                VersionsFile.Write(invocation.Workspace, environment, set);
                return new Outcome(verdict, desired);
            }

            if (!verdict.IsOpen)
            {
                return new Outcome(verdict, Record: null);
            }

            var records = PromotionDecision.Records(verdict, view.Head, reason, passedOver);
            if (view.Look().IsAs(seen) && view.Records.TryAppend(records, seen.Records))
            {
                var record = (PromotionRecord.Promoted)records[^1];
                VersionsFile.Write(invocation.Workspace, environment, set);
                view.Notify(record);
                return new Outcome(verdict, record);
            }
        }

        throw PlatformException.Refused(
            $"Others decided something on the path each of {MostTries} times in which {set.Name} was about to be promoted to {environment}. Nothing was "
                + "promoted. Run the same command again."
        );
    }

    /// <summary>Announces that a set is about to be promoted.</summary>
    public PromotionRecord.Announced Announce(string environment, VersionSet set, string? reason)
    {
        var record = new PromotionRecord.Announced
        {
            Head = view.Head(reason),
            Environment = environment,
            Set = PromotionDecision.Reference(set),
        };
        view.Records.Append(record);
        view.Notify(record);
        return record;
    }

    /// <summary>Deploys a set that was promoted, as <c>Deploy</c> does.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="set">The set.</param>
    /// <param name="before">What is to be told first.</param>
    public Report Deploy(string environment, VersionSet set, Report before)
    {
        invocation.Say(before.Text(invocation.Style).TrimEnd('\n'));
        var deployed = Deploy(environment, set);
        return deployed with { Json = before.Json };
    }

    /// <summary>Deploys a set that was promoted, as <c>Deploy</c> does.</summary>
    public Report Deploy(string environment, VersionSet set) =>
        Run("Deploy", environment, (Option.Component, "all"), (Option.Set, set.Name));

    /// <summary>Plans the deployment of a set that may be promoted, as <c>Plan</c> does.</summary>
    public Report Plan(string environment, VersionSet set) =>
        Run("Plan", environment, (Option.Component, "all"), (Option.Set, set.Name));

    /// <summary>
    /// Rolls an environment back, as <c>Rollback</c> does. The policy asked for it, so it is done whether the step back was tested or not: what is
    /// there has failed.
    /// </summary>
    public Report RollBack(string environment, string because) =>
        Run("Rollback", environment, (Option.Anyway, ""), (Option.Reason, because));

    private Report Run(string target, string environment, params (Option Option, string Value)[] more)
    {
        IEnumerable<(Option Option, string Value)> words =
        [
            (Option.Target, target),
            (Option.Environment, environment),
            .. more,
        ];
        var arguments = invocation.Arguments.Only(
            [Option.Output, Option.Verbosity],
            words.Select(word => KeyValuePair.Create(word.Option.Word, word.Value))
        );
        var definition = TargetCatalog.Find(target)!;
        var call = invocation.With(arguments);
        return definition.Run is { } run ? run(call) : ComponentTargets.Run(call, target, definition);
    }

    /// <summary>What became of a promotion.</summary>
    /// <param name="Verdict">The verdict that was enforced.</param>
    /// <param name="Record">The record; null when a gate was in the way.</param>
    internal sealed record Outcome(PromotionVerdict Verdict, PromotionRecord.Promoted? Record);
}
