using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Where a component's rendered manifests are in an environment that is a directory.</summary>
internal static class RenderedFolder
{
    public static string Of(Workspace workspace, Target.Directory target, string component) =>
        Path.Combine(workspace.Root, target.Path, component);

    /// <summary>What identifies the folder's content; null when there is none, empty when it cannot be what we wrote.</summary>
    public static string? Fingerprint(string folder)
    {
        try
        {
            return TreeDigest.Of(folder)?.ToString();
        }
        catch (PlatformException)
        {
            // A link that leads out of the folder: someone else put it there.
            return "";
        }
    }
}
