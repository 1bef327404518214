using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Signing;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// How evidence is judged: whether it counts at all, and whether it is still current.
/// </summary>
public sealed record EvidenceRules
{
    /// <summary>How far clocks of different machines may differ; what begins later than this is from the future.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The current time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How old evidence may get before it is stale. Default: 30 days.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What environments are like now, by name. For one that is not here, only age and tests make evidence stale.</summary>
    public ImmutableSortedDictionary<string, Surroundings> Surroundings { get; init; } =
        ImmutableSortedDictionary<string, Surroundings>.Empty;

    /// <summary>
    /// The tests that every set has to pass now, by full name with their digests: the platform's own. Those of components
    /// come with the components' artifacts, and so with the digest of the set.
    /// </summary>
    public ImmutableSortedDictionary<string, Digest> Tests { get; init; } =
        ImmutableSortedDictionary<string, Digest>.Empty;

    /// <summary>The environments where only evidence counts that an allowed signer signed.</summary>
    public ImmutableHashSet<string> SignedOnly { get; init; } = [];

    /// <summary>
    /// Whether evidence is signed; asked only where it matters, at most once for each line that could be an answer.
    /// Default: none is signed.
    /// </summary>
    public Func<Evidence, SignatureState> Signature { get; init; } = _ => SignatureState.Missing;

    /// <summary>Whether evidence counts where it is from.</summary>
    public bool Counts(Evidence evidence) =>
        !SignedOnly.Contains(evidence.Environment) || Signature(evidence) == SignatureState.Valid;

    /// <summary>Whether evidence is from the future, which only a wrong clock explains.</summary>
    public bool IsFromTheFuture(Evidence evidence) => evidence.Start - Now > ClockTolerance;

    /// <summary>Why evidence is stale, in the order of the rules: age, tests, tools, Kubernetes; empty when it is fresh.</summary>
    public ImmutableArray<StaleReason> WhyStale(Evidence evidence)
    {
        var reasons = ImmutableArray<StaleReason>.Empty;
        if (WhyOld(evidence) is { } old)
        {
            reasons = reasons.Add(old);
        }

        foreach (var (test, digest) in Tests)
        {
            if (WhyTestIsAnother(evidence, test, digest) is { } changed)
            {
                reasons = reasons.Add(changed);
            }
        }

        return reasons.AddRange(WhyOtherSurroundings(evidence));
    }

    /// <summary>Whether its age alone makes evidence stale.</summary>
    internal StaleReason? WhyOld(Evidence evidence)
    {
        var age = Now - evidence.Start;
        return IsFromTheFuture(evidence) ? new StaleReason.FromTheFuture(evidence.Start, -age)
            : age > MaxAge ? new StaleReason.TooOld(age, MaxAge)
            : null;
    }

    /// <summary>Which tools have another version now, and whether Kubernetes has.</summary>
    internal ImmutableArray<StaleReason> WhyOtherSurroundings(Evidence evidence)
    {
        var reasons = ImmutableArray<StaleReason>.Empty;
        if (!Surroundings.TryGetValue(evidence.Environment, out var now))
        {
            return reasons;
        }

        // Most lines share the tools of the last one.
        if (!ReferenceEquals(now.Tools, evidence.Tools))
        {
            foreach (var (tool, version) in evidence.Tools)
            {
                if (now.Tools.TryGetValue(tool, out var current) && current != version)
                {
                    reasons = reasons.Add(new StaleReason.ToolChanged(tool, version, current));
                }
            }
        }

        return now.Kubernetes is null || now.Kubernetes.Equals(evidence.Kubernetes)
            ? reasons
            : reasons.Add(new StaleReason.KubernetesChanged(evidence.Environment, evidence.Kubernetes, now.Kubernetes));
    }

    private static StaleReason? WhyTestIsAnother(Evidence evidence, string test, Digest digest)
    {
        foreach (var result in evidence.Tests)
        {
            if (result.Name == test)
            {
                return result.Digest == digest ? null : new StaleReason.TestChanged(test);
            }
        }

        // A deployment that failed left no test to run: its result does not depend on which tests there were.
        return evidence.Tests.IsEmpty && evidence.Outcome == EvidenceOutcome.Failed
            ? null
            : new StaleReason.TestAdded(test);
    }
}
