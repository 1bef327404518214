namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>How a trial of some changes ended.</summary>
public enum TrialOutcome
{
    /// <summary>Everything works with them.</summary>
    Passed,

    /// <summary>Something does not.</summary>
    Failed,

    /// <summary>Unclear.</summary>
    Unresolved,
}
