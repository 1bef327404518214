namespace PathToProd.Text.Ci;

/// <summary>What kind of caller starts the program.</summary>
public enum CallerKind
{
    /// <summary>A person, on a machine of their own.</summary>
    Person,

    /// <summary>A job of a CI system.</summary>
    CiJob,

    /// <summary>What deploys in place of a person.</summary>
    DeliveryAgent,
}
