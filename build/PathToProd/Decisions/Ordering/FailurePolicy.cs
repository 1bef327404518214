namespace PathToProd.Decisions.Ordering;

/// <summary>What the failure of one component means for the others of a run.</summary>
public enum FailurePolicy
{
    /// <summary>What requires it does not run; everything else does. The default.</summary>
    FinishUnrelated,

    /// <summary>Nothing more starts; what runs ends by itself.</summary>
    Stop,

    /// <summary>Everything runs in its order, also what requires it.</summary>
    FinishEverything,
}
