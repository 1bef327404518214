using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Product;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Platform;

/// <summary>Everything that the manifests say, read once and checked together.</summary>
public sealed record PlatformModel
{
    /// <summary>What <c>platform.yaml</c> says.</summary>
    public required PlatformManifest Platform { get; init; }

    /// <summary>The components by name.</summary>
    public required ImmutableSortedDictionary<string, ComponentManifest> Components { get; init; }

    /// <summary>The environments by name, with what each extends merged in; abstract ones too.</summary>
    public required ImmutableSortedDictionary<string, EnvironmentManifest> Environments { get; init; }

    /// <summary>The environments that something can be deployed to, by name: all but those that others only extend.</summary>
    public IEnumerable<EnvironmentManifest> DeployableEnvironments =>
        Environments.Values.Where(environment => !environment.IsAbstract);

    /// <summary>The names of the environments in which version sets may be tested.</summary>
    public ImmutableArray<string> TestEnvironments =>
        [
            .. DeployableEnvironments
                .Where(environment => environment.IsForTests)
                .Select(environment => environment.Name),
        ];

    /// <summary>The environments of each pool, in the order of their names, by the pool's name. A pool that only abstract environments name is there, and empty.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<EnvironmentManifest>> Pools =>
        Environments
            .Values.Where(environment => environment.Pool is not null)
            .GroupBy(environment => environment.Pool!, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                pool => pool.Key,
                pool => pool.Where(environment => !environment.IsAbstract).ToImmutableArray(),
                StringComparer.Ordinal
            );

    internal LayeredValues Layers { get; init; } = new();

    /// <summary>
    /// The values of a component in an environment, over all that the environment extends; each leaf knows the file and
    /// line that said it. References to secrets are still references, and inputs are not in it. An empty map when nothing is said.
    /// </summary>
    public ValueNode.Map Values(string environment, string component) => Layers.Merged(environment, component);

    /// <summary>Where each value of a component in an environment came from, and what it overrides.</summary>
    public ImmutableArray<ValueOrigin> Explain(string environment, string component) =>
        ValueOrigin.Of(Layers.Of(environment, component));

    /// <summary>The same platform with components as their artifacts describe them, instead of those here.</summary>
    /// <param name="components">The components; one that is not here is added.</param>
    /// <param name="areAll">True when there are no others: what is here and not among them is left out.</param>
    public PlatformModel With(IEnumerable<ComponentManifest> components, bool areAll)
    {
        var all = areAll ? Components.Clear() : Components;
        return this with { Components = all.SetItems(components.Select(one => KeyValuePair.Create(one.Name, one))) };
    }

    /// <summary>Reads the manifest that an artifact holds.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="text">The text of its <c>component.yaml</c>.</param>
    /// <exception cref="PlatformException">It is wrong, or from a later version of this program.</exception>
    public static ComponentManifest ReadComponent(string file, string text)
    {
        var problems = new List<Problem>();
        // An artifact is never rewritten, so what an older product wrote is read by its names.
        var current = KeyRenames.Rewrite(
            "component.yaml",
            text,
            new SemVersion(0, 0, 0),
            ProductVersion.Current,
            KeyRenames.All
        );
        var node = YamlReader.Read(file, current.Text, problems);
        if (
            node is not null
            && ProductRequirement.ProblemIn(node, "the component", ProductVersion.Current) is { } other
        )
        {
            throw new PlatformException([other]);
        }

        return
            node is not null
            && ComponentShape.Shape.TryRead(node, "the component", problems, out var manifest)
            && problems.Count == 0
            ? manifest
            : throw new PlatformException(problems);
    }
}
