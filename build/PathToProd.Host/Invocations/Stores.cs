using PathToProd.Facts.Artifacts;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Store;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations;

/// <summary>The stores of artifacts that a call works with: this checkout's, and the registry when there is one.</summary>
internal sealed class Stores : IDisposable
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);

    public Stores(Invocation invocation)
    {
        var platform = invocation.Model.Platform;
        Tools = new MachineTools(invocation);
        Local = new ArtifactStore(invocation.Workspace, platform.Repository);
        Registry = platform.Store is { } address
            ? new RegistryStore(Local, address, Tools.Toolbox, Scope(invocation))
            {
                Kept = new KeptManifests(invocation.Workspace.Manifests),
            }
            : null;
        Shared = platform is { SharedResults: true, Store: { } shared }
            ? new SharedResults(
                new RegistryStore(Local, shared, Tools.Toolbox, Scope(invocation)) { Patience = ShortPatience },
                invocation.Say
            )
            : null;
    }

    public MachineTools Tools { get; }

    public ArtifactStore Local { get; }

    /// <summary>Null when <c>platform.yaml</c> names none.</summary>
    public RegistryStore? Registry { get; }

    /// <summary>Results that other pipelines may use; null when <c>platform.yaml</c> does not say so.</summary>
    public SharedResults? Shared { get; }

    /// <summary>The artifact of a version: of the registry when the platform names one, else of this checkout.</summary>
    /// <exception cref="PlatformException">There is none; the nearest ones are named.</exception>
    public FoundArtifact Find(string component, SemVersion version)
    {
        var found = Registry is null ? Local.Find(component, version) : Registry.Fetch(component, version);
        return FoundArtifact.Of(Local, found ?? throw Unknown(component, version));
    }

    /// <summary>The artifact of a member of a version set, by its digest.</summary>
    /// <exception cref="PlatformException">No store has it (exit code 2), or the registry does not answer (1).</exception>
    public FoundArtifact Find(SetMember member) => FoundArtifact.Of(Local, Members.Get(member));

    /// <summary>The artifacts of version sets.</summary>
    public MemberArtifacts Members => new(Local, Registry);

    /// <summary>The versions that the solver may choose.</summary>
    public CandidateSource Candidates => new(Local, Registry);

    public void Dispose() => Tools.Dispose();

    private PlatformException Unknown(string component, SemVersion version) =>
        Registry is null
            ? UnknownVersion.Of(Local.List(), component, version, Local.Name)
            : UnknownVersion.Of(
                new Catalogue(Registry.List(component)),
                component,
                version,
                Registry.Address.ToString()
            );

    private static ProcessScope Scope(Invocation invocation) =>
        new()
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
}
