using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>Where one value of a component in an environment came from.</summary>
/// <param name="Path">The value's path (see <see cref="ValuePath"/>).</param>
/// <param name="Value">The value, with the place that said it.</param>
/// <param name="Overridden">The places that said something else and were overridden, nearest first.</param>
public sealed record ValueOrigin(string Path, ValueNode Value, ImmutableArray<SourcePosition> Overridden)
{
    /// <summary>The origin of each leaf of layers that are laid over one another, the lowest first.</summary>
    public static ImmutableArray<ValueOrigin> Of(IReadOnlyList<ValueNode.Map> layers)
    {
        var merged = ValueNode.Map.Empty;
        foreach (var layer in layers)
        {
            merged = ValueTree.Merge(merged, layer);
        }

        var origins = ImmutableArray.CreateBuilder<ValueOrigin>();
        foreach (var (path, value) in ValueTree.Leaves(merged))
        {
            var overridden = ImmutableArray.CreateBuilder<SourcePosition>();
            for (var index = layers.Count - 1; index >= 0; index--)
            {
                if (ValueTree.Find(layers[index], path) is { } said && said.Where != value.Where)
                {
                    overridden.Add(said.Where);
                }
            }

            origins.Add(new ValueOrigin(path, value, overridden.ToImmutable()));
        }

        return origins.ToImmutable();
    }
}
