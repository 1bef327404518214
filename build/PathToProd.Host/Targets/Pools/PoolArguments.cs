using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Pools;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Pools;

/// <summary>What a command line may say together with environments of a pool.</summary>
internal static class PoolArguments
{
    /// <summary>Refuses what means nothing there.</summary>
    /// <exception cref="PlatformException">Something does: all of it at once (exit code 2).</exception>
    public static void Check(Invocation invocation, PoolReference asked, HostTarget? target)
    {
        var members = PoolOf.Members(invocation.Model, asked).Select(member => member.Name);
        var problems = new List<Problem>();
        if (target is { Pools: PoolUse.None or PoolUse.ChangesNamed })
        {
            problems.Add(
                new Problem(
                    null,
                    target.Pools == PoolUse.None
                        ? $"--environment={asked} leases an environment for a run, and {target.Name} makes none that uses one"
                        : $"--environment={asked} leases whichever environment is free, and {target.Name} takes away what is in one",
                    $"name one of {Prose.List([.. members], "or")}"
                )
            );
        }

        foreach (var option in ((Option[])[Option.Resume, Option.Plan]).Where(invocation.Arguments.Has))
        {
            problems.Add(
                new Problem(
                    null,
                    $"--{option.Word} is about one environment, and --environment={asked} means whichever is free",
                    $"name one of {Prose.List([.. members], "or")}"
                )
            );
        }

        if (asked.Count > 1 && target?.Pools == PoolUse.BringsToSetsOnceReady)
        {
            problems.Add(
                new Problem(
                    null,
                    $"--environment={asked} leases {asked.Count}, and {target.Name} needs one: what one shows counts in all of a pool",
                    $"write --environment={asked with { Count = 1 }}"
                )
            );
        }
        else if (asked.Count > 1)
        {
            problems.AddRange(
                ((Option[])[Option.Output, Option.Reports, Option.Save])
                    .Where(option => invocation.Arguments.Has(option) && !IsText(invocation, option))
                    .Select(option => new Problem(
                        null,
                        $"--{option.Word} writes about one run, and --environment={asked} makes {asked.Count}",
                        $"leave --{option.Word} out, or lease one environment"
                    ))
            );
        }

        PlatformException.ThrowIfAny(problems);
    }

    private static bool IsText(Invocation invocation, Option option) =>
        option == Option.Output && invocation.Format == "text";
}
