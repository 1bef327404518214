using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>One run that deploys one component: takes the lease, records the start, works, records the end, and releases.</summary>
internal sealed class Run(
    World world,
    Judge judge,
    Policy policy,
    Machine machine,
    string component,
    string name,
    bool isCluster
)
{
    private static readonly SemVersion Version = SemVersion.Parse("1.0.0");
    private static readonly Digest Digest = new("sha256:0a1b");
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // Longer than any partition, so that only what is lost for good is given up.
    private static readonly TimeSpan RecordingPatience = TimeSpan.FromMinutes(10);

    // Two or three lines, so that segments are made all the time.
    private const int LongestText = 900;

    private readonly TimeSpan _patience = world.Pick(
        TimeSpan.Zero,
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(100),
        TimeSpan.FromMinutes(5)
    );
    private readonly int _touches = world.Random.Next(1, 8);
    private LeaseHold? _hold;
    private bool _isReleasing;
    private bool _isRenewing;

    public string Name => name;

    public string Component => component;

    public bool IsEnded { get; private set; }

    /// <summary>Whether it would change the target now.</summary>
    public bool Believes => _hold is { } hold && !_isReleasing && policy.IsHeld(hold, Clock);

    private string Key => component;

    private TimeSpan Clock => machine.Clock(world.Now);

    /// <summary>The run, step by step.</summary>
    public IEnumerable<Step> Work(Action<IEnumerable<Step>> start)
    {
        foreach (var step in Acquire())
        {
            yield return step;
        }

        if (_hold is null)
        {
            End("got no lease");
            yield break;
        }

        start(Renew());
        var token = _hold.Record.Token;
        var started = Started(token);
        foreach (var step in Append(started))
        {
            yield return step;
        }

        var touched = 0;
        if (judge.IsRecorded(started))
        {
            for (; touched < _touches && Believes; touched++)
            {
                judge.Touched(this, token);
                yield return new Step.Sleep(world.Between(0.5, 12));
            }

            foreach (var step in Append(Ended(started, touched == _touches)))
            {
                yield return step;
            }
        }

        foreach (var step in Release())
        {
            yield return step;
        }

        End(touched == _touches ? "done" : "lost its lease");
    }

    private IEnumerable<Step> Acquire()
    {
        var holder = new LeaseHolder(name, machine.Name, machine.Wall(world.Now));
        var request = new LeaseRequest(Key, holder, Duration, _patience);
        var (start, firstLook, seen) = (Clock, (TimeSpan?)null, (LeaseObservation?)null);
        while (_hold is null)
        {
            var read = new Step.ReadLease(Key);
            yield return read;
            if (!read.IsAnswered)
            {
                if (Clock > start + RecordingPatience)
                {
                    yield break;
                }

                yield return new Step.Sleep(Pause);
                continue;
            }

            firstLook ??= Clock;
            seen = policy.Observe(seen, read.Record, read.Position, Clock);
            switch (policy.Acquire(request, firstLook.Value, seen, Clock, machine.Wall(world.Now)))
            {
                case LeaseDecision.Write decided:
                    var sent = Clock;
                    var write = new Step.Write(Key, read.Position, this, decided.Next, entry: null);
                    yield return write;
                    if (write is { IsAnswered: true, Answer: WriteAnswer.Accepted })
                    {
                        _hold = new LeaseHold(decided.Next, write.NewPosition!, policy.HoldsFrom(sent, Clock));
                    }

                    break;
                case LeaseDecision.Wait wait:
                    var left = wait.Until - Clock;
                    yield return new Step.Sleep(left < Pause ? left : Pause);
                    break;
                case LeaseDecision.Refused refused:
                    world.Note($"{name} is refused: {refused.Holder.Run} holds {Key}");
                    yield break;
            }
        }

        world.Note($"{name} holds {Key} with token {_hold.Record.Token}");
    }

    private IEnumerable<Step> Renew()
    {
        while (!_isReleasing && policy.IsHeld(_hold!, Clock))
        {
            var hold = _hold!;
            if (Clock < hold.RenewAt)
            {
                yield return new Step.Sleep(hold.RenewAt - Clock);
                continue;
            }

            _isRenewing = true;
            var sent = Clock;
            var write = new Step.Write(Key, hold.Position, this, hold.Renewed, entry: null);
            yield return write;
            if (write is { IsAnswered: true, Answer: WriteAnswer.Accepted })
            {
                _hold = new LeaseHold(hold.Renewed, write.NewPosition!, policy.HoldsFrom(sent, Clock));
            }
            else
            {
                var read = new Step.ReadLease(Key);
                yield return read;
                if (read.IsAnswered && policy.Seen(hold, read.Record, read.Position) is { } seen)
                {
                    _hold = seen;
                }
                else if (read.IsAnswered)
                {
                    world.Note($"{name} sees that it lost {Key}");
                    _hold = hold with { From = TimeSpan.MinValue / 2 };
                }
            }

            _isRenewing = false;
        }
    }

    private IEnumerable<Step> Release()
    {
        _isReleasing = true;
        while (_isRenewing)
        {
            yield return new Step.Sleep(TimeSpan.FromSeconds(1));
        }

        for (var tries = 0; tries < 3; tries++)
        {
            var write = new Step.Write(Key, _hold!.Position, this, _hold.Released, entry: null)
            {
                IsBlind = policy.ReleasesBlindly,
            };
            yield return write;
            if (write is { IsAnswered: true, Answer: WriteAnswer.Accepted })
            {
                yield break;
            }

            var read = new Step.ReadLease(Key);
            yield return read;
            if (read.IsAnswered && _hold.Seen(read.Record, read.Position) is not { } seen)
            {
                yield break;
            }
            else if (read.IsAnswered)
            {
                _hold = _hold with { Position = read.Position! };
            }
        }
    }

    private IEnumerable<Step> Append(LedgerEntry entry)
    {
        var start = Clock;
        while (true)
        {
            var read = new Step.ReadLedger(Key);
            yield return read;
            WriteOutcome outcome = new WriteOutcome.NoAnswer("no answer");
            AppendDecision? before = null;
            if (read.IsAnswered && isCluster)
            {
                before = policy.AppendInCluster(entry, read.Ledger!);
                if (before is null)
                {
                    var all = new Step.ReadAll(Key);
                    yield return all;
                    before = all.IsAnswered ? AppendDecisions.Of(entry, all.Entries, read.Ledger!.Token) : null;
                }
            }
            else if (read.IsAnswered)
            {
                before = policy.Append(entry, read.Entries);
            }

            if (before is not (null or AppendDecision.Write))
            {
                judge.Claimed(entry, before);
                yield break;
            }

            if (before is AppendDecision.Write)
            {
                var (ledger, segment) = isCluster ? read.Ledger!.With(entry, LongestText) : default;
                var seal = segment is null ? null : Write(read, record: null, segment, ledger: null, entry: null);
                if (seal is not null && !policy.SealsLate)
                {
                    yield return seal;
                }

                if (seal is null || policy.SealsLate || Outcome(seal) is WriteOutcome.Accepted or WriteOutcome.Moved)
                {
                    var write = Write(read, record: null, segment: null, ledger, entry);
                    yield return write;
                    outcome = Outcome(write);
                    if (seal is not null && policy.SealsLate)
                    {
                        yield return seal;
                    }
                }
                else
                {
                    outcome = Outcome(seal);
                }
            }

            var after = policy.AfterAppend(outcome, Clock > start + RecordingPatience);
            if (after is not AppendDecision.LookAgain)
            {
                judge.Claimed(entry, after);
                yield break;
            }

            yield return new Step.Sleep(world.Between(0.1, 2));
        }
    }

    private Step.Write Write(
        Step.ReadLedger read,
        LeaseRecord? record,
        string? segment,
        LedgerObject? ledger,
        LedgerEntry? entry
    ) =>
        new(Key, read.Position, this, record, entry)
        {
            IsBlind = policy.AppendsBlindly,
            Segment = segment,
            Ledger = ledger,
        };

    private WriteOutcome Outcome(Step.Write write) =>
        !write.IsAnswered
            ? new WriteOutcome.NoAnswer("no answer")
            : policy.ApiAnswer(
                write.Answer switch
                {
                    WriteAnswer.Accepted => 200,
                    WriteAnswer.Declined => 403,
                    WriteAnswer.Unclear => 504,
                    _ => 409,
                },
                "the server says so",
                write.NewPosition
            );

    private LedgerEntry.Started Started(long token) =>
        new()
        {
            Attempt = $"{name}-1",
            Run = name,
            At = machine.Wall(world.Now),
            Token = token,
            Action = LedgerAction.Deploy,
            Component = component,
            Environment = "prod",
            Version = Version,
            Digest = Digest,
            Values = Digest,
            Who = machine.Name,
        };

    private LedgerEntry.Ended Ended(LedgerEntry.Started started, bool isDone) =>
        new()
        {
            Attempt = started.Attempt,
            Run = name,
            At = machine.Wall(world.Now),
            Token = started.Token,
            Outcome = isDone ? PathToProd.Facts.Ledger.Outcome.Succeeded : PathToProd.Facts.Ledger.Outcome.Cancelled,
            Duration = TimeSpan.FromSeconds(1),
        };

    private void End(string how)
    {
        world.Note($"{name} ended: {how}");
        IsEnded = true;
    }
}
