using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>Says why a run gets no environment of a pool, who has them, and what to do.</summary>
public static class PoolRefusalWriter
{
    /// <summary>The whole message.</summary>
    /// <param name="request">What the run wanted.</param>
    /// <param name="refusal">Why it does not get it.</param>
    public static string Text(PoolRequest request, PoolRefusal refusal) =>
        refusal switch
        {
            PoolRefusal.TooFewLeft few => TooFew(request, few),
            PoolRefusal.TimeIsUp up => TimeIsUp(request, up),
            PoolRefusal.IsLeased leased => IsLeased(request, leased.Holder),
            _ =>
                $"This run lost its place in the queue of the pool {request.Pool}: it could not renew it for {Duration.Text(request.Duration)}, so it "
                    + "counted as gone. Nothing was touched. Check the network to where ledgers are kept, then run the same command again.",
        };

    private static string IsLeased(PoolRequest request, PoolTicket holder) =>
        $"{request.Members[0]} is in the pool {request.Pool}, and "
        + (
            holder.IsWaiting
                ? $"{holder.Holder} waits for an environment of it"
                : $"{holder.What} of {holder.Holder} has leased it"
        )
        + $". {Waited(request)}Nothing was touched. Wait as long as it takes with --wait, or lease whichever is free: "
        + $"--environment=pool:{request.Pool}.";

    private static string TooFew(PoolRequest request, PoolRefusal.TooFewLeft few)
    {
        var left = request.Members.Length - few.Quarantined.Count;
        var causes = few.Quarantined.Select(member =>
            $"{member.Key} has been quarantined since {Moment.Text(member.Value.Since ?? default)}, because {member.Value.Because}"
        );
        return $"The pool {request.Pool} has {(left == 0 ? "no environment" : Prose.Count(left, "environment"))} left that can be leased, and this run "
            + $"wants {request.Wants}: {Prose.List([.. causes], "and")}. Nothing was touched. See what is wrong there, then take it back: "
            + $"./build.sh --target=Readmit --environment={few.Quarantined.Keys.First()} --reason=TEXT";
    }

    private static string TimeIsUp(PoolRequest request, PoolRefusal.TimeIsUp up)
    {
        var leased = request
            .Members.Select(name => (Name: name, Holder: up.Record.HolderOf(name)))
            .Where(one => one.Holder is not null)
            .Select(one => $"{one.Name} is leased by {one.Holder!.Holder}");
        var place = up.Place > 1 ? $" This run was number {up.Place} in the queue." : "";
        return $"No {(request.Wants == 1 ? "environment" : $"{request.Wants} environments")} of the pool {request.Pool} became free: "
            + $"{Prose.List([.. leased], "and")}.{place} {Waited(request)}Nothing was touched. Wait as long as it takes with --wait, or set a longer "
            + "lock-timeout in platform.yaml"
            + (request.Patience < request.Duration ? $", of {Duration.ToSetting(request.Duration)} or more." : ".");
    }

    private static string Waited(PoolRequest request) =>
        (
            request.Patience == TimeSpan.Zero
                ? "This run does not wait (lock-timeout: 0s). "
                : $"This run waited {Duration.Text(request.Patience)}. "
        )
        + (
            request.Patience < request.Duration
                ? $"A run that was killed is found out only after {Duration.Text(request.Duration)}. "
                : ""
        );
}
