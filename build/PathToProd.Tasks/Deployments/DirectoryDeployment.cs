using PathToProd.Environments;
using PathToProd.Kubernetes;
using PathToProd.Ledger;
using PathToProd.Reporting;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Deployments;

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
        return new DeploymentResult(TreeDigest.Of(Folder)!);
    }

    public string Plan()
    {
        var files = Files();
        var before = Directory.Exists(Folder)
            ? FileTree.Files(Folder).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Folder, file)))
            : [];
        return TextDiff.Of(before, files, Shown, ShownFile.Of);
    }

    public void Destroy() => AtomicFolder.Delete(Folder);

    private SortedDictionary<string, string> Files()
    {
        // A run looks first; but a task of a component's own may lead here too.
        if (ComponentSecrets.Of(context).Exposed.ToArray() is { Length: > 0 } exposed)
        {
            throw new PlatformException(exposed);
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in context.Render(context.Values()))
        {
            files[FileName(document, files)] = document.Text + "\n";
        }

        return files;
    }

    private static string FileName(KubernetesDocument document, SortedDictionary<string, string> taken)
    {
        var name = $"{document.Kind}-{document.Name}".ToLowerInvariant();
        var safe = string.Concat(
            name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-')
        );
        var file = $"{safe}.yaml";
        for (var copy = 2; taken.ContainsKey(file); copy++)
        {
            file = $"{safe}-{copy}.yaml";
        }

        return file;
    }
}
