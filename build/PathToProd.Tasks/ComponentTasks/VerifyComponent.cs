using PathToProd.Ledger;
using PathToProd.Reporting;
using PathToProd.Runs;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Runs the component's smoke tests against what is deployed.</summary>
public class VerifyComponent : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        if (context.State().Presence is not Presence.Deployed)
        {
            var (component, environment) = (context.Component.Name, context.EnvironmentManifest.Name);
            throw new PlatformException(
                ExitCode.Failed,
                $"{component} is not deployed to {environment}, so there is nothing to verify.\n"
                    + $"Deploy it: ./build.sh --target=Deploy --component={component} --environment={environment}"
            );
        }

        SmokeTest.Run(context);
    }
}
