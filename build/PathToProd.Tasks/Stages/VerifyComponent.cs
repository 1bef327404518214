using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Runs the component's smoke tests against what is deployed.</summary>
public class VerifyComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var presence = context.Work.State().Presence;
        if (presence is not Presence.Deployed)
        {
            var (component, environment) = (context.Component.Name, context.EnvironmentManifest.Name);
            var why = presence is Presence.InDoubt { Because: var doubt }
                ? $"There is nothing to verify: {DoubtWriter.Write(component, environment, doubt)}."
                : $"{component} is not deployed to {environment}, so there is nothing to verify.";
            throw new PlatformException(
                ExitCode.Failed,
                $"{why}\n"
                    + $"Deploy it: ./build.sh --target=Deploy --component={component} --environment={environment}"
            );
        }

        using var held = ComponentLock.EndWhenLost(context);
        SmokeTest.Run(context);
    }
}
