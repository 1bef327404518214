using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs;

namespace PathToProd.Host.Targets;

/// <summary>Shows what makes up a component's digest, and what would run for it and why.</summary>
internal static class ExplainTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Explain",
            "shows what would run for a component, and why",
            "It lists the inputs of its digest, what changed since, and where each value comes from. It runs nothing.",
            Option.Selection
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var components = invocation.Selected;
        using var platform = new Platform(invocation);
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var environments = invocation.Arguments[Option.Environment] is null
            ? invocation.Model.DeployableEnvironments.ToArray()
            : [invocation.Environment];
        var explainer = new ComponentExplainer(services);
        var explanations = components
            .Select(component => explainer.Explain(component, invocation.Environment, environments))
            .ToArray();
        return new Report
        {
            Text = style => string.Join('\n', explanations.Select(one => ExplanationReport.Text(one, style))),
            Json = () => ExplanationReport.Json(explanations),
        };
    }
}
