using System.Collections.Immutable;
using PathToProd.Values;

namespace PathToProd.Manifests;

/// <summary>The values files of each environment and component, those of extended environments first.</summary>
internal sealed class LayeredValues
{
    private readonly Dictionary<(string Environment, string Component), ImmutableArray<ValueNode.Map>> _layers = [];
    private readonly Dictionary<(string Environment, string Component), ValueNode.Map> _merged = [];

    /// <summary>Every environment and component for which a values file says something.</summary>
    public IReadOnlyDictionary<(string Environment, string Component), ValueNode.Map> All => _merged;

    /// <summary>Lays a file over what is there.</summary>
    public void Add(string environment, string component, ValueNode.Map layer)
    {
        var key = (environment, component);
        var below = Of(environment, component);
        _layers[key] = below.Add(layer);
        _merged[key] = below.IsEmpty ? layer : ValueTree.Merge(_merged[key], layer);
    }

    public ImmutableArray<ValueNode.Map> Of(string environment, string component) =>
        _layers.TryGetValue((environment, component), out var layers) ? layers : [];

    public ValueNode.Map Merged(string environment, string component) =>
        _merged.GetValueOrDefault((environment, component), ValueNode.Map.Empty);
}
