using Cake.Frosting;
using PathToProd.Decisions.Drift;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>Looks at what a component's last deployment brought. What cannot be looked at is not known, and no failure.</summary>
[TaskName(Target)]
internal sealed class LookForDrift(DriftQuestion question) : ComponentTask
{
    public const string Target = "Drift";

    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        context.Work.FixedLedger = question.Ledger;
        try
        {
            question.Found = DeploymentOf(context).LookForDrift(question.Last);
        }
        catch (PlatformException exception) when (!context.Work.IsCancelled)
        {
            question.Found = new TargetLook.NotPossible(context.Work.Services.Redactor.Hide(exception.Message));
        }
    }

    private static IDeployment DeploymentOf(ComponentContext context) =>
        context.Component.Type switch
        {
            ComponentType.Helm => HelmDeployments.For(context),
            ComponentType.Terraform => TerraformDeployments.For(context),
            _ => ManifestDeployments.For(context),
        };
}
