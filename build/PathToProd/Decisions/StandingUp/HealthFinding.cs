namespace PathToProd.Decisions.StandingUp;

/// <summary>Something for which a platform is not healthy.</summary>
/// <param name="What">What it is about: a component, or an object of the cluster.</param>
/// <param name="Why">Why that is not healthy: a clause in which "it" is that thing.</param>
public sealed record HealthFinding(string What, string Why)
{
    /// <summary>Whether it may pass by itself, so that waiting is of use. Default: false.</summary>
    public bool MayPass { get; init; }
}
