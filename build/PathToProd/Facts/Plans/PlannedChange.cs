using System.Collections.Immutable;

namespace PathToProd.Facts.Plans;

/// <summary>What a deployment would do with one resource, or one file.</summary>
/// <param name="What">Its address in Terraform, its kind and name in a cluster, or its path.</param>
/// <param name="Action">What is done with it.</param>
public sealed record PlannedChange(string What, PlannedAction Action)
{
    /// <summary>What each field that differs will be, as JSON, by its path: <c>null</c> for one that goes.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The paths of fields that only the deployment itself will know.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>The paths of fields that differ, and whose values are secret.</summary>
    public ImmutableArray<string> Secret { get; init; } = [];

    /// <summary>The paths of fields that cannot change in place, so that it is replaced.</summary>
    public ImmutableArray<string> ReplacedBecause { get; init; } = [];
}
