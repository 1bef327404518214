using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Lists the versions that were built and published.</summary>
internal static class VersionsTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Versions",
            "lists the versions that were built and published",
            "The newest version comes first. The registry is asked when platform.yaml names one.",
            [Option.Component]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var stores = new Stores(invocation);
        var local = stores.Local.List();
        var names = Names(invocation, local);
        var (published, failure) = Ask(stores.Registry, names);
        RefuseUnknown(invocation, names, local, published);
        var versions = names.SelectMany(name => ListedVersion.Of(name, local, published)).ToArray();
        var address = stores.Registry?.Address;
        return new Report
        {
            Text = style => VersionsReport.Text(versions, style, invocation.Clock.GetUtcNow()),
            Json = () => VersionsReport.Json(versions, address, failure?.Message),
            Trouble = failure is null ? null : $"Nothing is known about {address}:\n{failure.Message}",
            ExitCode = failure?.ExitCode ?? ExitCode.Done,
        };
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
        UnknownComponents.Refuse(names, known);
    }
}
