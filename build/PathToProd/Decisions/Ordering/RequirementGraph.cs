using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Ordering;

/// <summary>Which component requires which. Names that are required but are not in the graph are left out: the caller checks those.</summary>
public sealed class RequirementGraph
{
    // Dictionaries of arrays, because immutable ones of immutable arrays would be compiled at every start.
    private readonly string[] _names;
    private readonly Dictionary<string, string[]> _requirements;
    private readonly Dictionary<string, string[]> _dependants;

    /// <param name="requirements">For each component what it requires, in the order of names and without repetition.</param>
    private RequirementGraph(Dictionary<string, string[]> requirements)
    {
        _requirements = requirements;
        _names = [.. requirements.Keys];
        Array.Sort(_names, StringComparer.Ordinal);
        _dependants = Turned(_names, requirements);
    }

    private RequirementGraph(
        string[] names,
        Dictionary<string, string[]> requirements,
        Dictionary<string, string[]> dependants
    ) => (_names, _requirements, _dependants) = (names, requirements, dependants);

    /// <summary>The components, by name.</summary>
    public IEnumerable<string> Components => _names;

    /// <summary>How many components there are.</summary>
    public int Count => _names.Length;

    /// <summary>The graph of some manifests.</summary>
    public static RequirementGraph Of(IEnumerable<ComponentManifest> components)
    {
        var requires = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal);
        foreach (var component in components)
        {
            requires.Add(component.Name, component.Requires.Keys);
        }

        return Of(requires);
    }

    /// <summary>Components that wait for nothing.</summary>
    public static RequirementGraph WithoutEdges(IEnumerable<string> components) =>
        Of(components.ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));

    /// <summary>
    /// The graph of what is deployed in one run. What is required only where it is there comes first too, and so does what a
    /// component must not be there together with in other versions, unless that would close a cycle: of those, component by
    /// component in the order of names, the one that would close it is left out.
    /// </summary>
    public static RequirementGraph OfRun(IEnumerable<ComponentManifest> components)
    {
        var all = components.ToArray();
        var graph = Of(all);
        if (Array.TrueForAll(all, component => component.Optional.IsEmpty && component.Conflicts.IsEmpty))
        {
            return graph;
        }

        var requires = graph._names.ToDictionary(
            name => name,
            name => new SortedSet<string>(graph._requirements[name], StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        foreach (var component in all.OrderBy(component => component.Name, StringComparer.Ordinal))
        {
            foreach (var other in component.Optional.Keys.Concat(component.Conflicts.Keys))
            {
                if (requires.ContainsKey(other) && !Leads(requires, other, component.Name))
                {
                    requires[component.Name].Add(other);
                }
            }
        }

        return Of(requires);
    }

    /// <summary>The graph of names, each with the names that it requires.</summary>
    public static RequirementGraph Of<TNames>(IReadOnlyDictionary<string, TNames> requires)
        where TNames : IEnumerable<string>
    {
        var known = new Dictionary<string, string[]>(requires.Count, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var (name, required) in requires)
        {
            foreach (var requirement in required)
            {
                if (requires.ContainsKey(requirement) && seen.Add(requirement))
                {
                    found.Add(requirement);
                }
            }

            found.Sort(StringComparer.Ordinal);
            known.Add(name, [.. found]);
            seen.Clear();
            found.Clear();
        }

        return new RequirementGraph(known);
    }

    /// <summary>What a component itself requires, by name; nothing for one that is not in the graph.</summary>
    public ImmutableArray<string> RequirementsOf(string component) => Find(_requirements, component);

    /// <summary>What itself requires a component, by name; nothing for one that is not in the graph.</summary>
    public ImmutableArray<string> DependantsOf(string component) => Find(_dependants, component);

    /// <summary>The components, what they require, what that requires, and so on.</summary>
    public ImmutableSortedSet<string> WithRequirements(params IEnumerable<string> components) =>
        Reach(components, RequirementsOf);

    /// <summary>The components, what requires them, what requires that, and so on.</summary>
    public ImmutableSortedSet<string> WithDependants(params IEnumerable<string> components) =>
        Reach(components, DependantsOf);

    /// <summary>The part of the graph that holds only some components, and the requirements among them.</summary>
    public RequirementGraph Only(IReadOnlySet<string> components)
    {
        var part = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in _names)
        {
            if (components.Contains(name))
            {
                part.Add(name, Array.FindAll(_requirements[name], components.Contains));
            }
        }

        return new RequirementGraph(part);
    }

    /// <summary>The graph with every requirement turned around: the order in which to destroy.</summary>
    public RequirementGraph Reversed() => new(_names, _dependants, _requirements);

    private static bool Leads(Dictionary<string, SortedSet<string>> requires, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var name))
        {
            if (name == to)
            {
                return true;
            }

            if (seen.Add(name))
            {
                foreach (var next in requires[name])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>Each name with those that name it. As the names come in order, so does what is found.</summary>
    private static Dictionary<string, string[]> Turned(string[] names, Dictionary<string, string[]> requirements)
    {
        var found = new Dictionary<string, List<string>>(names.Length, StringComparer.Ordinal);
        foreach (var name in names)
        {
            foreach (var requirement in requirements[name])
            {
                if (!found.TryGetValue(requirement, out var dependants))
                {
                    found.Add(requirement, dependants = []);
                }

                dependants.Add(name);
            }
        }

        var turned = new Dictionary<string, string[]>(names.Length, StringComparer.Ordinal);
        foreach (var name in names)
        {
            turned.Add(name, found.TryGetValue(name, out var dependants) ? [.. dependants] : []);
        }

        return turned;
    }

    private static ImmutableArray<string> Find(Dictionary<string, string[]> edges, string component) =>
        edges.TryGetValue(component, out var found) ? ImmutableCollectionsMarshal.AsImmutableArray(found) : [];

    private ImmutableSortedSet<string> Reach(IEnumerable<string> from, Func<string, ImmutableArray<string>> next)
    {
        var reached = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from.Where(_requirements.ContainsKey));
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
