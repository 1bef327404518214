using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Views;
using PathToProd.Host.Targets.Pools;
using PathToProd.Host.Targets.Promotions;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Plans;
using PathToProd.Tasks.Runs.Whole;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Host.Targets;

/// <summary>Runs a target of components: a stage, or a task of their own.</summary>
internal static class ComponentTargets
{
    public static Report Run(Invocation invocation, string name, HostTarget? target)
    {
        if (target is null && invocation.Arguments[Option.Component] is null)
        {
            throw Unknown(name);
        }

        var asked = RunTarget.Of(target?.Name ?? name);
        var applied = PlanToApply.Of(invocation);
        invocation = applied?.Invocation ?? invocation;
        WorkingCheck.Refuse(invocation, asked);
        using var platform = new Platform(invocation);
        var reports = RunReportFiles.Of(invocation);
        var save = invocation.Arguments[Option.Save] is { } path
            ? SavedPlanFile.ToWrite(invocation.Workspace, path)
            : null;
        var environment = invocation.Environment;
        if (asked.ChangesEnvironment && LeasedRun.RunNamed(invocation, leased => Run(leased, name, target)) is { } done)
        {
            return done;
        }

        // Git takes a while, and is asked meanwhile.
        var commit = asked.ChangesEnvironment
            ? Task.Run(() => platform.Provenance.Commit)
            : Task.FromResult<string?>(null);
        var chosen = ChosenVersion.Choose(platform, environment, asked);
        PromotionCheck.Refuse(invocation, environment, asked, chosen);
        var components = InUnits(invocation, asked, chosen.Model, invocation.SelectedOf(chosen.Model));
        var possible = components.IsEmpty ? [.. chosen.Model.Components.Values] : components;
        if (target is null && possible.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        var id = invocation.NewRun();
        save?.Forget();
        if (components.IsEmpty && !asked.IsOfWhole)
        {
            var nothing = new RunRequest
            {
                Target = asked,
                Components = [],
                Environment = environment,
            };
            return Nothing(invocation, nothing, id, reports);
        }

        var request = ComponentRuns.Request(
            platform,
            asked,
            environment,
            chosen.Set,
            components,
            commit,
            plan: applied?.Plan
        );
        var (result, trouble) = ComponentRuns.CarryOut(platform, request, chosen, id, reports, RunAsync);
        var isKept = invocation.Terminal.Ci == CiHost.None;
        return result.PlanDifferences.IsEmpty
            ? ComponentRuns.Told(invocation, result, style => $"\n{RunSummary.Text(result, style, isKept)}", trouble)
            : ComponentRuns.OfOtherPlan(invocation, result, trouble);

        async Task<RunResult> RunAsync(Func<RunTarget, RunObserver> observer)
        {
            if (applied is not null)
            {
                var deployed = await PlannedDeploy.RunAsync(platform, request, applied.File, chosen, id, observer);
                return deployed with { PlanFile = applied.File };
            }

            RunResult ended;
            using (var shown = observer(asked))
            {
                ended = await new PlatformRun(platform.Of(id, shown, chosen), request, invocation.Model).RunAsync();
            }

            save?.Write(ended.Plan!);
            return ended with { PlanFile = save?.Shown };
        }
    }

    /// <summary>
    /// What a change affects is computed and not chosen, so what the environment deploys with it goes along. A user who names a part of a unit is
    /// refused.
    /// </summary>
    private static ImmutableArray<ComponentManifest> InUnits(
        Invocation invocation,
        RunTarget target,
        PlatformModel model,
        ImmutableArray<ComponentManifest> components
    )
    {
        if (!target.ChangesEnvironment || invocation.Arguments[Option.Component] != Arguments.Affected)
        {
            return components;
        }

        var environment = invocation.Environment;
        var names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        var widened = components.ToBuilder();
        foreach (var unit in DeploymentUnits.Of(environment, model).Of(names))
        {
            var others = unit.Members.Where(member => !names.Contains(member)).ToArray();
            if (others.Length > 0)
            {
                invocation.Say(
                    $"{Prose.List(others)} {(others.Length == 1 ? "goes" : "go")} along: {environment.Name} deploys {unit.Text} as one."
                );
                widened.AddRange(others.Select(name => model.Components[name]));
            }
        }

        return widened.ToImmutable();
    }

    /// <summary>A change may affect nothing; then there is nothing to do, which is not a failure.</summary>
    private static Report Nothing(Invocation invocation, RunRequest request, RunId id, ReportFiles<RunResult> reports)
    {
        var result = ComponentRuns.Empty(request, id, ExitCode.Done, error: null);
        return ComponentRuns.Told(invocation, result, _ => $"{invocation.Affected.Nothing}\n", reports.Write(result));
    }

    /// <summary>What help says about a task that only a component knows.</summary>
    public static HostTarget Unknown(Invocation invocation, string name) =>
        invocation.Arguments[Option.Component] is null
            ? throw Unknown(name)
            : new HostTarget(
                name,
                "is a target of the component's own",
                Options: [Option.Component, Option.Environment, Option.Since, Option.Depth]
            )
            {
                Formats = HostTarget.RunFormats,
            };

    private static bool HasOwnTasks(Invocation invocation, string component) =>
        new ComponentProject(invocation.Workspace, component).Exists;

    private static PlatformException Unknown(string name) =>
        new([
            new Problem(
                null,
                $"there is no target {name}",
                Suggestion.Fix(name, TargetCatalog.All.Select(target => target.Name), "target", "see --target=Help")
            ),
        ]);
}
