namespace PathToProd.Decisions.Planning;

/// <summary>What a look at the target says about something that the ledger says is deployed.</summary>
public enum StillThere
{
    /// <summary>It could not be checked.</summary>
    NotKnown,

    /// <summary>It was not asked: only Deploy asks a cluster. It counts as there as far as this machine knows.</summary>
    NotAsked,

    /// <summary>It is there, as it was deployed.</summary>
    Yes,

    /// <summary>It is there, and differs from what was deployed.</summary>
    Changed,

    /// <summary>It is not there, or not all of it.</summary>
    Gone,
}
