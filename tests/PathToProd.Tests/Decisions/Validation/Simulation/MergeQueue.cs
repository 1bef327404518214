using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Validation.Simulation;

/// <summary>
/// A queue of changes that are all there at the beginning, on a clock of its own. No environment is idle while a change waits: the first that
/// nothing that runs can make worthless gets the next free one, and when there is none, the first of the others. A change is merged when evidence
/// of its key says that it passed. The key and what follows from the evidence are decided by the program's own code; only with
/// <paramref name="isByBase"/> the key is the commit of the base, as queues elsewhere have it.
/// </summary>
/// <param name="world">The platform and the changes.</param>
/// <param name="environments">How many changes are certified at once.</param>
/// <param name="certification">How long one takes.</param>
/// <param name="isByBase">Whether results are kept by the commit of the base.</param>
internal sealed class MergeQueue(QueueWorld world, int environments, TimeSpan certification, bool isByBase)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> Places = ["ci"];

    private readonly HashSet<int> _main = [];
    private readonly List<QueueChange> _waiting = [.. world.Changes];
    private readonly List<Running> _running = [];
    private readonly Dictionary<int, List<Evidence>> _evidence = [];

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What was merged, in order: the change, what was there before it, and what after it.</summary>
    public List<Merge> Merged { get; } = [];

    /// <summary>What was thrown out, as it always failed.</summary>
    public List<QueueChange> GivenUp { get; } = [];

    /// <summary>All that was certified, with the base that it was certified on.</summary>
    public List<Certified> Log { get; } = [];

    /// <summary>How many certifications were made.</summary>
    public int Certifications => Log.Count;

    /// <summary>How many changes were merged in an hour.</summary>
    public double MergesPerHour => Merged.Count / Now.TotalHours;

    /// <summary>Runs until nothing waits.</summary>
    public void Run()
    {
        while (true)
        {
            Settle();
            while (_running.Count < environments && Next() is { } next)
            {
                _running.Add(next);
            }

            if (_running.Count == 0)
            {
                return;
            }

            var first = _running.MinBy(running => running.End)!;
            _running.Remove(first);
            Now = first.End;
            Record(first);
        }
    }

    /// <summary>
    /// A guess costs only an environment that would be idle, so it keeps nothing else from running. It is worth something when what runs beside
    /// it fails.
    /// </summary>
    private Running? Next()
    {
        var free = _waiting.Where(change => !_running.Exists(running => running.Change == change)).ToArray();
        var sure = Array.Find(free, change => isByBase || !_running.Exists(running => CanDisturb(running, change)));
        return (sure ?? free.FirstOrDefault()) is { } next
            ? new Running(next, [.. _main], Key(next), isByBase ? null : Slice(next), sure is null, Now + certification)
            : null;
    }

    private bool CanDisturb(Running running, QueueChange change) =>
        !running.IsGuess && AreTangled(Slice(change), running.Slice!);

    private static bool AreTangled(ChangeSlice one, ChangeSlice other) =>
        one.Changed.Any(other.Holds) || other.Changed.Any(one.Holds);

    private ChangeSlice Slice(QueueChange change) =>
        ChangeSlice.Of(world.Members(_main), With(_main, change), others: [], world.Graph, world.Graph);

    /// <summary>Merges all that evidence lets in, and throws out what it keeps out, until neither changes anything.</summary>
    private void Settle()
    {
        for (var at = 0; at < _waiting.Count; at++)
        {
            var change = _waiting[at];
            if (!_evidence.ContainsKey(change.Number) || _running.Exists(running => running.Change == change))
            {
                continue;
            }

            switch (Decide(change))
            {
                case ValidationDecision.Reused:
                    var before = _main.ToImmutableHashSet();
                    _main.Add(change.Number);
                    Merged.Add(new Merge(change, before));
                    _waiting.RemoveAt(at);
                    at = -1;
                    break;
                case ValidationDecision.GivenUp:
                    GivenUp.Add(change);
                    _waiting.RemoveAt(at);
                    at = -1;
                    break;
            }
        }
    }

    private ValidationDecision Decide(QueueChange change) =>
        ValidationDecision.Of(
            Key(change),
            EvidenceKind.Transition,
            Places,
            [.. _evidence.GetValueOrDefault(change.Number) ?? []],
            new EvidenceRules { Now = Start + Now },
            isForced: false
        );

    private Digest Key(QueueChange change)
    {
        if (isByBase)
        {
            var commit = string.Join(' ', Merged.Select(merge => merge.Change.Number));
            return Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{commit} with {change.Number}"));
        }

        return Slice(change).Key(tests: [], settings: []);
    }

    private ImmutableSortedDictionary<string, SetMember> With(IReadOnlySet<int> main, QueueChange change) =>
        world.Members(main.Append(change.Number).ToHashSet());

    private void Record(Running ended)
    {
        var members = With(ended.Base, ended.Change);
        var passed = world.Works(ended.Base.Append(ended.Change.Number).ToHashSet());
        Log.Add(new Certified(ended.Change, ended.Base, passed));
        if (!_evidence.TryGetValue(ended.Change.Number, out var all))
        {
            _evidence.Add(ended.Change.Number, all = []);
        }

        if (!passed)
        {
            _waiting.Remove(ended.Change);
            _waiting.Add(ended.Change);
        }

        all.Add(
            new Evidence
            {
                Kind = EvidenceKind.Transition,
                Set = SetDigest.Of(members.Values),
                From = SetDigest.Of(world.Members(ended.Base).Values),
                Members = members,
                Change = ended.Key,
                Environment = "ci",
                Kubernetes = new SemVersion(1, 31, 2),
                Provider = "kind",
                Start = Start + Now - certification,
                Duration = certification,
                Run = $"{Log.Count}",
                Who = "the queue",
                Line = Log.Count,
                Outcome = passed ? EvidenceOutcome.Passed : EvidenceOutcome.Failed,
            }
        );
    }

    private sealed record Running(
        QueueChange Change,
        ImmutableHashSet<int> Base,
        Digest Key,
        ChangeSlice? Slice,
        bool IsGuess,
        TimeSpan End
    );
}

/// <summary>A change that was merged.</summary>
/// <param name="Change">The change.</param>
/// <param name="Before">What was merged before it.</param>
internal sealed record Merge(QueueChange Change, ImmutableHashSet<int> Before);

/// <summary>A certification that ended.</summary>
/// <param name="Change">The change.</param>
/// <param name="Base">What was merged when it started.</param>
/// <param name="HasPassed">How it ended.</param>
internal sealed record Certified(QueueChange Change, ImmutableHashSet<int> Base, bool HasPassed);
