using PathToProd.Text;

namespace PathToProd.Decisions.Gates;

/// <summary>Writes what a run will deploy, and why each component takes part.</summary>
public static class PlanWriter
{
    /// <summary>A line for each component, in order.</summary>
    public static string Write(DeploymentPlan plan, string environment) =>
        string.Join(
            '\n',
            plan.Deployments.Select(planned =>
                $"{planned.Component.Name} {planned.Component.Version}: {Reason(planned, environment)}"
            )
        );

    /// <summary>Why a component takes part: <c>asked for</c>, or the requirements that are not met without it.</summary>
    public static string Reason(PlannedDeployment planned, string environment) =>
        planned.IsAskedFor ? "asked for"
        : planned.With is { } unit ? $"{environment} deploys the group {unit.Text} as one"
        : Prose.Clauses([.. planned.Causes.Select(cause => RequirementCauseWriter.Write(cause, environment))]);
}
