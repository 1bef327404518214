namespace PathToProd.VersionSets;

/// <summary>How one component differs between two version sets.</summary>
/// <param name="Component">The component.</param>
/// <param name="From">What the first set has of it; null when it does not have it.</param>
/// <param name="To">What the second set has of it; null when it does not have it.</param>
public sealed record SetChange(string Component, SetMember? From, SetMember? To)
{
    /// <summary>What happened to the component.</summary>
    public SetChangeKind Kind =>
        (From, To) switch
        {
            (null, _) => SetChangeKind.Added,
            (_, null) => SetChangeKind.Removed,
            var (from, to) when to.Version > from.Version => SetChangeKind.Upgraded,
            var (from, to) when to.Version < from.Version => SetChangeKind.Downgraded,
            _ => SetChangeKind.Rebuilt,
        };
}

/// <summary>What happens to a component from one version set to another.</summary>
public enum SetChangeKind
{
    /// <summary>Only the second set has it.</summary>
    Added,

    /// <summary>Only the first set has it.</summary>
    Removed,

    /// <summary>Its version becomes newer.</summary>
    Upgraded,

    /// <summary>Its version becomes older.</summary>
    Downgraded,

    /// <summary>Another artifact of a version of the same precedence.</summary>
    Rebuilt,
}
