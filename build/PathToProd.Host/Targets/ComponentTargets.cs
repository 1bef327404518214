using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Model.Units;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;

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

        using var platform = new Platform(invocation);
        var environment = invocation.Environment;
        var asked = RunTarget.Of(target?.Name ?? name);
        var chosen = ChosenVersion.Choose(platform, environment, asked);
        var components = InUnits(invocation, asked, chosen.Model, invocation.SelectedOf(chosen.Model));
        var possible = components.IsEmpty ? [.. chosen.Model.Components.Values] : components;
        if (target is null && possible.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        var id = RunId.Of(invocation.Clock.GetUtcNow(), (ushort)Random.Shared.Next(ushort.MaxValue + 1));
        if (components.IsEmpty)
        {
            return Nothing(invocation, asked, environment.Name, id);
        }

        RunResult result;
        using (var observer = new RunObserver(invocation, id, chosen.Model.Components.Keys))
        {
            var request = new RunRequest
            {
                Target = asked,
                Components = components,
                Environment = environment,
                Set = chosen.Set,
                Options = platform.Options,
            };
            result = new ComponentRun(platform.Of(id, observer, chosen), request).RunAsync().GetAwaiter().GetResult();
        }

        return new Report
        {
            Text = style => $"\n{RunSummary.Text(result, style)}",
            Json = () => RunSummary.Json(result),
            ExitCode = result.ExitCode,
        };
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
    private static Report Nothing(Invocation invocation, RunTarget target, string environment, RunId id)
    {
        var result = new RunResult
        {
            Run = id,
            Target = target,
            Environment = environment,
            Nodes = [],
            ExitCode = ExitCode.Done,
            Duration = TimeSpan.Zero,
            Logs = "",
        };
        return new Report { Text = _ => $"{invocation.Affected.Nothing}\n", Json = () => RunSummary.Json(result) };
    }

    /// <summary>What help says about a task that only a component knows.</summary>
    public static HostTarget Unknown(Invocation invocation, string name) =>
        invocation.Arguments[Option.Component] is null
            ? throw Unknown(name)
            : new HostTarget(
                name,
                "is a target of the component's own",
                Options: [Option.Component, Option.Environment, Option.Since, Option.Depth]
            );

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
