using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Validation;

/// <summary>Which layers of the platform a validation tests; the others stay as the base has them.</summary>
/// <param name="Layers">The layers that are tested.</param>
public sealed record LayerChoice(ImmutableSortedSet<ComponentLayer> Layers)
{
    /// <summary>All of them.</summary>
    public static readonly LayerChoice All = new([.. Enum.GetValues<ComponentLayer>()]);

    private static readonly string[] Names = [.. Enum.GetValues<ComponentLayer>().Select(Word)];

    /// <summary>Reads what <c>--layers</c> names.</summary>
    /// <param name="names">The names.</param>
    /// <exception cref="PlatformException">One is no layer (exit code 2): all of them are reported.</exception>
    public static LayerChoice Parse(IEnumerable<string> names)
    {
        var layers = ImmutableSortedSet.CreateBuilder<ComponentLayer>();
        var problems = new List<Problem>();
        foreach (var name in names)
        {
            if (Array.IndexOf(Names, name) is >= 0 and var at)
            {
                layers.Add(Enum.GetValues<ComponentLayer>()[at]);
            }
            else
            {
                problems.Add(
                    new Problem(
                        null,
                        $"there is no layer {name}",
                        Suggestion.Fix(name, Names, "layer", "leave --layers out")
                    )
                );
            }
        }

        PlatformException.ThrowIfAny(problems);
        return new LayerChoice(layers.ToImmutable());
    }

    /// <summary>A layer as people write it.</summary>
    public static string Word(ComponentLayer layer) => layer.ToString().ToLowerInvariant();

    /// <summary>Whether nothing is left out.</summary>
    public bool AreAll => Layers.Count == All.Layers.Count;

    /// <summary>What the option would say.</summary>
    public string Text => string.Join(',', Layers.Select(Word));

    /// <summary>Leaves the changes of all other layers out.</summary>
    /// <param name="from">What the base holds.</param>
    /// <param name="to">What the change makes of it.</param>
    /// <param name="layerOf">The layer of a component.</param>
    /// <returns>What is tested, and what is not.</returns>
    public (ImmutableSortedDictionary<string, SetMember> Members, ImmutableArray<SetChange> LeftOut) Apply(
        ImmutableSortedDictionary<string, SetMember> from,
        ImmutableSortedDictionary<string, SetMember> to,
        Func<string, ComponentLayer> layerOf
    )
    {
        ImmutableArray<SetChange> leftOut =
        [
            .. SetDifference.Of(from, to).Changes.Where(change => !Layers.Contains(layerOf(change.Component))),
        ];
        return (
            SetChange.Apply(
                new VersionSet { Name = "", Members = to },
                leftOut.Select(change => new SetChange(change.Component, change.To, change.From))
            ),
            leftOut
        );
    }
}
