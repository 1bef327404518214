using System.Collections.Immutable;
using PathToProd.Formats.Values;

namespace PathToProd.Model.Platform;

/// <summary>The values files of each environment and component, those of extended environments first.</summary>
internal sealed class LayeredValues
{
    private readonly Dictionary<string, Dictionary<string, Layers>> _environments = [];

    /// <summary>Lays a file over what is there.</summary>
    public void Add(string environment, string component, ValueNode.Map layer)
    {
        if (!_environments.TryGetValue(environment, out var components))
        {
            _environments.Add(environment, components = []);
        }

        components[component] = components.TryGetValue(component, out var below)
            ? new Layers(below.All.Add(layer), ValueTree.Merge(below.Merged, layer))
            : new Layers([layer], layer);
    }

    public ImmutableArray<ValueNode.Map> Of(string environment, string component) =>
        Find(environment, component)?.All ?? [];

    public ValueNode.Map Merged(string environment, string component) =>
        Find(environment, component)?.Merged ?? ValueNode.Map.Empty;

    /// <summary>The components for which something is said in an environment.</summary>
    public IEnumerable<string> Components(string environment) =>
        _environments.TryGetValue(environment, out var components) ? components.Keys : [];

    private Layers? Find(string environment, string component) =>
        _environments.GetValueOrDefault(environment)?.GetValueOrDefault(component);

    private sealed record Layers(ImmutableArray<ValueNode.Map> All, ValueNode.Map Merged);
}
