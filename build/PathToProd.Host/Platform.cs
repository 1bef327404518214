using PathToProd.Artifacts;
using PathToProd.Host.CommandLine;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.Processes;
using PathToProd.Tasks.Results;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Sources;
using PathToProd.Versions;

namespace PathToProd.Host;

/// <summary>What the targets that work with components share: their sources, artifacts, results and tools.</summary>
internal sealed class Platform : IDisposable
{
    private readonly MachineTools _tools;

    public Platform(Invocation invocation)
    {
        Invocation = invocation;
        _tools = new MachineTools(invocation);
        Commands = new CommandRunner();
        Sources = SourceReader.Open(invocation.Workspace, Commands);
        Store = new ArtifactStore(invocation.Workspace, invocation.Model.Platform.Repository);
    }

    public Invocation Invocation { get; }

    public CommandRunner Commands { get; }

    public SourceReader Sources { get; }

    public ArtifactStore Store { get; }

    /// <summary>What a run needs.</summary>
    /// <param name="id">The run.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="chosen">What it takes from the store.</param>
    public RunServices Of(RunId id, IRunObserver observer, ChosenVersions chosen)
    {
        var arguments = Invocation.Arguments;
        return new RunServices
        {
            Workspace = Invocation.Workspace,
            Model = chosen.Model,
            Run = id,
            Options = new RunOptions
            {
                Force = arguments.Has(Option.Force),
                WithDependencies = arguments.Has(Option.WithDependencies),
                SavedPlan = arguments.Has(Option.Plan),
                UpdateSnapshots = arguments.Has(Option.UpdateSnapshots),
                Exclusive = arguments.Has(Option.Exclusive),
            },
            Clock = Invocation.Clock,
            Redactor = new Redactor(),
            Commands = Commands,
            Tools = _tools.Toolbox,
            Sources = Sources,
            Store = Store,
            Results = new ResultsFile(Invocation.Workspace),
            Given = chosen.Given,
            Observer = observer,
            Cancellation = Invocation.Interruption.Politely,
            CancellationAtOnce = Invocation.Interruption.AtOnce,
            Provenance = new Provenance(Invocation.Workspace.Root, Commands),
        };
    }

    /// <summary>The artifact of a version: of the registry when the platform names one, else of this checkout.</summary>
    /// <exception cref="PlatformException">There is none; the nearest ones are named.</exception>
    public FoundArtifact FindArtifact(string component, SemVersion version) =>
        FoundArtifact.Of(
            Store,
            Store.Find(component, version)
                ?? throw UnknownVersion.Of(
                    Store.List(),
                    component,
                    version,
                    Invocation.Workspace.Show(Invocation.Workspace.Store)
                )
        );

    public void Dispose()
    {
        Sources.Dispose();
        _tools.Dispose();
    }
}
