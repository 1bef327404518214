namespace PathToProd.Facts.VersionSets;

/// <summary>A value of a component that is another one in a second environment. A secret is only named.</summary>
/// <param name="Component">The component.</param>
/// <param name="Path">The path of the value.</param>
/// <param name="From">It in the first environment, as JSON; null when nothing says it there.</param>
/// <param name="To">It in the second environment, as JSON; null when nothing says it there.</param>
/// <param name="Input">The output that it is taken from, such as <c>base-k8s.cluster_name</c>; null when files say it.</param>
public sealed record ValueDifference(string Component, string Path, string? From, string? To, string? Input)
{
    /// <summary>Compares the values of one component in two environments, in order of their paths.</summary>
    /// <param name="component">The component.</param>
    /// <param name="from">Its values in the first, as JSON, by path.</param>
    /// <param name="to">Its values in the second.</param>
    /// <param name="inputs">What is taken from outputs of other components, by path.</param>
    public static IEnumerable<ValueDifference> Between(
        string component,
        IReadOnlyDictionary<string, string> from,
        IReadOnlyDictionary<string, string> to,
        IReadOnlyDictionary<string, string> inputs
    ) =>
        from
            .Keys.Union(to.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(path => from.GetValueOrDefault(path) != to.GetValueOrDefault(path))
            .Select(path => new ValueDifference(
                component,
                path,
                from.GetValueOrDefault(path),
                to.GetValueOrDefault(path),
                inputs.GetValueOrDefault(path)
            ));
}
