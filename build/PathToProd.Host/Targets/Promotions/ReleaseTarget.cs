using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Undoes a hold or a condemnation.</summary>
internal static class ReleaseTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Release",
            "undoes the hold of an environment, or lets a condemned or rolled back set come again",
            "One of --environment and --set says which.",
            [Option.Environment, Option.Set, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        if (invocation.Arguments.Has(Option.Environment) == invocation.Arguments.Has(Option.Set))
        {
            throw PlatformException.Wrong(
                "Release undoes one thing",
                "write --environment=NAME for one that is held, or --set=NAME for one that is condemned"
            );
        }

        using var view = new PromotionView(invocation);
        return view.References.Find(Option.Set) is { } set ? OfSet(view, set) : OfEnvironment(invocation, view);
    }

    private static Report OfSet(PromotionView view, VersionSet set)
    {
        _ = view.NeededPath;
        return Recorded.Write(
            view,
            new PromotionRecord.Released
            {
                Head = view.Head(view.Reason(isNeeded: true)),
                Set = PromotionDecision.Reference(set),
            },
            $"{set.Name} may be promoted again, where its gates are open."
        );
    }

    private static Report OfEnvironment(Invocation invocation, PromotionView view)
    {
        var environment = PromotionArguments.Environment(invocation);
        _ = view.StepOf(environment);
        return Recorded.Write(
            view,
            new PromotionRecord.Released { Head = view.Head(view.Reason(isNeeded: true)), Environment = environment },
            $"Sets may be promoted to {environment} again, where the gates are open."
        );
    }
}
