using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>A Git branch needs a remote, and settings for one mean nothing elsewhere.</summary>
internal static class LedgerCheck
{
    private const string Branch = "git-branch";
    private static readonly string[] OfBranches = ["remote", "branch", "lease"];

    public static void Run(PlatformManifest? platform, List<Problem> problems)
    {
        if ((platform?.Source.Root as ValueNode.Map)?.Find("ledger")?.Value is not ValueNode.Map ledger)
        {
            return;
        }

        // A backend that is not known is a problem of its own, and says nothing about what belongs to it.
        var backend = ledger.Find("backend")?.Value is ValueNode.Scalar { Text: var text } ? text : "files";
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
        else if (backend == "files")
        {
            problems.AddRange(
                from key in OfBranches
                where ledger.Find(key) is not null
                select new Problem(
                    platform.Source[$"ledger.{key}"],
                    $"the ledger has {key}, which means something only for the backend git-branch, and its backend is files",
                    $"add backend: git-branch, or remove {key}"
                )
            );
        }
    }
}
