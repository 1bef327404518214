using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

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
        var components = invocation.SelectedOf(chosen.Model);
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
        var views = RunViews.Of(invocation, asked, environment.Name, chosen.Model.Components.Keys, components.Length);
        using (var observer = new RunObserver(invocation, id, views))
        {
            var request = new RunRequest
            {
                Target = asked,
                Components = components,
                Environment = environment,
                Options = platform.Options,
            };
            var run = new ComponentRun(platform.Of(id, observer, chosen), request);
            try
            {
                result = run.RunAsync().GetAwaiter().GetResult();
            }
            catch (PlatformException exception)
            {
                StepSummary.Add(invocation, _ => RunPage.OfRefusal(asked, environment.Name, exception));
                throw;
            }
        }

        StepSummary.Add(invocation, result);
        if (invocation.Terminal.Ci == CiHost.GitHub)
        {
            GuardedWriter.Unguarded(invocation.Progress).Write(ErrorAnnotations.Of(result));
        }

        return Report(invocation, result, style => $"\n{RunSummary.Text(result, style)}");
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
        return Report(invocation, result, _ => $"{invocation.Affected.Nothing}\n");
    }

    private static Report Report(Invocation invocation, RunResult result, Func<Style, string> text) =>
        new()
        {
            Text = text,
            Json = () => RunSummary.Json(result),
            Events = () => $"{RunEvents.Result(invocation.Clock.GetUtcNow(), result)}\n",
            Markdown = () => RunSummary.Markdown(result),
            ExitCode = result.ExitCode,
        };

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
