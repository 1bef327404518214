using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Kubernetes.Hooks;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Drift;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Rendered manifests in a folder, one file for each resource, which a GitOps agent may sync.</summary>
internal sealed class DirectoryDeployment(ComponentContext context, Target.Directory target) : IDeployment
{
    private string Folder => RenderedFolder.Of(context.Workspace, target, context.Component.Name);

    private string Shown => context.Workspace.Show(Folder);

    public StillThere Look(Deployment last)
    {
        var found = RenderedFolder.Fingerprint(Folder);
        return found == last.Deployed ? StillThere.Yes
            : found is null ? StillThere.Gone
            : StillThere.Changed;
    }

    public TargetLook LookForDrift(Deployment last)
    {
        var fingerprint = RenderedFolder.Fingerprint(Folder);
        var look = new TargetLook.Folder(Shown, fingerprint is not null, fingerprint == last.Deployed);
        return !look.IsThere || look.IsSame ? look
            : fingerprint!.Length == 0 ? look with { NotKnown = "a link in it leads out of it" }
            : DeployedValues.Fix(context, last) is { } why ? look with { NotKnown = why }
            : look with
            {
                Deployed = Compared(FolderFiles.Of(HooksForFolder.Of(Documents(), target.Hooks).Documents)),
                Found = Compared(Found()),
            };
    }

    public DeploymentResult Deploy()
    {
        var files = Files();
        AtomicFolder.Replace(
            Folder,
            next =>
            {
                foreach (var (name, text) in files)
                {
                    File.WriteAllText(Path.Combine(next, name), text);
                }
            }
        );
        return new DeploymentResult(TreeDigest.Of(Folder)!.ToString());
    }

    public DeploymentPreview Plan()
    {
        var (before, after) = (Compared(Found()), Compared(Files()));
        return new DeploymentPreview(TextDiff.Of(before, after, Shown, ShownFile.Of))
        {
            Changes = FileChanges.Of(context, Shown, before, after),
        };
    }

    public void Destroy() => AtomicFolder.Delete(Folder);

    private ImmutableSortedDictionary<string, string> Files()
    {
        // A run looks first; but a task of a component's own may lead here too.
        if (ComponentSecrets.Of(context).Exposed.ToArray() is { Length: > 0 } exposed)
        {
            throw new PlatformException(exposed);
        }

        var documents = Documents();
        var hooks = HooksForFolder.Of(documents, target.Hooks);
        foreach (var note in hooks.Notes(target.Hooks))
        {
            context.Note(note);
        }

        var generated = SecondRendering.Differences(context, context.EnvironmentManifest, context.Values(), documents);
        if (!generated.IsEmpty)
        {
            context.Note(
                $"each deployment to a directory changes what the chart generates: {string.Join(", ", generated)}"
            );
        }

        return FolderFiles.Of(hooks.Documents);
    }

    private ImmutableArray<KubernetesDocument> Documents() =>
        Rendering.Documents(context, context.EnvironmentManifest, context.Values());

    private Dictionary<string, string> Found() =>
        Directory.Exists(Folder)
            ? FileTree.Files(Folder).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Folder, file)))
            : [];

    /// <summary>What a plan compares: a generated value always differs, and what it becomes is not known yet.</summary>
    private ImmutableSortedDictionary<string, string> Compared(IReadOnlyDictionary<string, string> files) =>
        files.ToImmutableSortedDictionary(
            file => file.Key,
            file => GeneratedValues.Hide(file.Value, context.Component.Generated),
            StringComparer.Ordinal
        );
}
