using Cake.Terraform;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Tasks.Files;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// Plans a Terraform root in a folder of its own. It takes no lock, of Terraform's state neither, and so waits for no one: what another run is
/// changing meanwhile may look half done, and then a later plan differs.
/// </summary>
internal static class TerraformPreview
{
    /// <summary>Plans.</summary>
    /// <param name="context">The component, with its artifact and values.</param>
    /// <param name="backend">Where the state is.</param>
    public static DeploymentPreview Of(ComponentContext context, IReadOnlyDictionary<string, string> backend) =>
        InRoot(
            context,
            backend,
            root =>
            {
                root.Write(context.Values().WithSecrets());
                var state = StateIn(context, root);
                var plan = Path.Combine(root.Path, "preview.tfplan");
                root.FindsChanges(plan, refreshOnly: false);
                return Read(context, root, plan) with { State = state };
            }
        );

    /// <summary>The lineage and serial of a state that is kept elsewhere.</summary>
    public static string State(ComponentContext context, IReadOnlyDictionary<string, string> backend) =>
        InRoot(context, backend, root => StateIn(context, root));

    /// <summary>What the file of a plan says.</summary>
    public static DeploymentPreview Read(ComponentContext context, TerraformRoot root, string planFile)
    {
        var plan = context.TerraformShow(root.With(new TerraformShowSettings { File = planFile }));
        var changes = new TerraformChanges(context.Work.Services.Redactor.IsIn);
        return new DeploymentPreview(TerraformPlanText.Of(plan))
        {
            Changes = changes.Of(plan),
            Outputs = changes.Outputs(plan),
            Unknown = TerraformChanges.Unknown(plan),
        };
    }

    private static string StateIn(ComponentContext context, TerraformRoot root) =>
        TerraformState.Fingerprint(context.TerraformStatePull(root.With(new TerraformStateSettings())))
        ?? PlanBase.NoState;

    private static T InRoot<T>(
        ComponentContext context,
        IReadOnlyDictionary<string, string> backend,
        Func<TerraformRoot, T> act
    )
    {
        // Another plan of this checkout may be at it; then this one works in a folder of its own, and fetches its own providers.
        var work = context.Workspace.Work(context.EnvironmentManifest.Name, context.Component.Name);
        Directory.CreateDirectory(work);
        using var held = HeldFile.TryHold(Path.Combine(work, "plan.lock"));
        var folder = held is null ? TemporaryFolders.New() : Path.Combine(work, "plan");
        var root = new TerraformRoot(context, folder, context.EnvironmentManifest.Provider);
        root.CopySources(Path.Combine(context.Artifact.Folder, "terraform"));
        RootBackend.Refuse(
            root.Path,
            $"components/{context.Component.Name}/terraform/{context.EnvironmentManifest.Provider}",
            context.EnvironmentManifest
        );
        try
        {
            root.Init(backend, waits: false);
            return act(root);
        }
        finally
        {
            root.ForgetValues();
            File.Delete(Path.Combine(root.Path, "preview.tfplan"));
            if (held is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
