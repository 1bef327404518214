using PathToProd.Artifacts;
using PathToProd.Reporting;
using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.Processes;
using PathToProd.Tasks.Results;
using PathToProd.Tasks.Runs;
using PathToProd.Versions;
using PathToProd.VersionSets;

namespace PathToProd.Host;

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
            : null;
        Shared = platform is { SharedResults: true, Store: { } shared }
            ? new SharedResults(
                new RegistryStore(Local, shared, Tools.Toolbox, Scope(invocation)) { Patience = ShortPatience },
                invocation.Error.WriteLine
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

    /// <summary>The artifact of a member of a version set, by its digest: of this checkout, else of the registry.</summary>
    /// <exception cref="PlatformException">Neither has it.</exception>
    public FoundArtifact Find(SetMember member)
    {
        var other = Local.Find(member.Digest) is { } local
            ? local
            : Registry?.Fetch(member.Component, member.Version) ?? Local.Find(member.Component, member.Version);
        return IsIt(other) ? FoundArtifact.Of(Local, other!) : throw Missing(member, other);

        bool IsIt(StoredArtifact? artifact) =>
            artifact is not null
            && artifact.Digest == member.Digest
            && artifact.Component == member.Component
            && artifact.Version == member.Version;
    }

    public void Dispose() => Tools.Dispose();

    private PlatformException Missing(SetMember member, StoredArtifact? other)
    {
        var places = Registry is null ? Local.Name : $"{Local.Name}, and not in {Registry.Address}";
        var instead = other is null
            ? ""
            : $": {other.Component} {other.Version} is there as {ShortDigest.Text(other.Digest)}";
        var fix = Registry is null
            ? "let store in platform.yaml name the registry that it was published to"
            : $"publish it from where it was built: ./build.sh --target=Publish --component={member.Component}";
        return new PlatformException([
            new Problem(
                null,
                $"{member.Component} {member.Version} {ShortDigest.Text(member.Digest)} is not in {places}{instead}",
                fix
            ),
        ]);
    }

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
        new() { Cancellation = invocation.Interruption.Politely, CancellationAtOnce = invocation.Interruption.AtOnce };
}
