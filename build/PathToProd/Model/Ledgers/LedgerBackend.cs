namespace PathToProd.Model.Ledgers;

/// <summary>Where ledgers and locks are kept.</summary>
public enum LedgerBackend
{
    /// <summary>Ledgers in this checkout, which people commit; locks on this machine.</summary>
    Files,

    /// <summary>Ledgers in a branch, and locks in references, of a Git repository that all machines reach.</summary>
    GitBranch,

    /// <summary>Both in the environment's own cluster.</summary>
    Cluster,
}
