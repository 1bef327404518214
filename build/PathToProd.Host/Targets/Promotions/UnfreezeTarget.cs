using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Ends a freeze before its time.</summary>
internal static class UnfreezeTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Unfreeze",
            "ends a freeze before its time",
            "Without --environment that of the whole path.",
            [Option.Environment, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var place = PromotionArguments.Place(invocation, view);
        var reason = view.Reason(isNeeded: true);
        var standing = view
            .Records.Read()
            .Reading.History.Freezes(place is null ? [] : [place], invocation.Clock.GetUtcNow());
        return standing.All(freeze => freeze.Place != place)
            ? throw PlatformException.Wrong(
                $"no freeze stands {PromotionArguments.Where(place)}",
                standing.Length == 0
                    ? "there is nothing to end"
                    : "the whole path is frozen: leave --environment out to end that"
            )
            : Recorded.Write(
                view,
                new PromotionRecord.Unfrozen { Head = view.Head(reason), Place = place },
                $"The freeze {PromotionArguments.Where(place)} has ended."
            );
    }
}
