using System.Collections.Immutable;
using PathToProd.Model.Environments;

namespace PathToProd.Model.Ledgers;

/// <summary>What <c>ledger</c> in <c>platform.yaml</c> says.</summary>
public sealed record LedgerSettings
{
    /// <summary>Nothing: files in this checkout.</summary>
    public static LedgerSettings Default { get; } = new();

    /// <summary>Where ledgers and locks are kept. Default: files.</summary>
    public LedgerBackend Backend { get; init; }

    /// <summary>The Git repository, as <c>git push</c> takes it; a relative path is seen from the repository's root. Null unless the backend is a Git branch.</summary>
    public string? Remote { get; init; }

    /// <summary>The branch that holds the ledgers. Default: <c>path-to-prod-ledger</c>.</summary>
    public string Branch { get; init; } = "path-to-prod-ledger";

    /// <summary>The namespace that holds ledgers and locks in a cluster; made if it is not there. Default: <c>path-to-prod</c>.</summary>
    public string Namespace { get; init; } = "path-to-prod";

    /// <summary>The cluster of each environment that deploys to one, by the environment's name. Empty until the environments are known.</summary>
    public ImmutableSortedDictionary<string, Target.Cluster> Clusters { get; init; } =
        ImmutableSortedDictionary<string, Target.Cluster>.Empty;

    /// <summary>How long a lock that its holder does not renew stays; another run must see it unchanged for so long. Default: one minute.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);
}
