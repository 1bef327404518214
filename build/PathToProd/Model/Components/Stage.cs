namespace PathToProd.Model.Components;

/// <summary>A step in the life of a component. Each is a target: <c>--target=Deploy --component=ingress</c>.</summary>
public enum Stage
{
    /// <summary>Checks the sources without making anything.</summary>
    Lint,

    /// <summary>Makes the artifact.</summary>
    Build,

    /// <summary>Tests the artifact, for every environment.</summary>
    Test,

    /// <summary>Shows what a deployment would change.</summary>
    Plan,

    /// <summary>Brings the artifact to an environment, and verifies it there.</summary>
    Deploy,

    /// <summary>Runs the smoke tests against what is deployed.</summary>
    Verify,

    /// <summary>Removes the component from an environment.</summary>
    Destroy,
}
