using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Environments;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>Why an incompatibility holds that was not derived: who or what said so.</summary>
internal abstract record Fact
{
    private Fact() { }

    /// <summary>Whether another fact is this one, or a part of what this one says at once.</summary>
    public bool Covers(Fact other) =>
        (this, other) switch
        {
            (Says all, Says one) => (all.Kind, all.Component, all.Other) == (one.Kind, one.Component, one.Other)
                && one.Which.IsWithin(all.Which),
            (NeedsKubernetes all, NeedsKubernetes one) => all.Component == one.Component
                && one.Which.IsWithin(all.Which),
            (NeedsProvider all, NeedsProvider one) => all.Component == one.Component && one.Which.IsWithin(all.Which),
            _ => Equals(other),
        };

    /// <summary>A component must be there.</summary>
    public sealed record Wished(Wish Wish) : Fact;

    /// <summary>The environment keeps a component in a range.</summary>
    public sealed record Held(Hold Hold) : Fact;

    /// <summary>Some versions need another Kubernetes version.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Which">The versions.</param>
    /// <param name="Range">What they need; for several versions, what some of them needs.</param>
    public sealed record NeedsKubernetes(int Component, VersionBits Which, VersionRange Range) : Fact;

    /// <summary>Some versions run on other providers only.</summary>
    public sealed record NeedsProvider(int Component, VersionBits Which, string Providers) : Fact;

    /// <summary>Some versions say something about another component.</summary>
    /// <param name="Kind">What they say.</param>
    /// <param name="Component">The component.</param>
    /// <param name="Which">The versions.</param>
    /// <param name="Other">The other component, which may be unknown.</param>
    /// <param name="Range">The range; for several versions that say different ones, all of these together.</param>
    public sealed record Says(RelationKind Kind, int Component, VersionBits Which, string Other, VersionRange Range)
        : Fact;

    /// <summary>For the sake of an argument, one of these became of a component.</summary>
    public sealed record Supposed(int Component, VersionBits Versions) : Fact;

    /// <summary>A component that is not upgraded does not change, so that as few as possible do.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Bit">The version that it stays at; 0 when it is not there.</param>
    /// <param name="IsEverywhere">
    /// Whether it does not change in any answer with as few changes. Otherwise it could change instead of another one, and
    /// the order of decisions spoke for it.
    /// </param>
    public sealed record Kept(int Component, int Bit, bool IsEverywhere) : Fact;

    /// <summary>With certain versions, or without these components, nothing would call for an upgraded component.</summary>
    public sealed record Uncalled(int Component) : Fact;

    /// <summary>Evidence shows versions to fail together.</summary>
    public sealed record FailedTogether(KnownConflict Conflict) : Fact;
}

/// <summary>What a version says about another component.</summary>
internal enum RelationKind
{
    /// <summary>It must be there, in the range.</summary>
    Requires,

    /// <summary>Where it is there, it must be in the range.</summary>
    Optional,

    /// <summary>It must not be there in the range.</summary>
    Conflicts,
}
