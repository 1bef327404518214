using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Decisions.Leases;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;

namespace PathToProd.Tests.Decisions.Leases.Simulation.Pools;

/// <summary>One run that leases environments of a pool: comes, waits, compares what is unknown, works, and gives back.</summary>
internal sealed class PoolRun(
    World world,
    PoolJudge judge,
    PoolBackend backend,
    PoolPolicy policy,
    Machine machine,
    string name,
    ImmutableArray<string> members
)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(10);

    private readonly int _wants = members.Length > 1 && world.Chance(0.3) ? 2 : 1;
    private readonly TimeSpan _patience = world.Pick(TimeSpan.Zero, TimeSpan.FromSeconds(60), TimeSpan.MaxValue);
    private readonly int _touches = world.Random.Next(1, 8);
    private readonly double _fails = world.Pick(0, 0, 0.5);
    private LeaseHold? _hold;
    private bool _isReleasing;
    private bool _isRenewing;

    public string Name => name;

    public bool IsEnded { get; private set; }

    public bool IsServed { get; private set; }

    /// <summary>Whether it heard nothing for so long that it gave up, or lost its place while it could not be heard.</summary>
    public bool IsCutOff { get; private set; }

    public bool WaitsForEver => _patience == TimeSpan.MaxValue;

    /// <summary>Whether it would use what it has, or its place, now.</summary>
    public bool Believes => _hold is { } hold && !_isReleasing && policy.IsHeld(hold, Clock);

    private TimeSpan Clock => machine.Clock(world.Now);

    private DateTimeOffset Wall => machine.Wall(world.Now);

    public IEnumerable<Step> Work(Action<IEnumerable<Step>> start)
    {
        PoolTicket? granted = null;
        var (used, isLost) = (false, false);
        foreach (var step in Acquire(start, ticket => granted = ticket))
        {
            yield return step;
        }

        if (granted is not null)
        {
            IsServed = true;
            foreach (var lease in granted.Leases.Where(lease => lease.Before.Condition == MemberCondition.Unknown))
            {
                yield return new Step.Sleep(world.Between(0.5, 5));
                // What was lost once stays lost, also when a renewal that was on its way is answered after all.
                isLost |= !Believes;
                if (!isLost)
                {
                    judge.Compared(lease.Environment);
                }
            }

            for (var touched = 0; touched < _touches && !isLost && Believes; touched++)
            {
                used = true;
                judge.Touched(this, granted.Leases[touched % granted.Leases.Length], backend.Record!);
                yield return new Step.Sleep(world.Between(0.5, 12));
            }
        }

        if (_hold is not null)
        {
            foreach (var step in Release(used ? granted : null))
            {
                yield return step;
            }
        }

        world.Note($"{name} ended");
        IsEnded = true;
    }

    private IEnumerable<Step> Acquire(Action<IEnumerable<Step>> start, Action<PoolTicket> granted)
    {
        var request = new PoolRequest
        {
            Pool = "ci",
            Members = members,
            Wants = _wants,
            Holder = new LeaseHolder(name, machine.Name, Wall),
            What = "Certify",
            Duration = Duration,
            Patience = _patience,
        };
        var (lastAnswer, firstLook, seen) = (Clock, (TimeSpan?)null, (PoolObservation?)null);
        while (true)
        {
            if (_hold is not null && !policy.IsHeld(_hold, Clock))
            {
                IsCutOff = true;
                yield break;
            }

            var read = new Step.ReadPool();
            yield return read;
            if (!read.IsAnswered)
            {
                if (Clock > lastAnswer + AnswerPatience)
                {
                    IsCutOff = true;
                    yield break;
                }

                yield return new Step.Sleep(Pause);
                continue;
            }

            (lastAnswer, firstLook) = (Clock, firstLook ?? Clock);
            seen = policy.Observe(seen, read.Record, read.Position, Clock);
            switch (policy.Decide(request, _hold?.Record.Token, firstLook.Value, seen, Clock, Wall))
            {
                case PoolDecision.Granted done:
                    granted(done.Ticket);
                    yield break;
                case PoolDecision.Wait wait:
                    var left = wait.Until - Clock;
                    yield return new Step.Sleep(left < Pause ? left : Pause);
                    break;
                case PoolDecision.Refused refused:
                    world.Note($"{name} is refused: {refused.Cause.GetType().Name}");
                    IsCutOff = refused.Cause is PoolRefusal.LostItsPlace;
                    yield break;
                case PoolDecision.Write decided:
                    var sent = Clock;
                    var write = new Step.WritePool(read.Position, this, decided.Next);
                    yield return write;
                    if (
                        write is { IsAnswered: true, Answer: WriteAnswer.Accepted }
                        && _hold is null
                        && decided.Next.Tickets.FirstOrDefault(one => one.Holder == request.Holder) is { } ticket
                    )
                    {
                        _hold = new LeaseHold(
                            ticket.AsLease("ci"),
                            Position(ticket.Renewals),
                            policy.HoldsFrom(sent, Clock)
                        );
                        start(Renew());
                    }

                    break;
            }
        }
    }

    private IEnumerable<Step> Renew()
    {
        PoolObservation? seen = null;
        while (!_isReleasing && policy.IsHeld(_hold!, Clock))
        {
            if (Clock < _hold!.RenewAt)
            {
                yield return new Step.Sleep(_hold.RenewAt - Clock);
                continue;
            }

            _isRenewing = true;
            var (hold, sent) = (_hold, Clock);
            var read = new Step.ReadPool();
            yield return read;
            var mine = read.Record?.Ticket(hold.Record.Token);
            if (read.IsAnswered && mine is not null && Position(mine.Renewals) == hold.Position)
            {
                seen = policy.Observe(seen, read.Record, read.Position, Clock);
                var next = PoolDecisions.Renewed(seen, mine, hold.Renewed.Renewals, 3, Clock, Wall);
                var write = new Step.WritePool(read.Position, this, next);
                yield return write;
                if (write is { IsAnswered: true, Answer: WriteAnswer.Accepted })
                {
                    _hold = new LeaseHold(hold.Renewed, Position(hold.Renewed.Renewals), policy.HoldsFrom(sent, Clock));
                }
            }
            else if (read.IsAnswered)
            {
                // A renewal whose answer was lost may have arrived: a new position, and no new time. Or the ticket is gone.
                _hold = mine is null
                    ? hold with
                    {
                        From = TimeSpan.MinValue / 2,
                    }
                    : hold.Seen(mine.AsLease("ci"), Position(mine.Renewals)) ?? hold;
            }

            _isRenewing = false;
        }
    }

    private IEnumerable<Step> Release(PoolTicket? granted)
    {
        _isReleasing = true;
        while (_isRenewing)
        {
            yield return new Step.Sleep(TimeSpan.FromSeconds(1));
        }

        var ends = (granted?.Leases ?? []).ToDictionary(
            lease => lease.Environment,
            _ => world.Chance(_fails) ? (MemberEnd)new MemberEnd.Failed("it failed", null) : new MemberEnd.Worked(null)
        );
        for (var tries = 0; tries < 5 && policy.IsHeld(_hold!, Clock); tries++)
        {
            var read = new Step.ReadPool();
            yield return read;
            if (!read.IsAnswered)
            {
                continue;
            }

            if (read.Record?.Ticket(_hold!.Record.Token) is null)
            {
                yield break;
            }

            var write = new Step.WritePool(
                read.Position,
                this,
                policy.Release(read.Record, _hold.Record.Token, ends, 3, Wall)
            )
            {
                IsBlind = policy.ReleasesBlindly,
            };
            yield return write;
            if (write is { IsAnswered: true, Answer: WriteAnswer.Accepted })
            {
                yield break;
            }
        }
    }

    private static string Position(long renewals) => renewals.ToString(CultureInfo.InvariantCulture);
}
