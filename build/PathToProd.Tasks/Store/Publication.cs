namespace PathToProd.Tasks.Store;

/// <summary>What publishing an artifact came to.</summary>
public enum Publication
{
    /// <summary>It is there now.</summary>
    Published,

    /// <summary>Exactly this artifact was there already.</summary>
    Unchanged,
}
