using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>A step of the partial solution: it narrows what is still possible of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Left">What is still possible of it from here on.</param>
/// <param name="Level">How many decisions had been taken, this one included.</param>
/// <param name="Cause">The incompatibility that it was derived from; null for a decision.</param>
/// <param name="Before">The place of the assignment before it about the same component; -1 when it is the first.</param>
internal sealed record Assignment(int Component, VersionBits Left, int Level, Incompatibility? Cause, int Before)
{
    public bool IsDecision => Cause is null;

    /// <summary>What a decision requires, and so calls for.</summary>
    public int[] Targets { get; init; } = [];
}
