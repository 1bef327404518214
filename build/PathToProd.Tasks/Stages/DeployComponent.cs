using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Deploys the artifact and verifies it there. The attempt is in the ledger before anything is touched, and its outcome
/// after; only one run at a time deploys a component to an environment.
/// </summary>
public abstract class DeployComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        using var held = ComponentLock.ForDeployment(context);
        var deployment = DeploymentOf(context);
        var values = context.Values();
        values.RefusePlaceholders(context);
        context.Work.FixedValues = values;

        var state = context.Work.State();
        if (context.Work.Services.Rollback.Overtaken(state, context.Run.ToString()) is { } refusal)
        {
            throw PlatformException.Refused(refusal);
        }
        context.Work.BeganByPlan = context.Options.Plan is { } plan && state.LastAttempt?.Started.Plan == plan.Digest;
        PlannedPart.RefuseOther(context, deployment);
        var decision = Decide(context, state, deployment, values);
        if (decision is StageDecision.Unchanged unchanged)
        {
            context.Unchanged(unchanged.Reason);
            return;
        }

        context.Note(decision.Reason);
        Survivors.End(context, state);
        deployment.Check();
        context.Work.Services.Results.Keep(values.Digest, ValueInputs.OfDeployment(values));
        context.Work.Services.Results.KeepValues(values.Digest, values.Text);
        Attempts.Record(context, LedgerAction.Deploy, values.Digest, () => Deploy(context, deployment));
    }

    /// <summary>How this kind of component comes to the environment's target.</summary>
    protected abstract IDeployment DeploymentOf(ComponentContext context);

    private static DeploymentResult Deploy(ComponentContext context, IDeployment deployment)
    {
        context.Work.Stages.HasFailedSmokeTest = false;
        var result = deployment.Deploy();
        SmokeTest.Run(context);
        return result;
    }

    private static StageDecision Decide(
        ComponentContext context,
        ComponentState state,
        IDeployment deployment,
        ResolvedValues values
    )
    {
        var facts = new DeploymentFacts
        {
            State = state,
            Artifact = context.Artifact.Digest,
            Values = values.Digest,
            StillThere =
                state.Presence is Presence.Deployed { Deployment: var last } && IsSame(last) && !context.Options.Force
                    ? deployment.Look(last)
                    : StillThere.NotKnown,
        };
        return
            context.Options.Plan?.Of(context.Component.Name) is { IsEmpty: false, IsUnknown: false }
            && !(context.Work.BeganByPlan && state.Presence is Presence.Deployed)
            ? new StageDecision.Run("the plan changes it", [])
            : DeploymentDecision.Of(facts, context.Options, context.Work.Services.Clock.GetUtcNow());

        // A look takes time, and when something else is to be deployed its answer changes nothing.
        bool IsSame(Deployment last) => last.Digest == context.Artifact.Digest && last.Values == values.Digest;
    }
}
