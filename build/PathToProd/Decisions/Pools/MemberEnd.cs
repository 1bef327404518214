using PathToProd.Facts.Pools;

namespace PathToProd.Decisions.Pools;

/// <summary>How a run leaves an environment of a pool.</summary>
public abstract record MemberEnd
{
    private MemberEnd() { }

    /// <summary>It did not use it: what was known of the environment stays as it was.</summary>
    public sealed record Untouched : MemberEnd;

    /// <summary>A run that named it changed it. What was known of the environment stays as it was, but for the set.</summary>
    /// <param name="Set">What is there now.</param>
    public sealed record Touched(SetThere? Set) : MemberEnd;

    /// <summary>It worked.</summary>
    /// <param name="Set">What is there now.</param>
    public sealed record Worked(SetThere? Set) : MemberEnd;

    /// <summary>It ended, recorded how, and says nothing about the environment: it was cancelled, or what it tested failed.</summary>
    /// <param name="Set">What is there now.</param>
    public sealed record Ended(SetThere? Set) : MemberEnd;

    /// <summary>It failed, and the environment may be to blame. What is there is recorded.</summary>
    /// <param name="Cause">A clause.</param>
    /// <param name="Set">What is there now.</param>
    public sealed record Failed(string Cause, SetThere? Set) : MemberEnd;

    /// <summary>What is there could not be compared with the ledger, so it stays unknown.</summary>
    /// <param name="Cause">A clause.</param>
    public sealed record NotCompared(string Cause) : MemberEnd;
}
