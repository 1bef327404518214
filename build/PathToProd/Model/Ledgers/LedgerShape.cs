using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Ledgers;

/// <summary>What <c>ledger</c> in <c>platform.yaml</c> must look like.</summary>
internal static class LedgerShape
{
    /// <summary>Text that Git would take for an option is not an address, and a password is a secret, which is never written.</summary>
    private static readonly TextFormat<string> Address = TextFormats.Checked(
        "the address of a Git repository such as https://git.example.com/ledger.git",
        "^(?!-)(?![^/\\r\\n]*://[^/@:\\r\\n]*:[^/@\\r\\n]*@)[^\\r\\n]*[^\\r\\n \\t][^\\r\\n]*$",
        AddressProblem
    );

    private static readonly Key<LedgerBackend> Backend = new(
        "backend",
        new WordShape<LedgerBackend>(
            new("files", LedgerBackend.Files),
            new("git-branch", LedgerBackend.GitBranch),
            new("cluster", LedgerBackend.Cluster)
        ),
        "Where they are: files in this checkout with locks on this machine, a branch of a Git repository that all machines reach, or the environment's own cluster."
    )
    {
        Fallback = default,
        Default = "files",
    };

    private static readonly Key<string?> Remote = new(
        "remote",
        new TextShape<string>(Address)!,
        "The Git repository, as git push takes it. Only for git-branch."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> Branch = new(
        "branch",
        new TextShape<string>(BranchName.Such("path-to-prod-ledger"))!,
        "The branch that holds the ledgers. Only for git-branch."
    )
    {
        Fallback = null,
        Default = "path-to-prod-ledger",
    };

    private static readonly Key<string?> Namespace = new(
        "namespace",
        new TextShape<string>(TextFormats.Namespace)!,
        "The namespace that holds ledgers and locks; made if it is not there. Only for cluster."
    )
    {
        Fallback = null,
        Default = "path-to-prod",
    };

    private static readonly Key<TimeLimit> Lease = new(
        "lease",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long a lock stays whose holder does not renew it, because it was killed or cut off. Not for files."
    )
    {
        Fallback = new TimeLimit(LedgerSettings.Default.Lease),
        Default = "1m",
    };

    public static readonly Key<LedgerSettings> Key = new(
        "ledger",
        new ObjectShape<LedgerSettings>(
            fields => new LedgerSettings
            {
                Backend = fields.Get(Backend),
                Remote = fields.Get(Remote),
                Branch = fields.Get(Branch) ?? LedgerSettings.Default.Branch,
                Namespace = fields.Get(Namespace) ?? LedgerSettings.Default.Namespace,
                Lease = fields.Get(Lease).Value,
            },
            Backend,
            Remote,
            Branch,
            Namespace,
            Lease
        ),
        "Where ledgers and locks are kept."
    )
    {
        Fallback = LedgerSettings.Default,
    };

    private static TextError? AddressProblem(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var user = scheme < 0 || text.IndexOf('/') < scheme ? "" : text[(scheme + 3)..].Split('/')[0];
        return text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var at
                ? new TextError(at, "it has several lines", "keep one")
            : text.AsSpan().IndexOfAnyExcept(' ', '\t') < 0 ? new TextError(0, "it is empty", "write an address")
            : text[0] == '-' ? new TextError(0, "it begins with -", "write an address or a path")
            : user.IndexOf('@') is > 0 and var end && user[..end].Contains(':')
                ? new TextError(
                    scheme + 3,
                    "it holds a password",
                    "leave it out: Git asks its credential helper, or uses an SSH key"
                )
            : null;
    }
}
