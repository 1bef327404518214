using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Facts.Plans;

/// <summary>What a deployment of several components to an environment would do: for review, and then for Deploy, once.</summary>
public sealed record EnvironmentPlan
{
    /// <summary>Where.</summary>
    public required string Environment { get; init; }

    /// <summary>What is deployed as one there.</summary>
    public required DeploymentModel Model { get; init; }

    /// <summary>The commit of the checkout, with <c>+changes</c> when its work tree differs; null outside Git.</summary>
    public string? Commit { get; init; }

    /// <summary>The version set that the components are from; null when none was named.</summary>
    public string? Set { get; init; }

    /// <summary>The version that was asked for with <c>--version</c>; null when none was.</summary>
    public string? Version { get; init; }

    /// <summary>The components in the order of deployment.</summary>
    public required ImmutableArray<ComponentPlan> Components { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it.</summary>
    public required string Who { get; init; }

    /// <summary>The run that made it.</summary>
    public required string Run { get; init; }

    /// <summary>The version of Path to Prod that made it; null in plans of before it was recorded.</summary>
    public string? Product { get; init; }

    /// <summary>What identifies it: the digest of all that it says, but for when, by whom and in which order.</summary>
    public Digest Digest => PlanDigest.Of(this);

    /// <summary>The part of a component; null when it has none.</summary>
    public ComponentPlan? Of(string component) => Components.FirstOrDefault(part => part.Component == component);

    /// <summary>Whether something of it is not known.</summary>
    public bool HasUnknown => Components.Any(part => !part.Unknown.IsEmpty);
}
