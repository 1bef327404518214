using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Removes the component from the environment. Nothing there is not an error, and is not recorded.</summary>
public abstract class DestroyComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        using var held = ComponentLock.ForDeployment(context);
        var state = context.Work.State();
        if (state.Presence is Presence.Nothing or Presence.Destroyed && !context.Options.Force)
        {
            context.Unchanged($"there is no {context.Component.Name} in {context.EnvironmentManifest.Name}");
            return;
        }

        Survivors.End(context, state);
        var values = ValueResolution.ForRemoval(context.Work.Session, context.Work.LedgerNow());
        context.Work.FixedValues = values;
        Attempts.Record(
            context,
            LedgerAction.Destroy,
            values.Digest,
            () =>
            {
                DeploymentOf(context).Destroy();
                return null;
            }
        );
    }

    /// <summary>How this kind of component comes to the environment's target.</summary>
    protected abstract IDeployment DeploymentOf(ComponentContext context);
}
