namespace PathToProd.Model.Components;

/// <summary>Who builds, tests and deploys: <c>ways-of-working</c> in <c>platform.yaml</c>.</summary>
public enum WayOfWorking
{
    /// <summary>Everyone does everything from their own machine, or from wherever they like. The default: nothing is refused.</summary>
    Manual,

    /// <summary>CI builds, tests, publishes and certifies; people deploy.</summary>
    Ci,

    /// <summary>As <see cref="Ci"/>, and a delivery agent deploys to the environments of the path.</summary>
    CiCd,
}
