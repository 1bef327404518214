using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Plans;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>What the targets that work with components share: their sources, artifacts, results and tools.</summary>
/// <remarks>Made first in a call: Git is asked about the sources while manifests are read.</remarks>
internal sealed class Platform(Invocation invocation) : IDisposable
{
    private readonly Lazy<Stores> _stores = new(() => new Stores(invocation));
    private readonly List<RunJournal> _journals = [];

    public Invocation Invocation => invocation;

    public CommandRunner Commands { get; } = new();

    public SourceReader Sources { get; } = SourceReader.Open(invocation.Workspace);

    /// <summary>The stores, which the platform's manifest names.</summary>
    public Stores Stores => _stores.Value;

    /// <summary>Who calls, where, and from which commit.</summary>
    public Provenance Provenance { get; } = new(invocation.Workspace.Root, [.. PlanFiles(invocation)]);

    /// <summary>What was asked of a run beyond its target, components and environment.</summary>
    public RunOptions Options
    {
        get
        {
            var arguments = invocation.Arguments;
            return new RunOptions
            {
                Force = arguments.Has(Option.Force) || StageMarks.AreOn,
                WithDependencies = arguments.Has(Option.WithDependencies),
                Waits = arguments.Has(Option.Wait),
                Parallel = RunCourse.Parallel(arguments[Option.Parallel]),
                OnFailure = RunCourse.OnFailure(arguments[Option.OnFailure]),
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
            Workspace = invocation.Workspace,
            Model = StageMarks.AreOn ? OneAtATime(chosen.Model) : chosen.Model,
            Run = id,
            Clock = invocation.Clock,
            Redactor = new Redactor(),
            Commands = Commands,
            Tools = Stores.Tools.Toolbox,
            Sources = Sources,
            Store = Stores.Local,
            Members = Stores.Members,
            Shared = Stores.Shared,
            Results = new ResultsFile(invocation.Workspace),
            Given = chosen.Given,
            Set = chosen.Set?.Name,
            Observer = Journal(id, observer),
            Cancellation = invocation.RunInterruption.Politely,
            CancelledBecause = () => invocation.RunInterruption.EndedBecause,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
            Provenance = Provenance,
            Fence = invocation.Fence,
        };

    /// <summary>Everything is in the run's journal before it is seen, and before tools are asked to end.</summary>
    private RunJournal Journal(RunId id, IRunObserver observer)
    {
        var journal = new RunJournal(invocation.Workspace, id, observer);
        _journals.Add(journal);
        invocation.RunInterruption.Before = () => journal.Cancelled(invocation.Clock.GetUtcNow());
        return journal;
    }

    /// <summary>A plan is no source: saving one leaves the checkout as it was.</summary>
    private static IEnumerable<string> PlanFiles(Invocation invocation) =>
        ((Option[])[Option.Save, Option.Plan])
            .Select(option => invocation.Arguments[option])
            .OfType<string>()
            .Select(file => SavedPlanFile.InRoot(invocation.Workspace, file))
            .OfType<string>();

    // Reads are assigned to stages by their time.
    private static PlatformModel OneAtATime(PlatformModel model) =>
        model with
        {
            Platform = model.Platform with { Concurrency = 1 },
        };

    public void Dispose()
    {
        invocation.RunInterruption.Before = null;
        foreach (var journal in _journals)
        {
            journal.Dispose();
        }

        Sources.Dispose();
        if (_stores.IsValueCreated)
        {
            Stores.Dispose();
        }
    }
}
