using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Clusters;

/// <summary>
/// The files that say how to reach clusters, in the order in which kubectl reads them: of two entries with one name the first
/// counts. Only names are read here; kubectl and Helm get the same files and read the rest, so that relative paths, proxies and
/// credential plugins in them mean what they mean to kubectl.
/// </summary>
internal sealed class Kubeconfig
{
    private const string Name = "KUBECONFIG";

    private Kubeconfig(ImmutableArray<string> files) => Files = files;

    /// <summary>The files, absolute. Those that are not there are skipped by kubectl too, unless there is only one.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>All of them, as <c>KUBECONFIG</c> lists them.</summary>
    public string Variable => string.Join(Path.PathSeparator, Files);

    /// <summary>The one file; null when there are several, which only <see cref="Variables"/> can say.</summary>
    public string? File => Files is [var only] ? only : null;

    /// <summary>The option of kubectl and Helm that names the file; none when there are several.</summary>
    public IEnumerable<string> Options => File is { } only ? [$"--kubeconfig={only}"] : [];

    /// <summary>The variables that name the files where no option can.</summary>
    public ImmutableDictionary<string, string?> Variables =>
        File is null
            ? ImmutableDictionary<string, string?>.Empty.Add(Name, Variable)
            : ImmutableDictionary<string, string?>.Empty;

    /// <summary>What the environment says, else <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public static Kubeconfig Of(Target.Cluster target, Workspace workspace)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (target.Kubeconfig is { } said)
        {
            return new Kubeconfig([
                said.StartsWith("~/", StringComparison.Ordinal)
                    ? Path.Combine(home, said[2..])
                    : Path.Combine(workspace.Root, said),
            ]);
        }

        // Relative ones start from where the user is. Blanks belong to a name, as kubectl sees it.
        return Environment.GetEnvironmentVariable(Name) is { Length: > 0 } listed
            ? new Kubeconfig([
                .. listed
                    .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                    .Select(Path.GetFullPath)
                    .Distinct(StringComparer.Ordinal),
            ])
            : new Kubeconfig([Path.Combine(home, ".kube", "config")]);
    }

    /// <summary>What is wrong with the environment's way to its cluster, as far as this machine can see without calling it.</summary>
    public static IEnumerable<Problem> Check(EnvironmentManifest environment, Workspace workspace)
    {
        if (environment.Target is not Target.Cluster target)
        {
            return [];
        }

        var kubeconfig = Of(target, workspace);
        if (!kubeconfig.Files.Any(Path.Exists))
        {
            return
            [
                new Problem(
                    environment.Source["target.cluster"],
                    kubeconfig.Missing,
                    "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
                ),
            ];
        }

        var problems = new List<Problem>();
        var entries = KubeconfigEntries.Read(kubeconfig.Files.Where(Path.Exists), problems);
        return problems.Count > 0
            ? problems
            : entries.ProblemsOf(target.Context, environment.Source["target.cluster.context"], kubeconfig.ToString());
    }

    /// <summary>As messages name it.</summary>
    public override string ToString() =>
        File is { } only ? $"the kubeconfig {only}" : $"the kubeconfigs {string.Join(", ", Files)}";

    private string Missing =>
        Files switch
        {
            [] => "KUBECONFIG names no file",
            [var only] => $"the kubeconfig {only} does not exist",
            _ => $"none of {this} exists",
        };
}
