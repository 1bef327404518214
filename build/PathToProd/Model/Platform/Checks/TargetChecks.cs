using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>No two environments may deploy to the same place, and none to where sources are.</summary>
public static class TargetChecks
{
    private static readonly string[] Sources = [".git", ".ci", "build", "components", "docs", "environments", "tests"];

    /// <summary>What the program and its launcher keep in <c>artifacts/</c>.</summary>
    private static readonly string[] Outputs =
    [
        "built",
        "dotnet",
        "dotnet-sdk",
        "host",
        "index",
        "locks",
        "manifests",
        "plans",
        "results",
        "runs",
        "state",
        "store",
        "tasks",
        "tests",
        "tools",
        "work",
    ];

    /// <summary>Whether a folder, by its path from the repository's root, is the program's own or holds what is.</summary>
    public static bool IsOwn(string path) =>
        path.ToLowerInvariant().Split('/') switch
        {
            ["artifacts"] => true,
            ["artifacts", var output, ..] => Outputs.Contains(output),
            [var first, ..] => Sources.Contains(first),
            _ => false,
        };

    /// <summary>What is wrong with a folder that is the program's own, and what to do.</summary>
    public static (string What, string Fix) Own(string path) =>
        (
            $"the directory {path} holds other things, which a deployment could remove",
            "write one such as artifacts/sandbox"
        );

    /// <summary>Checks the directory that one file says; what is inherited is checked where it is said.</summary>
    internal static void Directory(EnvironmentFile file, List<Problem> problems)
    {
        if (file.Target is not Target.Directory directory)
        {
            return;
        }

        if (Problem(directory) is var (what, fix))
        {
            problems.Add(new Problem(file.Source["target.directory"], what, fix));
        }
    }

    /// <summary>Checks that all environments deploy to different places.</summary>
    public static void Clashes(IEnumerable<EnvironmentManifest> environments, List<Problem> problems)
    {
        var earlier = new List<EnvironmentManifest>();
        foreach (var environment in environments)
        {
            foreach (var other in earlier)
            {
                if (Clash(other, environment) is var (path, what))
                {
                    var said = environment.Source[path];
                    var own = new SourcePosition($"environments/{environment.Name}/environment.yaml");
                    problems.Add(
                        new Problem(
                            said.File == own.File ? said : own,
                            $"{what}, and so is {other.Name} at {other.Source[path]}",
                            "give each its own target"
                        )
                    );
                }
            }

            if (!environment.IsAbstract)
            {
                earlier.Add(environment);
            }
        }
    }

    private static (string Path, string What)? Clash(EnvironmentManifest left, EnvironmentManifest right) =>
        (left.Target, right.Target) switch
        {
            (Target.Cluster one, Target.Cluster two) when one.Context == two.Context && MayBeSame(one, two) => (
                "target.cluster.context",
                $"{right.Name} is bound to the kubeconfig context {two.Context}"
            ),
            (Target.Directory one, Target.Directory two) when RepositoryPath.Overlap(one.Path, two.Path) => (
                "target.directory",
                one.Path == two.Path
                    ? $"{right.Name} is deployed to the directory {two.Path}"
                    : $"{right.Name} is deployed to the directory {two.Path}, which overlaps {one.Path}"
            ),
            _ => null,
        };

    /// <summary>Whether two contexts of one name may be the same: unless both name their files, that is unknown.</summary>
    private static bool MayBeSame(Target.Cluster left, Target.Cluster right) =>
        left.Kubeconfig is null || right.Kubeconfig is null || left.Kubeconfig == right.Kubeconfig;

    private static (string What, string Fix)? Problem(Target.Directory directory)
    {
        var path = directory.Path;
        if (IsAbsolute(path))
        {
            return directory.Reason is null
                ? (
                    $"the directory {path} is outside the repository",
                    "write one inside such as artifacts/sandbox, or add reason: and why it is outside"
                )
                : null;
        }

        if (directory.Reason is not null)
        {
            return ("a reason is only for a directory outside the repository", "remove reason");
        }

        if (RepositoryPath.ProblemIn(path) is { } wrong)
        {
            return (
                $"the directory must be a path inside the repository, and \"{path}\" is not: {wrong.What}",
                wrong.Fix
            );
        }

        if (path[0] == '~')
        {
            return ($"the directory {path} begins with ~, which is not expanded here", "write the whole path");
        }

        return IsOwn(path) ? Own(path) : null;
    }

    private static bool IsAbsolute(string path) =>
        path[0] == '/' || path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\';
}
