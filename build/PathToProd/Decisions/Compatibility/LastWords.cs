using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Compatibility;

/// <summary>The last word of evidence on every question that was ever tested.</summary>
public sealed class LastWords
{
    private LastWords(EvidenceRules rules, ImmutableArray<LastWord> all, ImmutableArray<Evidence> uncounted) =>
        (Rules, All, Uncounted) = (rules, all, uncounted);

    /// <summary>By what it was judged.</summary>
    public EvidenceRules Rules { get; }

    /// <summary>The last words, the newest first. An environment that had several Kubernetes versions has one for each.</summary>
    public ImmutableArray<LastWord> All { get; }

    /// <summary>Evidence that would have been a last word, and does not count as nobody who may sign signed it; the newest first.</summary>
    public ImmutableArray<Evidence> Uncounted { get; }

    /// <summary>The last words about sets.</summary>
    public IEnumerable<LastWord> States => All.Where(word => word.Evidence.Kind == EvidenceKind.State);

    /// <summary>The last words about steps.</summary>
    public IEnumerable<LastWord> Transitions => All.Where(word => word.Evidence.Kind == EvidenceKind.Transition);

    /// <summary>Finds them.</summary>
    /// <param name="evidence">All evidence, in any order.</param>
    /// <param name="rules">By what it is judged.</param>
    public static LastWords Of(ImmutableArray<Evidence> evidence, EvidenceRules rules)
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

        var words = newest.Values.Select(one => new LastWord(one, rules)).ToArray();
        Array.Sort(words, (left, right) => EvidenceOrder.Compare(right.Evidence, left.Evidence));
        uncounted.Sort((left, right) => EvidenceOrder.Compare(right, left));
        return new LastWords(rules, [.. words], [.. uncounted]);
    }

    /// <summary>The newest that is signed; those before it are told. A signature costs a process, so no more than needed are looked at.</summary>
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

    /// <summary>The newer overrides; but what is from the future has the last word only where there is nothing else.</summary>
    private static bool Overrides(Evidence one, Evidence other, EvidenceRules rules)
    {
        var isFuture = rules.IsFromTheFuture(one);
        return isFuture == rules.IsFromTheFuture(other) ? EvidenceOrder.IsNewer(one, other) : !isFuture;
    }

    /// <summary>What evidence answers. Texts of one reading are mostly the same objects, which are compared in no time.</summary>
    private readonly struct Question(Evidence evidence) : IEquatable<Question>
    {
        private readonly Evidence evidence = evidence;

        public bool Equals(Question other) =>
            evidence.Kind == other.evidence.Kind
            && evidence.Set == other.evidence.Set
            && evidence.Environment == other.evidence.Environment
            && (evidence.Kind == EvidenceKind.State || evidence.From == other.evidence.From)
            && evidence.Kubernetes.Equals(other.evidence.Kubernetes);

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() =>
            HashCode.Combine(
                evidence.Kind,
                Short(evidence.Set),
                evidence.Kind == EvidenceKind.State ? 0 : Short(evidence.From!),
                evidence.Environment.Length,
                evidence.Kubernetes.Minor,
                evidence.Kubernetes.Patch
            );

        // The last digits of a digest are as good as any hash of all of them.
        private static int Short(string digest) =>
            string.GetHashCode(digest.AsSpan(Math.Max(0, digest.Length - 8)), StringComparison.Ordinal);
    }
}
