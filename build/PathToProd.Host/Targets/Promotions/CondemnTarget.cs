using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Lets a set go no further.</summary>
internal static class CondemnTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Condemn",
            "lets a version set go no further",
            "It is promoted nowhere until Release, and stays where it runs: Rollback takes it away.",
            [Option.Set, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        _ = view.NeededPath;
        var set = view.References.Need(Option.Set);
        return Recorded.Write(
            view,
            new PromotionRecord.Condemned
            {
                Head = view.Head(view.Reason(isNeeded: true)),
                Set = PromotionDecision.Reference(set),
            },
            $"{set.Name} goes no further, and stays where it runs. Undo it: ./build.sh --target=Release --set={set.Name} --reason=TEXT"
        );
    }
}
