using System.Text.Json.Nodes;
using PathToProd.Environments;
using PathToProd.Kubernetes;
using PathToProd.Reporting;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Deployments;

/// <summary>The file that says how to reach clusters.</summary>
internal static class Kubeconfig
{
    /// <summary>
    /// Where it is: what the environment says, else <c>KUBECONFIG</c>, else <c>~/.kube/config</c>. Of several files in
    /// <c>KUBECONFIG</c> it is the first that has the context, or else the first that is there.
    /// </summary>
    public static string PathOf(Target.Cluster target, Workspace workspace)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (target.Kubeconfig is { } said)
        {
            return said.StartsWith("~/", StringComparison.Ordinal)
                ? Path.Combine(home, said[2..])
                : Path.Combine(workspace.Root, said);
        }

        var listed = (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return listed.Length == 0
            ? Path.Combine(home, ".kube", "config")
            : Array.Find(listed, file => File.Exists(file) && Contexts(file, []).Contains(target.Context))
                ?? Array.Find(listed, File.Exists)
                ?? listed[0];
    }

    /// <summary>What is wrong with the environment's way to its cluster, as far as this machine can tell without calling it.</summary>
    public static IEnumerable<Problem> Check(EnvironmentManifest environment, Workspace workspace)
    {
        if (environment.Target is not Target.Cluster target)
        {
            yield break;
        }

        var path = PathOf(target, workspace);
        if (!File.Exists(path))
        {
            yield return new Problem(
                environment.Source["target.cluster"],
                $"the kubeconfig {path} does not exist",
                "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
            );
            yield break;
        }

        var problems = new List<Problem>();
        var contexts = Contexts(path, problems);
        foreach (var problem in problems)
        {
            yield return problem;
        }

        if (problems.Count == 0 && !contexts.Contains(target.Context))
        {
            yield return new Problem(
                environment.Source["target.cluster.context"],
                $"the kubeconfig {path} has no context {target.Context}",
                Suggestion.Fix(target.Context, contexts, "context", "it has none")
            );
        }
    }

    private static string[] Contexts(string path, List<Problem> problems)
    {
        var config = YamlJson.Read(File.ReadAllText(path), path, problems);
        return
        [
            .. (config?["contexts"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(context => context["name"]?.ToString() ?? ""),
        ];
    }
}
