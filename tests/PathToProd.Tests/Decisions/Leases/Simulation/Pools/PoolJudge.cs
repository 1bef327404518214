using PathToProd.Facts.Pools;

namespace PathToProd.Tests.Decisions.Leases.Simulation.Pools;

/// <summary>
/// Sees everything, and finds what must never be: an environment that two runs may write to, a run that is passed over, some of several leases, a token
/// that does not grow, an environment that is used although no one compared it, one that is leased although it is quarantined, a run that does not end.
/// </summary>
internal sealed class PoolJudge(World world)
{
    private readonly List<PoolRun> _runs = [];
    private readonly HashSet<string> _crashed = [];
    private readonly HashSet<string> _uncompared = [];
    private readonly Dictionary<string, long> _newest = [];

    public string? Violation { get; private set; }

    public long Grants { get; private set; }

    public long Waits { get; private set; }

    public long Reaped { get; private set; }

    public long Quarantined { get; private set; }

    public long Touches { get; private set; }

    public long Crashes => _crashed.Count;

    public void Begins(PoolRun run) => _runs.Add(run);

    public void Crashed(PoolRun run) => _crashed.Add(run.Name);

    public void Accepted(PoolRecord before, PoolRecord next, PoolRun sender)
    {
        foreach (var ticket in before.Tickets.Where(ticket => next.Ticket(ticket.Number) is null))
        {
            Gone(ticket, next, sender);
        }

        foreach (var ticket in next.Tickets)
        {
            if (!ticket.IsWaiting && ticket.Leases.Length != ticket.Wants)
            {
                Finds($"{ticket.Holder.Run} wants {ticket.Wants} and has {ticket.Leases.Length}");
            }

            if (before.Ticket(ticket.Number) is not { IsWaiting: false } && !ticket.IsWaiting)
            {
                Granted(ticket, before, next);
            }

            Waits += before.Ticket(ticket.Number) is null && ticket.IsWaiting ? 1 : 0;
        }

        var leased = next.Tickets.SelectMany(ticket => ticket.Leases).Select(lease => lease.Environment).ToArray();
        if (leased.Distinct().Count() != leased.Length)
        {
            Finds("an environment is leased twice");
        }
    }

    public void Compared(string environment) => _uncompared.Remove(environment);

    /// <summary>A run changes an environment.</summary>
    public void Touched(PoolRun run, EnvironmentLease lease, PoolRecord record)
    {
        Touches++;
        if (record.HolderOf(lease.Environment) is not { } holder || holder.Holder.Run != run.Name)
        {
            Finds($"{run.Name} changed {lease.Environment}, which is not its own");
        }

        if (lease.Token < _newest.GetValueOrDefault(lease.Environment))
        {
            Finds($"{run.Name} changed {lease.Environment} with the older token {lease.Token}");
        }

        if (_uncompared.Contains(lease.Environment))
        {
            Finds($"{run.Name} changed {lease.Environment}, which was not compared with its ledger");
        }
    }

    public void Ends(bool isOver, PoolRecord? record)
    {
        foreach (var run in _runs.Where(run => !isOver || (!run.IsEnded && !_crashed.Contains(run.Name))))
        {
            Finds($"{run.Name} does not end");
        }

        var isAnyQuarantined = record?.Members.Values.Any(one => one.Condition == MemberCondition.Quarantined) == true;
        foreach (var run in _runs.Where(run => run is { WaitsForEver: true, IsServed: false, IsCutOff: false }))
        {
            if (!isAnyQuarantined && !_crashed.Contains(run.Name))
            {
                Finds($"{run.Name} waited and was never served");
            }
        }
    }

    private void Gone(PoolTicket ticket, PoolRecord next, PoolRun sender)
    {
        if (ticket.Holder.Run == sender.Name)
        {
            return;
        }

        Reaped++;
        var owner = _runs.First(run => run.Name == ticket.Holder.Run);
        if (!_crashed.Contains(owner.Name) && owner.Believes)
        {
            Finds($"{sender.Name} took {ticket.Number} from {owner.Name}, which still counts on it");
        }

        foreach (var lease in ticket.Leases)
        {
            _uncompared.Add(lease.Environment);
            var condition = next.Member(lease.Environment).Condition;
            Quarantined += condition == MemberCondition.Quarantined ? 1 : 0;
            if (condition == MemberCondition.Known)
            {
                Finds($"{lease.Environment} counts as known, although {owner.Name} is gone");
            }
        }
    }

    private void Granted(PoolTicket ticket, PoolRecord before, PoolRecord next)
    {
        Grants++;
        if (next.Tickets.Any(other => other.IsWaiting && other.Number < ticket.Number))
        {
            Finds($"{ticket.Holder.Run} is served before one that came earlier");
        }

        foreach (var lease in ticket.Leases)
        {
            if (lease.Token <= _newest.GetValueOrDefault(lease.Environment))
            {
                Finds($"the token {lease.Token} of {lease.Environment} does not grow");
            }

            _newest[lease.Environment] = lease.Token;
            if (before.Member(lease.Environment).Condition == MemberCondition.Quarantined)
            {
                Finds($"{lease.Environment} is leased although it is quarantined");
            }
        }
    }

    private void Finds(string violation)
    {
        world.Note($"VIOLATION: {violation}");
        Violation ??= violation;
    }
}
