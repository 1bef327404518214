using PathToProd.Facts.Runs;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What goes back as one.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">The name of the component or of the unit; of an environment its own.</param>
public sealed record RollbackScope(RollbackKind Kind, string Name)
{
    private const string ComponentWord = "component ";
    private const string UnitWord = "unit ";

    /// <summary>As the journal keeps it, without the environment's name.</summary>
    public string Text =>
        Kind switch
        {
            RollbackKind.Component => ComponentWord + Name,
            RollbackKind.Unit => UnitWord + Name,
            _ => "environment",
        };

    /// <summary>As a sentence says it: <c>web</c>, <c>the group edge</c>, or the environment.</summary>
    public string Noun =>
        Kind != RollbackKind.Unit ? Name
        : Name == DeploymentUnit.Everything ? "all components"
        : $"the group {Name}";

    /// <summary>What the journal of an earlier run says.</summary>
    public static RollbackScope Of(RollbackAsked asked, string environment) =>
        asked.Scope.StartsWith(ComponentWord, StringComparison.Ordinal)
            ? new RollbackScope(RollbackKind.Component, asked.Scope[ComponentWord.Length..])
        : asked.Scope.StartsWith(UnitWord, StringComparison.Ordinal)
            ? new RollbackScope(RollbackKind.Unit, asked.Scope[UnitWord.Length..])
        : new RollbackScope(RollbackKind.Environment, environment);
}

/// <summary>What kind of thing goes back.</summary>
public enum RollbackKind
{
    /// <summary>A component by itself.</summary>
    Component,

    /// <summary>A group, or all of a version set, that is deployed as one.</summary>
    Unit,

    /// <summary>All of an environment whose components and groups are deployed by themselves.</summary>
    Environment,
}
