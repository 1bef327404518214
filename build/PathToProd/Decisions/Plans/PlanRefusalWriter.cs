using PathToProd.Facts.Plans;
using PathToProd.Text;

namespace PathToProd.Decisions.Plans;

/// <summary>Writes why a saved plan is not applied, and what to do.</summary>
public static class PlanRefusalWriter
{
    private const int MostShown = 100;

    /// <summary>Before anything was touched, without a look at what would change.</summary>
    /// <param name="file">The plan's file.</param>
    /// <param name="refusals">The reasons, at least one.</param>
    public static string Write(string file, IReadOnlyList<string> refusals) =>
        refusals.Count == 1
            ? $"The plan {file} is not applied: {refusals[0]}. Nothing was touched."
            : $"The plan {file} is not applied, and nothing was touched:\n"
                + string.Join('\n', refusals.Select(refusal => $"  {refusal}."));

    /// <summary>Before anything was touched, as a fresh plan differs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Its file.</param>
    /// <param name="differences">Where it differs, at least one.</param>
    public static string Write(EnvironmentPlan plan, string file, IReadOnlyCollection<PlanDifference> differences) =>
        $"The plan {file} is not applied: planned again, {Prose.Count(differences.Count, "thing")} "
        + $"{(differences.Count == 1 ? "differs" : "differ")}. Nothing was touched.\n"
        + Lines(differences)
        + $"Make a new plan: {Again(plan)} --save={file}";

    /// <summary>In the middle of a run, when the turn of a component came.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="component">The component, of which nothing was touched.</param>
    /// <param name="differences">Where it differs, at least one.</param>
    public static string AtTurn(
        EnvironmentPlan plan,
        string component,
        IReadOnlyCollection<PlanDifference> differences
    ) =>
        $"{component} is not deployed, as it would become something else than the plan says:\n"
        + Lines(differences)
        + $"Nothing of {component} was touched. Make a new plan: {Again(plan)} --save=FILE";

    private static string Lines(IReadOnlyCollection<PlanDifference> differences) =>
        string.Concat(differences.Take(MostShown).Select(difference => $"  {difference}\n"))
        + (differences.Count > MostShown ? $"  ... and {differences.Count - MostShown} more\n" : "");

    private static string Again(EnvironmentPlan plan) =>
        CommandLine.Of("Plan", [.. plan.Components.Select(part => part.Component)], plan.Environment)
        + (plan.Set is { } set ? $" --set={set}" : "")
        + (plan.Version is { } version ? $" --version={version}" : "");
}
