using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Platform;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Store;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Stages;

/// <summary>What a component's tasks see: the component, the environment, and all that Cake offers.</summary>
public sealed class ComponentContext : FrostingContext, IToolOrigins
{
    /// <summary>The context of one component in one run; made by the program.</summary>
    internal ComponentContext(ICakeContext cake, ComponentSession session, StageRecorder stages)
        : base(cake) => Work = new StageWork(this, session, stages);

    /// <summary>The component.</summary>
    public ComponentManifest Component => Work.Session.Component;

    /// <summary>The environment that the run is for. (Cake's own <c>Environment</c> is the process's.)</summary>
    public EnvironmentManifest EnvironmentManifest => Work.Session.Environment;

    /// <summary>The component's folder; where its artifact is unpacked when that was chosen by its version.</summary>
    public DirectoryPath Folder => Work.Session.Folder;

    /// <summary>Where everything is.</summary>
    public Workspace Workspace => Work.Session.Workspace;

    /// <summary>All components and environments.</summary>
    public PlatformModel Model => Work.Services.Model;

    /// <summary>What the user asked for.</summary>
    public RunOptions Options => Work.Session.Options;

    /// <summary>The run's name.</summary>
    public RunId Run => Work.Session.Run;

    /// <summary>What Build made in this run, or what was taken from the store by its version.</summary>
    /// <exception cref="PlatformException">Build did not run, or what is in the store is damaged.</exception>
    public Artifact Artifact =>
        Work.Artifact
        ?? throw new PlatformException(
            ExitCode.WrongInput,
            $"{Component.Name} was not built in this run; run without --exclusive, or let the task depend on Build"
        );

    /// <summary>True when the run takes the artifact from the store by its version, and so builds and tests nothing.</summary>
    public bool IsFromStore => Work.Session.Given is not null;

    /// <summary>The cluster that the environment is bound to.</summary>
    /// <exception cref="PlatformException">The environment deploys to a directory, or its cluster is bound to another environment.</exception>
    public Cluster Cluster => Work.Cluster;

    /// <summary>What the program's own stages work with.</summary>
    internal StageWork Work { get; }

    (ToolPin Pin, FoundTool Found)? IToolOrigins.OriginOf(string tool) => Work.Services.Tools.Origin(tool);

    /// <summary>Says in the summary what a task found out or did.</summary>
    public void Note(string text) => Work.Stages.Note(text);

    /// <summary>Says that the task had nothing to do, and why that is known.</summary>
    public void Unchanged(string reason) => Work.Stages.Unchanged(reason);

    /// <summary>Prints a text that the user asked for, such as a plan, and logs it.</summary>
    public void Print(string text)
    {
        Work.Stages.WriteLog(text);
        Work.Services.Observer.Print(Component.Name, Work.Services.Redactor.Hide(text));
    }

    /// <summary>The component's values for the environment, with inputs as the ledger has them at this moment.</summary>
    public ResolvedValues Values() => Work.FixedValues ?? ValueResolution.ForDeployment(Work.Session, Work.LedgerNow());

    /// <summary>The component's values for any environment, with placeholders for inputs and secrets: what tests render with.</summary>
    public ResolvedValues TestValues(EnvironmentManifest environment) =>
        ValueResolution.ForTest(Work.Session, environment);

    /// <summary>The documents that go to an environment, as tests see them.</summary>
    public IReadOnlyList<KubernetesDocument> Render(string environment)
    {
        var manifest = Model.Environments[environment];
        return Rendering.Documents(this, manifest, TestValues(manifest));
    }
}
