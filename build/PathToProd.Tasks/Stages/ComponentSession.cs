using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>One component in one run: what its context is made from.</summary>
/// <param name="Services">What the whole run shares.</param>
/// <param name="Component">The component.</param>
/// <param name="Environment">Where to.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="TasksDigest">What identifies the compiled tasks; of the program itself when the component has none of its own.</param>
/// <param name="Given">The artifact that was chosen by its version; null when one is built.</param>
internal sealed record ComponentSession(
    RunServices Services,
    ComponentManifest Component,
    EnvironmentManifest Environment,
    RunOptions Options,
    string TasksDigest,
    StoredArtifact? Given = null
)
{
    /// <summary>The component's folder; where its artifact is unpacked when that was chosen by its version.</summary>
    public string Folder => Given is null ? Workspace.Component(Component.Name) : Services.Store.Unpack(Given);

    public Workspace Workspace => Services.Workspace;

    public RunId Run => Services.Run;

    public TimeProvider Clock => Services.Clock;

    public Redactor Redactor => Services.Redactor;

    public IRunObserver Observer => Services.Observer;
}
