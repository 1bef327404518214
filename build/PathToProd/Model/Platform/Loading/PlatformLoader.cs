using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Platform.Checks;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Platform.Loading;

/// <summary>Reads every manifest once, goes on past each problem, and refuses at the end when there were any.</summary>
public sealed class PlatformLoader
{
    private const string PlatformFile = "platform.yaml";

    private readonly IPlatformFiles _files;
    private readonly ManifestReader _reader;
    private readonly IEnumerable<string> _policies;
    private readonly bool _fromStore;

    private PlatformLoader(IPlatformFiles files, IEnumerable<string> policies, bool fromStore, SemVersion? product)
    {
        _files = files;
        _reader = new ManifestReader(files, [], product);
        _policies = policies;
        _fromStore = fromStore;
    }

    /// <summary>Reads all manifests and checks them together.</summary>
    /// <param name="files">The repository's files.</param>
    /// <param name="policies">The names of the policies that components may declare; read only as far as a name has to be found.</param>
    /// <param name="fromStore">
    /// Whether components are asked for that may be in the store alone: then there may be values for such ones.
    /// </param>
    /// <param name="product">The version of Path to Prod that reads them. Default: the one that runs.</param>
    /// <exception cref="PlatformException">Something is wrong; every problem is in it. Of a platform for other versions only that.</exception>
    public static PlatformModel Load(
        IPlatformFiles files,
        IEnumerable<string> policies,
        bool fromStore = false,
        SemVersion? product = null
    ) => new PlatformLoader(files, policies, fromStore, product).Load();

    private PlatformModel Load()
    {
        var platform = _reader.Read(
            PlatformFile,
            PlatformShape.Shape,
            "the platform",
            "add it with a line such as \"name: platform\""
        );
        if (_reader.IsOfOtherProduct)
        {
            throw new PlatformException(_reader.Problems);
        }

        var components = Components();
        var environments = Environments(components);
        DefaultEnvironmentCheck.Run(platform, environments, _reader.Problems);
        WayOfWorkingCheck.Run(platform, _files, _reader.Problems);
        LedgerCheck.Run(platform, environments.Manifests.Values, _reader.Problems);
        PoolChecks.Run(platform, environments.Manifests.Values, _reader.Problems);
        TestChecks.Platform(platform, _files, _reader.Problems);
        ComponentChecks.Run(components, _policies, _reader.Problems);
        RelationChecks.Platform(platform, components, _reader.Problems);
        ResourceChecks.Run(platform, components, _reader.Problems);
        GroupChecks.Run(platform, environments.Manifests.Values, components, _reader.Problems);
        RelationChecks.Environments(environments.Manifests.Values, components, _reader.Problems);
        var values = Values(environments, components);
        ValuesChecks.Run(values, environments, components, _reader.Problems);
        if (_reader.Problems.Count > 0)
        {
            throw new PlatformException(_reader.Problems.Distinct());
        }

        return new PlatformModel
        {
            Platform = WithClusters(platform!, environments.Manifests.Values),
            Components = components.ByName,
            Environments = Sorted(environments.Manifests),
            Layers = values,
        };
    }

    /// <summary>Where ledgers are that are kept in clusters is said by the environments.</summary>
    private static PlatformManifest WithClusters(
        PlatformManifest platform,
        IEnumerable<EnvironmentManifest> environments
    ) =>
        platform.Ledger.Backend != LedgerBackend.Cluster
            ? platform
            : platform with
            {
                Ledger = platform.Ledger with
                {
                    Clusters = environments
                        .Where(environment => environment.Target is Target.Cluster)
                        .ToImmutableSortedDictionary(
                            environment => environment.Name,
                            environment => (Target.Cluster)environment.Target!,
                            StringComparer.Ordinal
                        ),
                },
            };

    private LoadedComponents Components()
    {
        var components = new LoadedComponents(_fromStore);
        foreach (var folder in _reader.Folders("components", "component.yaml", ComponentShape.Shape, "the component"))
        {
            components.Add(folder.Name, folder.Manifest);
        }

        return components;
    }

    private LoadedEnvironments Environments(LoadedComponents components)
    {
        var files = new Dictionary<string, EnvironmentFile?>();
        var pinned = new Dictionary<string, ImmutableSortedDictionary<string, SemVersion>>();
        var values = new List<ValuesFile>();
        var folders = _reader.Folders(
            "environments",
            "environment.yaml",
            EnvironmentShape.Shape,
            "the environment",
            except: EnvironmentName.VersionSets
        );
        foreach (var found in folders)
        {
            var name = found.Name;
            var folder = $"environments/{name}";
            var recorded = found.Holds(CapabilitiesShape.FileName)
                ? _reader.Read(
                    $"{folder}/{CapabilitiesShape.FileName}",
                    CapabilitiesShape.Shape,
                    "what was recorded",
                    "remove it"
                )
                : null;
            files[name] = found.Manifest is null ? null : found.Manifest with { Recorded = recorded };
            EnvironmentChecks.Name(name, folder, _reader.Problems);
            if (found.Holds("versions.yaml"))
            {
                pinned[name] = PinnedFile.Read(_reader, $"{folder}/versions.yaml", components);
            }

            if (found.Holds("values"))
            {
                values.AddRange(_reader.ValuesFiles(name));
            }
        }

        return Inheritance.Resolve(files, pinned, values, _reader.Problems);
    }

    private LayeredValues Values(LoadedEnvironments environments, LoadedComponents components)
    {
        var byEnvironment = new Dictionary<string, List<ReadValues>>();
        foreach (var file in environments.Values)
        {
            ValuesChecks.Component(file, components, _reader.Problems);
            if (_reader.ReadValues(file.Path) is { } map)
            {
                if (!byEnvironment.TryGetValue(file.Environment, out var read))
                {
                    byEnvironment.Add(file.Environment, read = []);
                }

                read.Add(new ReadValues(file.Component, map));
            }
        }

        var layered = new LayeredValues();
        foreach (var manifest in environments.Manifests.Values)
        {
            for (var index = manifest.Extends.Length - 1; index >= -1; index--)
            {
                var layer = index < 0 ? manifest.Name : manifest.Extends[index];
                foreach (var (component, map) in byEnvironment.GetValueOrDefault(layer) ?? [])
                {
                    layered.Add(manifest.Name, component, map);
                }
            }
        }

        return layered;
    }

    private static ImmutableSortedDictionary<string, EnvironmentManifest> Sorted(
        Dictionary<string, EnvironmentManifest> manifests
    )
    {
        var sorted = ImmutableSortedDictionary.CreateBuilder<string, EnvironmentManifest>(StringComparer.Ordinal);
        foreach (var (name, manifest) in manifests)
        {
            sorted.Add(name, manifest);
        }

        return sorted.ToImmutable();
    }

    private sealed record ReadValues(string Component, ValueNode.Map Map);
}
