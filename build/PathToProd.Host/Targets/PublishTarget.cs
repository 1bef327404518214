using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Copies artifacts to the registry.</summary>
internal static class PublishTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Publish",
            "copies a component's artifact to the registry",
            "It builds nothing: it takes what Build put into the store. A published version never changes.",
            [Option.Component]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        WorkingCheck.Refuse(invocation, "Publish", environment: null);
        using var stores = new Stores(invocation);
        var registry =
            stores.Registry
            ?? throw new PlatformException([
                new Problem(
                    new SourcePosition("platform.yaml"),
                    "it names no registry to publish to",
                    "add store: oci://registry.example.com/platform"
                ),
            ]);
        var artifacts = Built(invocation, stores.Local);
        RefuseOthers(registry, artifacts);
        var published = new List<PublishedVersion>();
        foreach (var artifact in artifacts)
        {
            invocation.Say($"Publishing {artifact.Component} {artifact.Version} ({ByteSize.Text(artifact.Size)})");
            var publication = registry.Publish(artifact);
            published.Add(
                new PublishedVersion(
                    artifact.Component,
                    artifact.Version,
                    artifact.Digest,
                    publication == Publication.Published
                )
            );
        }

        return new Report
        {
            Text = style => PublishReport.Text(published, registry.Address, style),
            Json = () => PublishReport.Json(published, registry.Address),
        };
    }

    private static ImmutableArray<StoredArtifact> Built(Invocation invocation, ArtifactStore store)
    {
        var found = invocation.Selected.Select(component =>
            (Component: component, Artifact: store.Find(component.Name, component.Version))
        );
        var byPresence = found.ToLookup(pair => pair.Artifact is not null && store.IsWhole(pair.Artifact));
        var missing = byPresence[false]
            .Select(pair => new Problem(
                pair.Component.Source["version"],
                $"{pair.Component.Name} {pair.Component.Version} is not in {invocation.Workspace.Show(invocation.Workspace.Store)}",
                $"build it first: ./build.sh --target=Build --component={pair.Component.Name}"
            ))
            .ToArray();
        return missing.Length == 0
            ? [.. byPresence[true].Select(pair => pair.Artifact!)]
            : throw new PlatformException(missing);
    }

    /// <summary>All that cannot be published is reported before anything is published.</summary>
    private static void RefuseOthers(RegistryStore registry, ImmutableArray<StoredArtifact> artifacts)
    {
        var refused = new List<string>();
        foreach (var artifact in artifacts)
        {
            try
            {
                registry.IsPublished(artifact);
            }
            catch (PlatformException exception) when (exception.ExitCode == ExitCode.Refused)
            {
                refused.Add(exception.Message);
            }
        }

        if (refused.Count > 0)
        {
            throw new PlatformException(ExitCode.Refused, $"{string.Join('\n', refused)}\nNothing was published.");
        }
    }
}
