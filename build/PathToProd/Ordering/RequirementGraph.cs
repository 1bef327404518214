using System.Collections.Immutable;
using PathToProd.Components;

namespace PathToProd.Ordering;

/// <summary>Which component requires which. Names that are required but are not in the graph are left out: whoever builds it checks those.</summary>
public sealed class RequirementGraph
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> requirements;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> dependants;

    private RequirementGraph(ImmutableSortedDictionary<string, ImmutableArray<string>> requirements)
    {
        this.requirements = requirements;
        var reverse = requirements.Keys.ToDictionary(
            name => name,
            _ => ImmutableArray.CreateBuilder<string>(),
            StringComparer.Ordinal
        );
        foreach (var (name, required) in requirements)
        {
            foreach (var requirement in required)
            {
                reverse[requirement].Add(name);
            }
        }

        dependants = reverse.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => pair.Value.ToImmutable(),
            StringComparer.Ordinal
        );
    }

    /// <summary>The components, by name.</summary>
    public IEnumerable<string> Components => requirements.Keys;

    /// <summary>How many components there are.</summary>
    public int Count => requirements.Count;

    /// <summary>The graph of some manifests.</summary>
    public static RequirementGraph Of(IEnumerable<ComponentManifest> components) =>
        Of(components.ToDictionary(component => component.Name, component => component.Requires.Keys));

    /// <summary>The graph of names, each with the names that it requires.</summary>
    public static RequirementGraph Of<TNames>(IReadOnlyDictionary<string, TNames> requires)
        where TNames : IEnumerable<string> =>
        new(
            requires.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair =>
                    ImmutableArray.CreateRange(
                        pair.Value.Where(requires.ContainsKey)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal)
                    ),
                StringComparer.Ordinal
            )
        );

    /// <summary>What a component itself requires, by name; nothing for one that is not in the graph.</summary>
    public ImmutableArray<string> RequirementsOf(string component) => requirements.GetValueOrDefault(component, []);

    /// <summary>What itself requires a component, by name; nothing for one that is not in the graph.</summary>
    public ImmutableArray<string> DependantsOf(string component) => dependants.GetValueOrDefault(component, []);

    /// <summary>The components, what they require, what that requires, and so on.</summary>
    public ImmutableSortedSet<string> WithRequirements(params IEnumerable<string> components) =>
        Reach(components, RequirementsOf);

    /// <summary>The components, what requires them, what requires that, and so on.</summary>
    public ImmutableSortedSet<string> WithDependants(params IEnumerable<string> components) =>
        Reach(components, DependantsOf);

    /// <summary>The part of the graph that holds only some components, and the requirements among them.</summary>
    public RequirementGraph Only(IReadOnlySet<string> components) =>
        Of(
            requirements
                .Where(pair => components.Contains(pair.Key))
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
        );

    /// <summary>The graph with every requirement turned around: the order in which to destroy.</summary>
    public RequirementGraph Reversed() => new(dependants);

    private ImmutableSortedSet<string> Reach(IEnumerable<string> from, Func<string, ImmutableArray<string>> next)
    {
        var reached = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from.Where(requirements.ContainsKey));
        while (open.TryPop(out var component))
        {
            if (reached.Add(component))
            {
                foreach (var other in next(component))
                {
                    open.Push(other);
                }
            }
        }

        return reached.ToImmutable();
    }
}
