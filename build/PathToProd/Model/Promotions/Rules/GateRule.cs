namespace PathToProd.Model.Promotions.Rules;

/// <summary>What a gate of a policy demands: one kind for each class that derives from it.</summary>
public abstract record GateRule
{
    /// <summary>The word that a policy names it by: <c>soak</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What it names that must be there: environments, monitors, groups of people. Default: nothing.</summary>
    public virtual IEnumerable<RuleReference> References => [];
}

/// <summary>A name in a rule of something that must be there.</summary>
/// <param name="Kind">What it is the name of.</param>
/// <param name="Name">The name.</param>
/// <param name="Key">The key of the rule that says it, for its place in the file.</param>
public sealed record RuleReference(ReferenceKind Kind, string Name, string Key);

/// <summary>What a rule can name.</summary>
public enum ReferenceKind
{
    /// <summary>An environment that something can be deployed to.</summary>
    Environment,

    /// <summary>A monitor of <c>promotion.yaml</c>.</summary>
    Monitor,

    /// <summary>A group of people.</summary>
    People,

    /// <summary>A time zone.</summary>
    TimeZone,
}
