using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Units;

/// <summary>What is deployed, verified and recorded as one: a component, a group, or all of a version set.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">The component's or the group's name; <see cref="Everything"/> for all of a version set.</param>
/// <param name="Members">Its components, by name.</param>
public sealed record DeploymentUnit(UnitKind Kind, string Name, ImmutableSortedSet<string> Members)
{
    /// <summary>The name of a unit of all components. No component and no group has it.</summary>
    public const string Everything = "all";

    /// <summary>What its lock is called. A certification, which changes all components too, takes the lock of the same name.</summary>
    public string LockName => LockNameOf(Name);

    /// <summary>Whether it has a record of its own beside those of its members.</summary>
    public bool IsRecorded => Kind != UnitKind.Component;

    /// <summary>As messages say it: <c>edge (external-dns and ingress)</c>, or <c>all 5 components</c>.</summary>
    public string Text =>
        Kind switch
        {
            UnitKind.Component => Name,
            UnitKind.Group => $"{Name} ({Prose.List([.. Members])})",
            _ => Members.Count == 1 ? Members[0] : $"all {Members.Count} components",
        };

    /// <summary>What the lock of a unit of this name is called.</summary>
    public static string LockNameOf(string unit) => unit == Everything ? "all components" : unit;

    /// <summary>The same unit with other members.</summary>
    public bool Equals(DeploymentUnit? other) =>
        other is not null && other.Kind == Kind && other.Name == Name && other.Members.SetEquals(Members);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Members.Count);
}

/// <summary>What makes components a unit.</summary>
public enum UnitKind
{
    /// <summary>It is one component, which has its own lifecycle.</summary>
    Component,

    /// <summary><c>platform.yaml</c> says that they are a group.</summary>
    Group,

    /// <summary>They are a version set, in a monolithic environment.</summary>
    Set,
}
