using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Keeps an environment at what it has.</summary>
internal static class HoldTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Hold",
            "keeps an environment at the set that it has",
            "Nothing is promoted to it until Release. What it has may still be deployed.",
            [Option.Environment, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var environment = PromotionArguments.Environment(invocation);
        _ = view.StepOf(environment);
        return Recorded.Write(
            view,
            new PromotionRecord.Held { Head = view.Head(view.Reason(isNeeded: true)), Environment = environment },
            $"{environment} stays at what it has. Undo it: ./build.sh --target=Release --environment={environment} --reason=TEXT"
        );
    }
}
