using PathToProd.Host.CommandLine;
using PathToProd.Manifests;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Processes;
using PathToProd.Tasks.Projects;
using PathToProd.Tasks.Runs;

namespace PathToProd.Host.Targets;

/// <summary>Runs a target of components: a stage, or a task of their own.</summary>
internal static class ComponentTargets
{
    private const int DefaultWidth = 100;

    public static void Run(Invocation invocation, string name, TargetHelp? target)
    {
        if (target is null && invocation.Arguments[Option.Component] is null)
        {
            throw Unknown(name);
        }

        var components = invocation.Selected;
        var environment = invocation.Environment;
        var possible = components.IsEmpty ? [.. invocation.Model.Components.Values] : components;
        if (target is null && possible.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        var id = RunId.Of(invocation.Clock.GetUtcNow(), (ushort)Random.Shared.Next(ushort.MaxValue + 1));
        if (components.IsEmpty)
        {
            PrintNothing(invocation, target?.Name ?? name, environment.Name, id);
            return;
        }

        using var tools = new MachineTools(invocation);
        RunResult result;
        using (var observer = new RunObserver(invocation, id))
        {
            var run = new ComponentRun(Services(invocation, tools, id, observer), environment, target?.Name ?? name);
            result = run.RunAsync(components).GetAwaiter().GetResult();
        }

        invocation.ExitCode = result.ExitCode;
        invocation.Output.Write(
            invocation.IsJson ? RunSummary.Json(result) : $"\n{RunSummary.Text(result, invocation.Style, Width)}"
        );
    }

    /// <summary>A change may affect nothing; then there is nothing to do, which is no failure.</summary>
    private static void PrintNothing(Invocation invocation, string target, string environment, RunId id)
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
        invocation.Output.Write(invocation.IsJson ? RunSummary.Json(result) : $"{invocation.Affected.Nothing}\n");
    }

    /// <summary>What help says about a task that only a component knows.</summary>
    public static TargetHelp Unknown(Invocation invocation, string name) =>
        invocation.Arguments[Option.Component] is null
            ? throw Unknown(name)
            : new TargetHelp(
                name,
                "is a target of the component's own",
                Options: [Option.Component, Option.Environment, Option.Since, Option.Depth]
            );

    private static int Width => Console.IsOutputRedirected ? DefaultWidth : Math.Max(60, Console.WindowWidth);

    private static bool HasOwnTasks(Invocation invocation, string component) =>
        new ComponentProject(invocation.Workspace, component).Exists;

    private static RunServices Services(Invocation invocation, MachineTools tools, RunId id, RunObserver observer)
    {
        var arguments = invocation.Arguments;
        var redactor = new Redactor();
        var commands = new CommandRunner();
        return new RunServices
        {
            Workspace = invocation.Workspace,
            Model = StageMarks.AreOn ? OneAtATime(invocation.Model) : invocation.Model,
            Run = id,
            Options = new RunOptions
            {
                Force = arguments.Has(Option.Force) || StageMarks.AreOn,
                WithDependencies = arguments.Has(Option.WithDependencies),
                SavedPlan = arguments.Has(Option.Plan),
                UpdateSnapshots = arguments.Has(Option.UpdateSnapshots),
                Exclusive = arguments.Has(Option.Exclusive),
            },
            Clock = invocation.Clock,
            Redactor = redactor,
            Commands = commands,
            Tools = tools.Toolbox,
            Observer = observer,
            Cancellation = invocation.Interruption.Politely,
            CancellationAtOnce = invocation.Interruption.AtOnce,
            Provenance = new Provenance(invocation.Workspace.Root, commands),
        };
    }

    private static PlatformModel OneAtATime(PlatformModel model) =>
        model with
        {
            Platform = model.Platform with { Concurrency = 1 },
        };

    private static PlatformException Unknown(string name) =>
        new([
            new Problem(
                null,
                $"there is no target {name}",
                Suggestion.Fix(name, TargetCatalog.All.Select(target => target.Name), "target", "see --target=Help")
            ),
        ]);
}
