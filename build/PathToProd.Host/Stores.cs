using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.Processes;

namespace PathToProd.Host;

/// <summary>The stores of artifacts that a call works with: this checkout's, and the registry when there is one.</summary>
internal sealed class Stores : IDisposable
{
    private readonly MachineTools _tools;

    public Stores(Invocation invocation)
    {
        var platform = invocation.Model.Platform;
        _tools = new MachineTools(invocation);
        Local = new ArtifactStore(invocation.Workspace, platform.Repository);
        Registry = platform.Store is { } address
            ? new RegistryStore(Local, address, _tools.Toolbox, Scope(invocation))
            : null;
    }

    public ArtifactStore Local { get; }

    /// <summary>Null when <c>platform.yaml</c> names none.</summary>
    public RegistryStore? Registry { get; }

    public void Dispose() => _tools.Dispose();

    private static ProcessScope Scope(Invocation invocation) =>
        new() { Cancellation = invocation.Interruption.Politely, CancellationAtOnce = invocation.Interruption.AtOnce };
}
