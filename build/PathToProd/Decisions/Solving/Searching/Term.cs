using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>A statement about one component that is true or false in an answer: what happened to it is among these.</summary>
/// <param name="Component">Its number in the universe.</param>
/// <param name="Versions">The set. A term is negative when "it is not there" is in it.</param>
internal readonly record struct Term(int Component, VersionBits Versions)
{
    /// <summary>Whether the component must be there for the term to be true.</summary>
    public bool IsPositive => !Versions.HasAbsent;

    public override string ToString() => $"{Component}:{string.Join(',', Versions.Each())}{(IsPositive ? "" : "-")}";
}
