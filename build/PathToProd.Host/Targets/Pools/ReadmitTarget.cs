using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Pools;

/// <summary>Readmit: takes a quarantined environment back into its pool.</summary>
internal static class ReadmitTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Readmit",
            "takes a quarantined environment back into its pool",
            "The next run that leases it compares what is there with its ledger first. See docs/pools.md.",
            [Option.Environment, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var member = PoolMember.Of(invocation);
        var pool = member.Change(
            (_, known) =>
                known.Condition == MemberCondition.Quarantined
                    ? MemberDecisions.Readmitted(
                        known,
                        $"it was readmitted: {member.Because}",
                        invocation.Clock.GetUtcNow()
                    )
                    : throw PlatformException.Wrong(
                        $"{member.Name} is not quarantined",
                        "there is nothing to do; ./build.sh --target=Leases shows what is"
                    ),
            $"{member.Name} is readmitted, because {member.Because}"
        );
        return LeasesTarget.Of(invocation, [pool]) with
        {
            Text = _ =>
                $"{member.Name} is back in the pool. The next run that leases it compares what is there with its ledger first.\n",
        };
    }
}
