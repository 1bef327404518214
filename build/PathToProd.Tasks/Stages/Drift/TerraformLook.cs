using System.Text.Json.Nodes;
using Cake.Terraform;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>
/// Plans the deployed root with the deployed values, twice: only refreshing, which finds what was changed behind Terraform's back,
/// and then in full. It takes no lock and writes nothing but its own working folder.
/// </summary>
internal static class TerraformLook
{
    /// <summary>Looks.</summary>
    /// <param name="context">The component, with its deployed artifact and values.</param>
    /// <param name="backend">Where the state is.</param>
    /// <param name="last">The deployment.</param>
    public static TargetLook Of(ComponentContext context, IReadOnlyDictionary<string, string> backend, Deployment last)
    {
        // Another look of this checkout may be at it; then this one works in a folder of its own, and fetches its own providers.
        var work = context.Workspace.Work(context.EnvironmentManifest.Name, context.Component.Name);
        Directory.CreateDirectory(work);
        using var held = HeldFile.TryHold(Path.Combine(work, "drift.lock"));
        var folder = held is null ? TemporaryFolders.New() : Path.Combine(work, "drift");
        var root = new TerraformRoot(context, folder, context.EnvironmentManifest.Provider);
        var plan = Path.Combine(folder, "drift.tfplan");
        root.CopySources(Path.Combine(context.Artifact.Folder, "terraform"));
        RootBackend.Refuse(
            root.Path,
            $"components/{context.Component.Name}/terraform/{context.EnvironmentManifest.Provider}",
            context.EnvironmentManifest
        );
        try
        {
            root.Write(context.Values().WithSecrets());
            root.Init(backend, waits: false);
            var state = context.TerraformStatePull(root.With(new TerraformStateSettings()));
            var fingerprint = TerraformState.Fingerprint(state);
            if (fingerprint is null)
            {
                return new TargetLook.State(IsThere: false, IsSame: false);
            }

            return new TargetLook.State(IsThere: true, IsSame: fingerprint == last.Deployed)
            {
                Moved = root.FindsChanges(plan, refreshOnly: true) ? PlanMoves.Drift(Show(context, root, plan)) : [],
                Planned = root.FindsChanges(plan, refreshOnly: false)
                    ? PlanMoves.Changes(Show(context, root, plan))
                    : [],
            };
        }
        finally
        {
            root.ForgetValues();
            File.Delete(plan);
            if (held is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static JsonNode Show(ComponentContext context, TerraformRoot root, string plan) =>
        context.TerraformShow(root.With(new TerraformShowSettings { File = plan }));
}
