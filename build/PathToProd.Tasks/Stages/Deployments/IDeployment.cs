using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>How one component comes to one environment, and goes. Nothing here writes to the ledger.</summary>
public interface IDeployment
{
    /// <summary>Looks whether what a deployment brought is still there, as it was.</summary>
    StillThere Look(Deployment last);

    /// <summary>
    /// Looks at all that a deployment brought, with its artifact, and changes nothing. By default nothing is known.
    /// </summary>
    /// <param name="last">The deployment.</param>
    TargetLook LookForDrift(Deployment last) =>
        new TargetLook.NotPossible("what deploys it does not say how to look at it");

    /// <summary>
    /// Refuses what must not come there, before the attempt is recorded and anything is touched; by default nothing is refused.
    /// </summary>
    void Check() { }

    /// <summary>Brings the artifact there; when it was there already, makes it what the artifact says.</summary>
    DeploymentResult Deploy();

    /// <summary>Finds out what <see cref="Deploy"/> would change, and changes nothing. It takes no lock and waits for none.</summary>
    DeploymentPreview Plan();

    /// <summary>What identifies the state that a plan is made over, beside what the ledger says; null when there is no other.</summary>
    string? PlanState() => null;

    /// <summary>Removes what was deployed; nothing there is not an error.</summary>
    void Destroy();
}
