using PathToProd.Facts.Plans;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Shows what a deployment would change. What is not known before another deployment is named as such.</summary>
public abstract class PlanComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var (part, text) = PlannedPart.Of(context, DeploymentOf(context));
        context.Work.Services.Plans[part.Component] = part;

        // A plan that is only compared with the saved one was shown before.
        if (context.Options.Plan is null)
        {
            // In one go, as plans of others may come between.
            context.Print(string.Join('\n', Lines(part, text)));
        }
    }

    /// <summary>How this kind of component comes to the environment's target.</summary>
    protected abstract IDeployment DeploymentOf(ComponentContext context);

    private static IEnumerable<string> Lines(ComponentPlan part, string text) =>
        [
            .. part.IsUnknown ? []
            : text.Length == 0 ? (string[])[$"Nothing would change in {part.Component}."]
            : [$"This would change in {part.Component}:\n{text}"],
            .. part.Unknown.Select(one =>
                $"Not known{(one.IsAll ? $" what would change in {part.Component}" : $": {one.What}")}, because {one.Because}."
            ),
        ];
}
