using Cake.Frosting;

namespace PathToProd.Tasks.Stages.Standard;

/// <summary>
/// The task graph of a component made of plain manifests. A component's own task replaces the one of the same name; the others stay.
/// </summary>
public static class ManifestsTasks
{
    internal static Type[] All =>
        [typeof(Lint), typeof(Build), typeof(Test), typeof(Plan), typeof(Deploy), typeof(Verify), typeof(Destroy)];

    /// <summary>Checks the sources.</summary>
    [TaskName("Lint")]
    [TaskDescription("Checks the sources without making anything")]
    public sealed class Lint : LintManifests;

    /// <summary>Makes the artifact.</summary>
    [TaskName("Build")]
    [TaskDescription("Makes the artifact")]
    public sealed class Build : BuildManifests;

    /// <summary>Tests the artifact.</summary>
    [TaskName("Test")]
    [TaskDescription("Tests the artifact for every environment")]
    [IsDependentOn(typeof(Build))]
    public sealed class Test : TestManifests;

    /// <summary>Shows what would change.</summary>
    [TaskName("Plan")]
    [TaskDescription("Shows what a deployment would change")]
    [IsDependentOn(typeof(Build))]
    public sealed class Plan : PlanManifests;

    /// <summary>Deploys the artifact.</summary>
    [TaskName("Deploy")]
    [TaskDescription("Deploys the artifact and verifies it there")]
    [IsDependentOn(typeof(Test))]
    public sealed class Deploy : DeployManifests;

    /// <summary>Runs the smoke tests.</summary>
    [TaskName("Verify")]
    [TaskDescription("Runs the smoke tests against what is deployed")]
    [IsDependentOn(typeof(Build))]
    public sealed class Verify : VerifyComponent;

    /// <summary>Removes the component.</summary>
    [TaskName("Destroy")]
    [TaskDescription("Removes the component from the environment")]
    [IsDependentOn(typeof(Build))]
    public sealed class Destroy : DestroyManifests;
}
