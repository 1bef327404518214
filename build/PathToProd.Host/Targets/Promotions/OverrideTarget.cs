using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Accepts causes of gates that are not open, for one set in one environment, until a time.</summary>
internal static class OverrideTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Override",
            "accepts named causes of closed or unknown gates, until a time",
            "Only where the policy says override: allowed. A new cause blocks again, and so does one that was unknown when it becomes known.",
            [Option.Set, Option.Environment, Option.Cause, Option.Until, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var environment = PromotionArguments.Environment(invocation);
        var step = view.StepOf(environment);
        var set = view.References.Need(Option.Set);
        var now = invocation.Clock.GetUtcNow();
        var until = PromotionArguments.Until(invocation, now);
        var reason = view.Reason(isNeeded: true);
        if (!step.Policy.AllowsOverride)
        {
            throw PlatformException.Refused(
                $"Because {(step.Policy.Name.Length == 0 ? $"the step {step.Name} has no policy" : $"the policy {step.Policy.Name} does not allow it")}, no "
                    + $"cause is accepted for {environment}. Lift the causes, or write \"override: allowed\" in the policy."
            );
        }

        if (until is not { } end)
        {
            throw PlatformException.Wrong(
                "no --until is given",
                "add --until=WHEN, such as 12h: what is accepted forever is forgotten"
            );
        }

        var verdict = new Promotion(view, invocation).Decide(view.Look().About(step, environment, set));
        var causes = Accepted(verdict, invocation.Arguments[Option.Cause]);
        return Recorded.Write(
            view,
            new PromotionRecord.Overridden
            {
                Head = view.Head(reason),
                Environment = environment,
                Set = PromotionDecision.Reference(set),
                Causes = [.. causes],
                Until = end,
            },
            $"Accepted for {set.Name} in {environment} until {Moment.Text(end)}:\n"
                + string.Join('\n', causes.Select(cause => $"  {cause.Gate}/{cause.About}"))
        );
    }

    private static AcceptedCause[] Accepted(PromotionVerdict verdict, string? text)
    {
        AcceptedCause[] all =
        [
            .. verdict.Gates.SelectMany(gate =>
                gate.Blocking.Select(cause => PromotionDecision.Acceptance(gate.Gate, cause))
            ),
        ];
        string[] names = [.. all.Select(cause => $"{cause.Gate}/{cause.About}")];
        if (all.Length == 0)
        {
            throw PlatformException.Wrong(
                $"nothing is in the way of {verdict.Question.Set.Name} in {verdict.Question.Environment}",
                "promote it"
            );
        }

        if (text is null)
        {
            throw PlatformException.Wrong("no --cause is given", $"add one of: {string.Join("; ", names)}");
        }

        AcceptedCause[] chosen = [.. all.Where(cause => cause.Gate == text || $"{cause.Gate}/{cause.About}" == text)];
        return chosen.Length > 0
            ? chosen
            : throw PlatformException.Wrong(
                $"--cause is {text}, and nothing of that name is in the way",
                Suggestion.For(text, names) is { } near
                    ? $"did you mean {near}?"
                    : $"these are: {string.Join("; ", names)}"
            );
    }
}
