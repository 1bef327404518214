using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>
/// Sees everything, and finds what must never be: a write by an older token, a component that two runs change at once, a record
/// that is lost or there twice, a run that does not end, a history that says something else than what happened.
/// </summary>
internal sealed class Judge(World world)
{
    private readonly Dictionary<string, Run> _runs = [];
    private readonly Dictionary<(string Attempt, Type Kind), AppendDecision> _claims = [];
    private readonly Dictionary<string, LedgerEntry.Started> _latest = [];
    private readonly HashSet<string> _crashed = [];

    /// <summary>What was found first; null if nothing.</summary>
    public string? Violation { get; private set; }

    /// <summary>How often what was found: a simulation in which nothing happens proves nothing.</summary>
    public Sightings Sightings { get; } = new();

    public void Begins(Run run) => _runs[run.Name] = run;

    public void Crashed(Run run)
    {
        Sightings.Crashes++;
        _crashed.Add(run.Name);
    }

    public void LeaseAccepted(LeaseRecord? before, LeaseRecord next, Run sender)
    {
        world.Note($"lease {next.Key}: {next.Holder?.Run ?? "free"}, token {next.Token}, renewal {next.Renewals}");
        if (before?.Holder is not { } holder || holder.Run == sender.Name)
        {
            return;
        }

        if (next.Holder is null)
        {
            Finds($"{sender.Name} released {next.Key}, which {holder.Run} held");
        }
        else if (!_crashed.Contains(holder.Run) && _runs[holder.Run].Believes)
        {
            Finds($"{next.Holder.Run} took {next.Key} from {holder.Run}, which still works");
        }

        Sightings.TakeOvers++;
    }

    /// <summary>A part of a ledger in a cluster became a segment.</summary>
    public void Sealed() => Sightings.Segments++;

    public void EntryAccepted(string key, List<LedgerEntry> entries, LedgerEntry entry)
    {
        world.Note($"ledger {key}: {entry.GetType().Name} {entry.Attempt}, token {entry.Token}");
        if (entries.Any(one => one.Attempt == entry.Attempt && one.GetType() == entry.GetType()))
        {
            Finds($"{entry.GetType().Name} {entry.Attempt} is there twice");
        }

        var latest = _latest.GetValueOrDefault(key);
        if (latest is not null && entry.Token < latest.Token)
        {
            Finds($"{entry.Attempt} wrote with token {entry.Token} after token {latest.Token} had written");
        }

        if (entry is LedgerEntry.Started started)
        {
            if (latest is not null && started.Token == latest.Token)
            {
                Finds($"{started.Attempt} started with token {started.Token}, which {latest.Attempt} had");
            }

            _latest[key] = started;
        }
        else if (latest?.Attempt != entry.Attempt)
        {
            Finds($"{entry.Attempt} ended after {latest?.Attempt} had started");
        }

        Sightings.Entries++;
    }

    /// <summary>A run changes the target.</summary>
    public void Touched(Run run, long token)
    {
        world.Note($"{run.Name} deploys {run.Component} with token {token}");
        Sightings.Touches++;
        if (_latest.GetValueOrDefault(run.Component) is not { } latest || latest.Run != run.Name)
        {
            Finds($"{run.Name} changed {run.Component}, although the last start in its ledger is another's");
        }
    }

    /// <summary>A run believes that an entry is there, or that it is not.</summary>
    public void Claimed(LedgerEntry entry, AppendDecision claim)
    {
        world.Note($"{entry.Run} knows of {entry.GetType().Name} {entry.Attempt}: {claim.GetType().Name}");
        Sightings.Fenced += claim is AppendDecision.Fenced ? 1 : 0;
        _claims[(entry.Attempt, entry.GetType())] = claim;
    }

    public bool IsRecorded(LedgerEntry entry) =>
        _claims.GetValueOrDefault((entry.Attempt, entry.GetType())) is AppendDecision.Done;

    /// <summary>After everything happened.</summary>
    public void Ends(bool isOver, Backend backend, bool readsText)
    {
        foreach (var run in _runs.Values.Where(run => !isOver || (!run.IsEnded && !_crashed.Contains(run.Name))))
        {
            Finds($"{run.Name} does not end");
        }

        var readings = backend.Keys.Select(key => backend.Reading(key, readsText)).ToArray();
        var entries = readings
            .SelectMany(reading => reading.Entries)
            .Select(entry => (entry.Attempt, entry.GetType()))
            .ToHashSet();
        foreach (var ((attempt, kind), claim) in _claims)
        {
            if (claim is AppendDecision.Done && !entries.Contains((attempt, kind)))
            {
                Finds($"{kind.Name} {attempt} is lost");
            }

            if (claim is AppendDecision.Fenced && entries.Contains((attempt, kind)))
            {
                Finds($"{kind.Name} {attempt} is there, although its run knows that it was refused");
            }
        }

        foreach (var reading in readings)
        {
            Tells(reading);
        }
    }

    /// <summary>The history names every attempt that started, in order, and how it ended as far as that was recorded.</summary>
    private void Tells(LedgerReading reading)
    {
        foreach (var problem in reading.Problems)
        {
            Finds($"the history cannot be read: {problem}");
        }

        var history = DeploymentHistory.From("prod", reading);
        if (!history.Attempts.Select(one => one.Started.Attempt).SequenceEqual(StartsOf(reading.Entries)))
        {
            Finds("the history has other attempts than those that started");
        }

        foreach (var attempt in history.Attempts)
        {
            var ended = (attempt.Started.Attempt, typeof(LedgerEntry.Ended));
            var isToldEnded = attempt.Outcome != AttemptOutcome.Interrupted;

            // An entry that was declined or given up may have arrived by an earlier try.
            if (
                _claims.GetValueOrDefault(ended) is (AppendDecision.Done or AppendDecision.Fenced) and var claim
                && claim is AppendDecision.Done != isToldEnded
            )
            {
                Finds($"the history says that {attempt.Started.Attempt} was {attempt.Outcome}, which is not so");
            }
        }
    }

    private static IEnumerable<string> StartsOf(IEnumerable<LedgerEntry> ledger) =>
        ledger.OfType<LedgerEntry.Started>().Select(start => start.Attempt);

    private void Finds(string violation)
    {
        world.Note($"VIOLATION: {violation}");
        Violation ??= violation;
    }
}
