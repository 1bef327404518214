using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>A Git branch needs a remote, a cluster needs environments that have one, and settings of one backend mean nothing for another.</summary>
internal static class LedgerCheck
{
    private const string Files = "files";
    private const string Branch = "git-branch";
    private const string Cluster = "cluster";

    private static readonly (string Key, string[] Backends)[] Settings =
    [
        ("remote", [Branch]),
        ("branch", [Branch]),
        ("namespace", [Cluster]),
        ("lease", [Branch, Cluster]),
    ];

    public static void Run(
        PlatformManifest? platform,
        IEnumerable<EnvironmentManifest> environments,
        List<Problem> problems
    )
    {
        if ((platform?.Source.Root as ValueNode.Map)?.Find("ledger")?.Value is not ValueNode.Map ledger)
        {
            return;
        }

        // A backend that is not known is a problem of its own, and says nothing about what belongs to it.
        var backend = ledger.Find("backend")?.Value is ValueNode.Scalar { Text: var text } ? text : Files;
        if (backend is not (Files or Branch or Cluster))
        {
            return;
        }

        if (backend == Branch && ledger.Find("remote") is null)
        {
            problems.Add(
                new Problem(
                    platform.Source["ledger.backend"],
                    "the ledger's backend is git-branch, and nothing says where its repository is",
                    "add a line such as \"remote: https://git.example.com/ledger.git\" beside it"
                )
            );
        }

        problems.AddRange(
            from setting in Settings
            where !setting.Backends.Contains(backend) && ledger.Find(setting.Key) is not null
            select new Problem(
                platform.Source[$"ledger.{setting.Key}"],
                $"the ledger has {setting.Key}, which means something only for the backend {string.Join(" or ", setting.Backends)}, and its backend is {backend}",
                $"write backend: {string.Join(" or ", setting.Backends)}, or remove {setting.Key}"
            )
        );
        if (backend == Cluster)
        {
            problems.AddRange(
                from environment in environments
                where environment.Target is Target.Directory
                select new Problem(
                    environment.Source["target.directory"],
                    $"{environment.Name} deploys to a directory, and the ledger's backend is cluster, which keeps the ledger in the environment's own cluster",
                    "let it deploy to a cluster, or write backend: files or git-branch in platform.yaml"
                )
            );
        }
    }
}
