using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Compatibility;

/// <summary>The latest verdict of evidence on every question that was ever tested.</summary>
public sealed class LatestVerdicts
{
    private LatestVerdicts(
        EvidenceRules rules,
        ImmutableArray<LatestVerdict> all,
        ImmutableArray<Evidence> uncounted,
        FailedTimes failed
    ) => (Rules, All, Uncounted, Failed) = (rules, all, uncounted, failed);

    /// <summary>How it was judged.</summary>
    public EvidenceRules Rules { get; }

    /// <summary>The latest verdicts, the newest first. An environment that had several Kubernetes versions has one for each.</summary>
    public ImmutableArray<LatestVerdict> All { get; }

    /// <summary>Evidence that would be a latest verdict, but does not count because no allowed signer signed it; the newest first.</summary>
    public ImmutableArray<Evidence> Uncounted { get; }

    /// <summary>When sets were known to fail, whatever came later.</summary>
    public FailedTimes Failed { get; }

    /// <summary>The latest verdicts about sets.</summary>
    public IEnumerable<LatestVerdict> States => All.Where(verdict => verdict.Evidence.Kind == EvidenceKind.State);

    /// <summary>The latest verdicts about steps.</summary>
    public IEnumerable<LatestVerdict> Transitions =>
        All.Where(verdict => verdict.Evidence.Kind == EvidenceKind.Transition);

    /// <summary>Finds them.</summary>
    /// <param name="evidence">All evidence, in any order.</param>
    /// <param name="rules">How it is judged.</param>
    public static LatestVerdicts Of(ImmutableArray<Evidence> evidence, EvidenceRules rules)
    {
        var newest = new Dictionary<Question, Evidence>();
        var older = new Dictionary<Question, List<Evidence>>();
        foreach (var one in evidence)
        {
            if (one.Outcome == EvidenceOutcome.Cancelled)
            {
                continue;
            }

            var question = new Question(one);
            if (rules.SignedOnly.Contains(one.Environment))
            {
                if (!older.TryGetValue(question, out var all))
                {
                    older.Add(question, all = []);
                }

                all.Add(one);
            }
            else
            {
                ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(newest, question, out var isKnown);
                last = !isKnown || Overrides(one, last!, rules) ? one : last;
            }
        }

        var uncounted = new List<Evidence>();
        foreach (var (question, all) in older)
        {
            if (Signed(all, rules, uncounted) is { } signed)
            {
                newest.Add(question, signed);
            }
        }

        var verdicts = newest.Values.Select(one => new LatestVerdict(one, rules)).ToArray();
        Array.Sort(verdicts, (left, right) => EvidenceOrder.Compare(right.Evidence, left.Evidence));
        uncounted.Sort((left, right) => EvidenceOrder.Compare(right, left));
        return new LatestVerdicts(rules, [.. verdicts], [.. uncounted], new FailedTimes(evidence, rules));
    }

    /// <summary>The newest that is signed; newer ones go to the uncounted. Checking a signature costs a process, so no more than needed are checked.</summary>
    private static Evidence? Signed(List<Evidence> all, EvidenceRules rules, List<Evidence> uncounted)
    {
        all.Sort((left, right) => Overrides(left, right, rules) ? -1 : 1);
        foreach (var one in all)
        {
            if (rules.Counts(one))
            {
                return one;
            }

            uncounted.Add(one);
        }

        return null;
    }

    /// <summary>The newer overrides; but what is from the future counts only if there is nothing else.</summary>
    private static bool Overrides(Evidence one, Evidence other, EvidenceRules rules)
    {
        var isFuture = rules.IsFromTheFuture(one);
        return isFuture == rules.IsFromTheFuture(other) ? EvidenceOrder.IsNewer(one, other) : !isFuture;
    }

    /// <summary>What evidence answers. Texts read together are mostly the same objects, which makes comparing them fast.</summary>
    private readonly struct Question(Evidence evidence) : IEquatable<Question>
    {
        private readonly Evidence _evidence = evidence;

        public bool Equals(Question other) =>
            _evidence.Kind == other._evidence.Kind
            && _evidence.Set == other._evidence.Set
            && _evidence.Environment == other._evidence.Environment
            && (_evidence.Kind == EvidenceKind.State || _evidence.From == other._evidence.From)
            && _evidence.Kubernetes.Equals(other._evidence.Kubernetes);

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() =>
            HashCode.Combine(
                _evidence.Kind,
                _evidence.Set,
                _evidence.Kind == EvidenceKind.State ? 0 : _evidence.From!.GetHashCode(),
                _evidence.Environment.Length,
                _evidence.Kubernetes.Minor,
                _evidence.Kubernetes.Patch
            );
    }
}
