using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PathToProd.Decisions.Drift;

/// <summary>What a look at a target found of one component, beside what was deployed there.</summary>
public abstract record TargetLook
{
    private TargetLook() { }

    /// <summary>It could not be looked at, or there is nothing to compare it with.</summary>
    /// <param name="Because">Why: a clause without a full stop, or a message of several lines.</param>
    public sealed record NotPossible(string Because) : TargetLook;

    /// <summary>A folder of rendered manifests.</summary>
    /// <param name="Path">As people read it.</param>
    /// <param name="IsThere">Whether there is such a folder.</param>
    /// <param name="IsSame">Whether every byte of it is what the ledger recorded.</param>
    public sealed record Folder(string Path, bool IsThere, bool IsSame) : TargetLook
    {
        /// <summary>The text of each file as it was deployed; null when that is not known.</summary>
        public ImmutableSortedDictionary<string, string>? Deployed { get; init; }

        /// <summary>Why it is not known how each file was deployed: a clause; null when it is known.</summary>
        public string? NotKnown { get; init; }

        /// <summary>The text of each file that is there.</summary>
        public ImmutableSortedDictionary<string, string> Found { get; init; } =
            ImmutableSortedDictionary<string, string>.Empty;
    }

    /// <summary>Resources in a cluster.</summary>
    public sealed record Resources : TargetLook
    {
        /// <summary>The resources that were deployed and are not there.</summary>
        public required ImmutableArray<string> Gone { get; init; }

        /// <summary>Those that are there.</summary>
        public required ImmutableArray<LiveResource> There { get; init; }

        /// <summary>The resources that carry the component's mark, and that no deployment brought.</summary>
        public ImmutableArray<string> NotDeployed { get; init; } = [];

        /// <summary>The release that they are in; null when they are in none.</summary>
        public ReleaseLook? Release { get; init; }
    }

    /// <summary>A Helm release that is not there: all that was in it went with it, or is no longer looked after.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record NoRelease(string Name) : TargetLook;

    /// <summary>State of Terraform.</summary>
    /// <param name="IsThere">Whether there is a state.</param>
    /// <param name="IsSame">Whether no one but this program wrote it since.</param>
    public sealed record State(bool IsThere, bool IsSame) : TargetLook
    {
        /// <summary>What was changed behind Terraform's back: what a plan that only refreshes finds.</summary>
        public ImmutableArray<ResourceMove> Moved { get; init; } = [];

        /// <summary>What applying the deployed root with the deployed values again would change.</summary>
        public ImmutableArray<ResourceMove> Planned { get; init; } = [];
    }
}

/// <summary>A resource that is in a cluster.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Document">What was deployed.</param>
/// <param name="Now">What is there, with who owns which field.</param>
/// <param name="Applied">What would be there if it was deployed again: the server says so, and all its webhooks.</param>
public sealed record LiveResource(string Name, JsonObject Document, JsonObject Now, JsonObject Applied);

/// <summary>A Helm release as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">Its latest revision.</param>
/// <param name="Status">The status of that, as Helm writes it.</param>
/// <param name="Recorded">The revision that the ledger recorded; null when it recorded none.</param>
public sealed record ReleaseLook(string Name, int Revision, string Status, int? Recorded)
{
    /// <summary>The status of a release that runs.</summary>
    public const string Deployed = "deployed";
}

/// <summary>What a plan of Terraform says of one resource or output.</summary>
/// <param name="Address">Its address, or <c>output NAME</c>.</param>
/// <param name="Actions">What the plan would do, as in <c>update</c>, or <c>delete</c> and <c>create</c>.</param>
/// <param name="Fields">The paths of what differs.</param>
public sealed record ResourceMove(string Address, ImmutableArray<string> Actions, ImmutableArray<string> Fields);
