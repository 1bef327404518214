using PathToProd.Model.Environments;
using PathToProd.Model.Platform.Checks;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Where an environment's directory really is: a path and its links may lead to what a deployment must not replace.</summary>
public static class TargetFolder
{
    /// <summary>The problem of a directory that is the program's own, holds this checkout, or is not a folder.</summary>
    public static IEnumerable<Problem> Check(EnvironmentManifest environment, Workspace workspace)
    {
        if (environment.Target is not Target.Directory target)
        {
            yield break;
        }

        var where = environment.Source["target.directory"];
        var path = Path.Combine(workspace.Root, target.Path);
        if (File.Exists(path))
        {
            yield return new Problem(
                where,
                $"the directory {target.Path} is a file",
                "name a folder, or remove the file"
            );
            yield break;
        }

        var root = Real(workspace.Root);
        var there = Real(path);
        var fromRoot = Path.GetRelativePath(root, there).Replace('\\', '/');
        var toRoot = Path.GetRelativePath(there, root).Replace('\\', '/');
        if (!toRoot.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(toRoot))
        {
            yield return new Problem(
                where,
                $"the directory {target.Path} holds this checkout, which a deployment could remove",
                "write one such as artifacts/sandbox"
            );
        }
        else if (TargetChecks.IsOwn(fromRoot))
        {
            var (what, fix) = TargetChecks.Own(
                fromRoot == target.Path ? fromRoot : $"{target.Path}, which is {fromRoot},"
            );
            yield return new Problem(where, what, fix);
        }
    }

    /// <summary>The path without links, as far as it exists.</summary>
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return Path.GetFullPath(path);
        }

        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        if (new FileInfo(here).LinkTarget is null)
        {
            return here;
        }

        try
        {
            return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target
                ? Real(target.FullName)
                : here;
        }
        catch (IOException)
        {
            // It leads in a circle: then nothing can be put there either, and that is reported.
            return here;
        }
    }
}
