using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Shows what makes up a component's digest, and what would run for it and why.</summary>
internal static class ExplainTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Explain",
            "shows what would run for a component, and why",
            "It lists the inputs of its digest, what changed since, and where each value comes from. With --environment alone it explains why an "
                + "environment on the path to production should run the set that it should, and what stops the next one. With --environment=pool:NAME "
                + "it explains which environment of the pool a run would lease. It runs nothing.",
            [.. Option.Selection, Option.SetOfPool]
        )
        {
            Pools = PoolUse.Shows,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        if (LeasedRun.IsAsked(invocation))
        {
            var (chosen, text) = LeasedRun.Explain(invocation);
            if (!invocation.Arguments.Has(Option.Component) && !invocation.IsJson)
            {
                return new Report { Text = _ => $"{text}\n" };
            }

            invocation.Progress.WriteLine($"{text}\n");
            invocation = invocation.With(invocation.Arguments.With(Option.Environment, chosen));
        }

        if (OfEnvironment(invocation) is { } report)
        {
            return report;
        }

        var components = invocation.Selected;
        using var platform = new Platform(invocation);
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var environments = invocation.Arguments[Option.Environment] is null
            ? invocation.Model.DeployableEnvironments.ToArray()
            : [invocation.Environment];
        var explainer = new ComponentExplainer(services);
        var explanations = components
            .Select(component =>
                explainer.Explain(component, invocation.Environment, environments) with
                {
                    Tools = Tools(platform.Stores.Tools.Pins, component, environments),
                }
            )
            .ToArray();
        return new Report
        {
            Text = style => string.Join('\n', explanations.Select(one => ExplanationReport.Text(one, style))),
            Json = () => ExplanationReport.Json(explanations),
        };
    }

    /// <summary>What is pinned of the tools that its stages start, whatever environment they are for.</summary>
    private static ImmutableArray<ExplainedPin> Tools(
        PinnedTools pins,
        ComponentManifest component,
        IEnumerable<EnvironmentManifest> environments
    ) =>
        [
            .. environments
                .SelectMany(environment => StageNeeds.Tools(component.Type, environment))
                .Distinct(StringComparer.Ordinal)
                .Select(tool => pins[tool])
                .OfType<ToolPin>()
                .SelectMany(ExplainedPin.Of),
        ];

    /// <summary>About an environment that is named without a component; null when a component is named, or there is no path.</summary>
    /// <exception cref="PlatformException">It is not on the path.</exception>
    private static Report? OfEnvironment(Invocation invocation)
    {
        using var path =
            invocation.Arguments.Has(Option.Environment) && !invocation.Arguments.Has(Option.Component)
                ? PromotionView.IfThere(invocation)
                : null;
        if (path is null)
        {
            return null;
        }

        var environment = invocation.Environment.Name;
        var step =
            path.Path.StepOf(environment)
            ?? throw PlatformException.Wrong(
                $"{environment} is not on the path, so there is nothing to explain but what would be deployed to it",
                $"add --component=NAME: one of {string.Join(", ", invocation.Model.Components.Keys)}; or all"
            );

        var seen = path.Look(path.WithThoseLookedAt([environment]));
        var explanation = PromotionExplanation.Of(path.WithLocalAnswers([seen.About(step, environment)])[0]);
        var now = invocation.Clock.GetUtcNow();
        return new Report
        {
            Text = style => ExplanationReport.Text(explanation, style, now),
            Json = () => ExplanationReport.Json(explanation),
            ExitCode = seen.UnreadOf([environment]).IsEmpty ? ExitCode.Done : ExitCode.Failed,
        };
    }
}
