using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Lets nothing be promoted until a time.</summary>
internal static class FreezeTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Freeze",
            "lets nothing be promoted to an environment, a step or on the whole path, until a time",
            "Without --environment it is the whole path. Unfreeze ends it. See docs/promotion.md.",
            [Option.Environment, Option.Until, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var place = PromotionArguments.Place(invocation, view);
        var now = invocation.Clock.GetUtcNow();
        var until = PromotionArguments.Until(invocation, now);
        var reason = view.Reason(isNeeded: true);
        Check(view, place, until, now);
        return Recorded.Write(
            view,
            new PromotionRecord.Frozen
            {
                Head = view.Head(reason),
                Place = place,
                Until = until,
            },
            $"Nothing is promoted {PromotionArguments.Where(place)} {(until is { } end ? $"until {Moment.Text(end)}" : "until it is ended")}. End it: ./build.sh --target=Unfreeze"
                + (place is null ? "" : $" --environment={place}")
        );
    }

    /// <summary>A policy may say how long a freeze may stand.</summary>
    private static void Check(PromotionView view, string? place, DateTimeOffset? until, DateTimeOffset now)
    {
        var policies = view
            .NeededPath.Steps.Where(step => place is null || step.Name == place || step.Environments.Contains(place))
            .Select(step => step.Policy)
            .Where(policy => policy.LongestFreeze is { } longest && (until is null || until - now > longest))
            .DistinctBy(policy => policy.Name);
        PlatformException.ThrowIfAny([
            .. policies.Select(policy => new Problem(
                null,
                until is null
                    ? $"the policy {policy.Name} wants an end of each freeze"
                    : $"the policy {policy.Name} lets a freeze stand for {Duration.Text(policy.LongestFreeze!.Value)} at most",
                $"add --until=WHEN, {Moment.Text(now + policy.LongestFreeze!.Value)} at the latest"
            )),
        ]);
    }
}
