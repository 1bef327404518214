using System.Collections.Immutable;
using PathToProd.Model.Product;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Upgrading;

/// <summary>What another version of Path to Prod changes for a platform, decided of what both make of it.</summary>
/// <param name="Before">What the pinned version makes of it.</param>
/// <param name="After">What the other one makes of it, once all that can be edited is edited.</param>
public sealed record PlatformUpgrade(PlatformSeen Before, PlatformSeen After)
{
    /// <summary>The keys that are rewritten.</summary>
    public ImmutableArray<KeyEdit> Edits { get; init; } = [];

    /// <summary>The files that change, from the platform's root.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Whether it was done; false when it is only shown.</summary>
    public bool IsDone { get; init; }

    /// <summary>The pinned version.</summary>
    public SemVersion From => Before.Product;

    /// <summary>The other one.</summary>
    public SemVersion To => After.Product;

    /// <summary>Whether both versions rendered the platform and counted its evidence, so that there is something to compare.</summary>
    public bool IsComparable => Before.IsSeen && After.IsSeen;

    /// <summary>What differs in what is rendered: the names, as <see cref="PlatformSeen.Rendered"/> has them.</summary>
    public ImmutableArray<string> Differing =>
        [
            .. Before
                .Rendered.Keys.Union(After.Rendered.Keys, StringComparer.Ordinal)
                .Where(name => Before.Rendered.GetValueOrDefault(name) != After.Rendered.GetValueOrDefault(name))
                .Where(name => IsComparable && IsKnown(name, Before) && IsKnown(name, After))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What evidence says otherwise than before; null when one of the two does not say it.</summary>
    public ImmutableArray<EvidenceChange>? Evidence =>
        IsComparable && Before.Evidence is { } before && After.Evidence is { } after
            ?
            [
                .. from one in before
                let now = after.GetValueOrDefault(one.Key) ?? new SeenEvidence("not shown", [])
                where now.State != one.Value.State
                select new EvidenceChange(one.Key, one.Value.State, now.State, now.Why),
            ]
            : null;

    /// <summary>What is not known, a sentence each.</summary>
    public ImmutableArray<string> Unknown =>
        [
            .. ((PlatformSeen[])[Before, After]).SelectMany(seen =>
                seen.Unknown.Concat(
                    seen.Failed.Select(one => $"{one.Key} does not pass its tests with {seen.Product}: {one.Value}")
                )
            ),
        ];

    /// <summary>Failed when something is to be edited by hand, or, before it is confirmed, is not known.</summary>
    public ExitCode ExitCode => After.Problems.IsEmpty && (IsDone || Unknown.IsEmpty) ? ExitCode.Done : ExitCode.Failed;

    /// <summary>What is missing as its tests ended early is no difference.</summary>
    private static bool IsKnown(string name, PlatformSeen seen) =>
        seen.Rendered.ContainsKey(name) || !seen.Failed.ContainsKey(name[(name.IndexOf('/') + 1)..^".yaml".Length]);
}

/// <summary>Evidence that another version of Path to Prod counts otherwise.</summary>
/// <param name="What">Of what, and where.</param>
/// <param name="Was">Its state by the pinned version.</param>
/// <param name="Is">Its state by the other one.</param>
/// <param name="Why">Why it is stale, a clause each.</param>
public sealed record EvidenceChange(string What, string Was, string Is, ImmutableArray<string> Why)
{
    /// <summary>A line for people.</summary>
    public override string ToString() =>
        $"{What} was {Was}, and is {Is}{(Why.IsEmpty ? "" : $": {string.Join("; ", Why)}")}";
}
