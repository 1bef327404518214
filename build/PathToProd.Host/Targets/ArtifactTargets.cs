using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Reports which versions exist, and publishes them.</summary>
internal static class ArtifactTargets
{
    public static void Versions(Invocation invocation)
    {
        using var stores = new Stores(invocation);
        var local = stores.Local.List();
        var names = Names(invocation, local);
        var (published, failure) = Ask(stores.Registry, names);
        RefuseUnknown(invocation, names, local, published);
        var versions = names.SelectMany(name => ListedVersion.Of(name, local, published)).ToArray();
        invocation.Output.Write(
            invocation.IsJson
                ? VersionsReport.Json(versions, stores.Registry?.Address, failure?.Message)
                : VersionsReport.Text(versions, invocation.Style, invocation.Clock.GetUtcNow())
        );
        if (failure is not null)
        {
            invocation.Say($"Nothing is known about {stores.Registry!.Address}:\n{failure.Message}");
            invocation.ExitCode = failure.ExitCode;
        }
    }

    public static void Publish(Invocation invocation)
    {
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

        invocation.Output.Write(
            invocation.IsJson
                ? PublishReport.Json(published, registry.Address)
                : PublishReport.Text(published, registry.Address, invocation.Style)
        );
    }

    /// <summary>The components that were asked for; else all that are here or that the store has.</summary>
    private static ImmutableArray<string> Names(Invocation invocation, Catalogue local)
    {
        var all = invocation.Model.Components.Keys.Union(local.Components, StringComparer.Ordinal);
        return invocation.Arguments[Option.Component] is { } asked and not "all"
            ? [.. Arguments.ListOf(asked).Distinct(StringComparer.Ordinal)]
            : [.. all.Order(StringComparer.Ordinal)];
    }

    /// <summary>What the registry has; nothing, and why, when it does not answer. It is not asked again then.</summary>
    private static (Catalogue Published, PlatformException? Failure) Ask(
        RegistryStore? registry,
        ImmutableArray<string> names
    )
    {
        try
        {
            var asked = names.Where(name => ComponentName.ProblemIn(name, "") is null);
            return (new Catalogue(registry is null ? [] : asked.SelectMany(registry.List).ToArray()), null);
        }
        catch (PlatformException exception)
        {
            return (new Catalogue([]), exception);
        }
    }

    private static void RefuseUnknown(
        Invocation invocation,
        ImmutableArray<string> names,
        Catalogue local,
        Catalogue published
    )
    {
        var known = invocation
            .Model.Components.Keys.Union(local.Components, StringComparer.Ordinal)
            .Union(published.Components, StringComparer.Ordinal)
            .ToArray();
        var problems = names
            .Except(known, StringComparer.Ordinal)
            .Select(name => new Problem(
                null,
                $"there is no component {name}",
                Suggestion.Fix(name, known, "component", "there are no components yet")
            ))
            .ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }
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
