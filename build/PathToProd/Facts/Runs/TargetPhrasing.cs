using PathToProd.Model.Components;

namespace PathToProd.Facts.Runs;

/// <summary>What a target does, in the past tense, and how its environment is said.</summary>
/// <param name="Done"><c>deployed</c>.</param>
/// <param name="Where"><c> to sandbox</c>, or nothing for a target that has no environment.</param>
internal sealed record TargetPhrasing(string Done, string Where)
{
    public static TargetPhrasing Of(RunTarget target, string environment) =>
        target == RunTarget.Rollback ? new TargetPhrasing("rolled back", $" in {environment}")
        : target.Stage is { } stage
            ? stage switch
            {
                Stage.Lint => new TargetPhrasing("checked", ""),
                Stage.Build => new TargetPhrasing("built", ""),
                Stage.Test => new TargetPhrasing("tested", ""),
                Stage.Plan => new TargetPhrasing("planned", $" for {environment}"),
                Stage.Deploy => new TargetPhrasing("deployed", $" to {environment}"),
                Stage.Verify => new TargetPhrasing("verified", $" in {environment}"),
                _ => new TargetPhrasing("destroyed", $" in {environment}"),
            }
        : new TargetPhrasing(OfOwnTask, $" for {environment}");

    /// <summary>The word for a target that is a component's own task, whose effect is unknown here.</summary>
    public const string OfOwnTask = "done";
}
