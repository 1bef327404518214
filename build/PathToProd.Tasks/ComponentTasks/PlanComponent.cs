using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Shows what a deployment would change. What is not known before a requirement is deployed is named as such.</summary>
public abstract class PlanComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var plan = DeploymentOf(context).Plan();
        context.Print(plan.Length == 0 ? "Nothing would change." : plan.TrimEnd('\n'));
        foreach (var placeholder in context.Values().Placeholders)
        {
            context.Print($"Not known yet: {placeholder}. A plan with a placeholder cannot be applied.");
        }
    }

    /// <summary>How this kind of component comes to the environment's target.</summary>
    protected abstract IDeployment DeploymentOf(ComponentContext context);
}
