using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Shows what a deployment would change. What is not known before a requirement is deployed is named as such.</summary>
public abstract class PlanComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var name = context.Component.Name;
        var plan = DeploymentOf(context).Plan().TrimEnd('\n');
        var unknown = context
            .Values()
            .Placeholders.Select(placeholder =>
                $"Not known yet: {placeholder}. A plan with a placeholder cannot be applied."
            );

        // In one go, as plans of others may come between.
        context.Print(
            string.Join(
                '\n',
                [
                    plan.Length == 0 ? $"Nothing would change in {name}." : $"This would change in {name}:\n{plan}",
                    .. unknown,
                ]
            )
        );
    }

    /// <summary>How this kind of component comes to the environment's target.</summary>
    protected abstract IDeployment DeploymentOf(ComponentContext context);
}
