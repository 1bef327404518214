using PathToProd.Model.Components;

namespace PathToProd.Facts.Runs;

/// <summary>What a target does, in the past tense, and how its environment is said.</summary>
/// <param name="Done"><c>deployed</c>.</param>
/// <param name="Where"><c> to sandbox</c>, or nothing for a target that has no environment.</param>
internal sealed record TargetWords(string Done, string Where)
{
    public static TargetWords Of(string target, string environment) =>
        Enum.TryParse<Stage>(target, ignoreCase: true, out var stage)
            ? stage switch
            {
                Stage.Lint => new TargetWords("checked", ""),
                Stage.Build => new TargetWords("built", ""),
                Stage.Test => new TargetWords("tested", ""),
                Stage.Plan => new TargetWords("planned", $" for {environment}"),
                Stage.Deploy => new TargetWords("deployed", $" to {environment}"),
                Stage.Verify => new TargetWords("verified", $" in {environment}"),
                _ => new TargetWords("destroyed", $" in {environment}"),
            }
            : new TargetWords(OfOwnTask, $" for {environment}");

    /// <summary>The word for a target that is a component's own task, of which nobody here knows what it does.</summary>
    public const string OfOwnTask = "done";
}
