using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs;

namespace PathToProd.Host.Targets;

/// <summary>Compares two version sets, or what runs in environments.</summary>
internal static class DiffTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Diff",
            "compares two version sets, or what runs in environments",
            "It lists the commits and the changelog lines in between; of two environments also the values and inputs that differ.",
            [Option.Set, Option.With]
        )
        {
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    private static Report Run(Invocation invocation)
    {
        using var platform = new Platform(invocation);
        var references = new SetReferences(invocation);
        var from = references.Need(Option.Set, environments: true);
        var to = references.Need(Option.With, environments: true);
        var report = SetComparison.Of(platform, from, to) with { Values = Values(platform, references, from, to) };
        return new Report
        {
            Text = report.Text,
            Json = report.Json,
            Markdown = report.Markdown,
        };
    }

    /// <summary>The values that differ, of components that both environments have; null when one of the two is a set.</summary>
    private static ImmutableArray<ValueDifference>? Values(
        Platform platform,
        SetReferences references,
        VersionSet from,
        VersionSet to
    )
    {
        var invocation = platform.Invocation;
        if (
            !references.IsEnvironment(invocation.Arguments[Option.Set]!)
            || !references.IsEnvironment(invocation.Arguments[Option.With]!)
        )
        {
            return null;
        }

        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        return new EnvironmentValues(services).Differences(
            invocation.Model.Components.Values.Where(component =>
                from.Members.ContainsKey(component.Name) && to.Members.ContainsKey(component.Name)
            ),
            (invocation.Model.Environments[from.Name], references.Ledger(from.Name)),
            (invocation.Model.Environments[to.Name], references.Ledger(to.Name))
        );
    }
}
