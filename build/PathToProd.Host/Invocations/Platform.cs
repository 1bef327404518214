using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>What the targets that work with components share: their sources, artifacts, results and tools.</summary>
internal sealed class Platform : IDisposable
{
    public Platform(Invocation invocation)
    {
        Invocation = invocation;
        Commands = new CommandRunner();
        Sources = SourceReader.Open(invocation.Workspace);
        Stores = new Stores(invocation);
    }

    public Invocation Invocation { get; }

    public CommandRunner Commands { get; }

    public SourceReader Sources { get; }

    public Stores Stores { get; }

    /// <summary>What was asked of a run beyond its target, components and environment.</summary>
    public RunOptions Options
    {
        get
        {
            var arguments = Invocation.Arguments;
            return new RunOptions
            {
                Force = arguments.Has(Option.Force) || StageMarks.AreOn,
                WithDependencies = arguments.Has(Option.WithDependencies),
                Waits = arguments.Has(Option.Wait),
                SavedPlan = arguments.Has(Option.Plan),
                UpdateSnapshots = arguments.Has(Option.UpdateSnapshots),
                Exclusive = arguments.Has(Option.Exclusive),
            };
        }
    }

    /// <summary>What a run needs.</summary>
    /// <param name="id">The run.</param>
    /// <param name="observer">Gets every event.</param>
    /// <param name="chosen">What it takes from the store.</param>
    public RunServices Of(RunId id, IRunObserver observer, ChosenVersions chosen) =>
        new()
        {
            Workspace = Invocation.Workspace,
            Model = StageMarks.AreOn ? OneAtATime(chosen.Model) : chosen.Model,
            Run = id,
            Clock = Invocation.Clock,
            Redactor = new Redactor(),
            Commands = Commands,
            Tools = Stores.Tools.Toolbox,
            Sources = Sources,
            Store = Stores.Local,
            Members = Stores.Members,
            Shared = Stores.Shared,
            Results = new ResultsFile(Invocation.Workspace),
            Given = chosen.Given,
            Observer = observer,
            Cancellation = Invocation.RunInterruption.Politely,
            CancellationAtOnce = Invocation.RunInterruption.AtOnce,
            Provenance = new Provenance(Invocation.Workspace.Root),
        };

    // Reads are assigned to stages by their time.
    private static PlatformModel OneAtATime(PlatformModel model) =>
        model with
        {
            Platform = model.Platform with { Concurrency = 1 },
        };

    public void Dispose()
    {
        Sources.Dispose();
        Stores.Dispose();
    }
}
