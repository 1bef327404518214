using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// Whether what the ledger says is deployed is still there, as far as this machine's disk alone can say: rendered
/// manifests in a directory, and Terraform state that is kept here. Clusters and state elsewhere are not asked, as the
/// gate must answer at once and without a network; what runs there is looked at when it is deployed itself.
/// </summary>
internal sealed class DeployedOnDisk(Workspace workspace, EnvironmentManifest environment, LedgerState ledger)
{
    /// <summary>The components that something asked for requires, directly or not, or has to suit, and that are no longer there as they were deployed.</summary>
    public ImmutableHashSet<string> Gone(
        IEnumerable<ComponentManifest> asked,
        IReadOnlyDictionary<string, ComponentManifest> components
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(
            asked.SelectMany(component =>
                component.Requires.Keys.Concat(component.Optional.Keys).Concat(component.Conflicts.Keys)
            )
        );
        while (open.TryDequeue(out var name))
        {
            if (seen.Add(name) && components.TryGetValue(name, out var component))
            {
                foreach (var required in component.Requires.Keys)
                {
                    open.Enqueue(required);
                }
            }
        }

        return [.. seen.Where(IsGone)];
    }

    /// <summary>True when a component was deployed and is no longer there as it was.</summary>
    // What was recorded says what it was: a component may have become another type since.
    public bool IsGone(string component) =>
        ledger[component].Presence is Presence.Deployed { Deployment.Deployed: { } recorded }
        && (
            TerraformState.IsFingerprint(recorded)
                ? environment.TerraformBackend.IsEmpty && StateOf(component) != recorded
                : environment.Target is Target.Directory target && RenderedIn(target, component) != recorded
        );

    private string? StateOf(string component) =>
        TerraformState.Fingerprint(workspace.State(environment.Name, component));

    private string? RenderedIn(Target.Directory target, string component) =>
        RenderedFolder.Fingerprint(RenderedFolder.Of(workspace, target, component));
}
