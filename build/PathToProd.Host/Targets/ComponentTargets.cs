using PathToProd.Host.CommandLine;
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
        if (target is null && components.All(component => !HasOwnTasks(invocation, component.Name)))
        {
            throw Unknown(name);
        }

        using var tools = new MachineTools(invocation);
        var services = Services(invocation, tools);
        var run = new ComponentRun(services, environment, target?.Name ?? name);
        var result = run.RunAsync(components).GetAwaiter().GetResult();
        invocation.ExitCode = result.ExitCode;
        invocation.Output.Write(
            invocation.IsJson ? RunSummary.Json(result) : $"\n{RunSummary.Text(result, invocation.Style, Width)}"
        );
    }

    /// <summary>What help says about a task that only a component knows.</summary>
    public static TargetHelp Unknown(Invocation invocation, string name) =>
        invocation.Arguments[Option.Component] is null
            ? throw Unknown(name)
            : new TargetHelp(
                name,
                "is a target of the component's own",
                Options: [Option.Component, Option.Environment]
            );

    private static int Width => Console.IsOutputRedirected ? DefaultWidth : Math.Max(60, Console.WindowWidth);

    private static bool HasOwnTasks(Invocation invocation, string component) =>
        new ComponentProject(invocation.Workspace, component).Exists;

    private static RunServices Services(Invocation invocation, MachineTools tools)
    {
        var arguments = invocation.Arguments;
        var run = RunId.Of(invocation.Clock.GetUtcNow(), (ushort)Random.Shared.Next(0, ushort.MaxValue));
        var redactor = new Redactor();
        var commands = new CommandRunner();
        return new RunServices
        {
            Workspace = invocation.Workspace,
            Model = invocation.Model,
            Run = run,
            Options = new RunOptions
            {
                Force = arguments.Has(Option.Force),
                WithDependencies = arguments.Has(Option.WithDependencies),
                SavedPlan = arguments.Has(Option.Plan),
                UpdateSnapshots = arguments.Has(Option.UpdateSnapshots),
                Exclusive = arguments.Has(Option.Exclusive),
            },
            Clock = invocation.Clock,
            Redactor = redactor,
            Commands = commands,
            Tools = tools.Toolbox,
            Observer = new RunObserver(invocation, run),
            Cancellation = invocation.Interruption.Politely,
            CancellationAtOnce = invocation.Interruption.AtOnce,
            Provenance = new Provenance(invocation.Workspace.Root, commands),
        };
    }

    private static PlatformException Unknown(string name) =>
        new([
            new Problem(
                null,
                $"there is no target {name}",
                Suggestion.Fix(name, TargetCatalog.All.Select(target => target.Name), "target", "see --target=Help")
            ),
        ]);
}
