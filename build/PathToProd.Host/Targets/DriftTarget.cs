using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Views;
using PathToProd.Host.Targets.Pools;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Runs.Drift;

namespace PathToProd.Host.Targets;

/// <summary>Compares an environment with its ledger.</summary>
internal static class DriftTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Drift",
            "shows what in an environment is not as it was deployed",
            "It compares what is there with the artifacts and values that the ledger names, and changes nothing. Without --component it looks at "
                + "all that is deployed, and at what else is there. See docs/drift.md.",
            [.. Option.Selection, Option.Parallel, Option.FailOnDrift, Option.WaitForPool]
        )
        {
            Pools = PoolUse.Looks,
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    private static Report Run(Invocation invocation)
    {
        var (drift, _) = Look(invocation);
        return new Report
        {
            Text = style => $"\n{DriftReport.Text(drift, style)}",
            Json = () => DriftReport.Json(drift),
            Markdown = () => DriftReport.Markdown(drift),
            ExitCode = drift.ExitCode(invocation.Arguments.Has(Option.FailOnDrift)),
        };
    }

    /// <summary>Compares what is asked about with the ledger.</summary>
    /// <returns>What was found, and what the ledger says.</returns>
    public static (EnvironmentDrift Drift, LedgerState Ledger) Look(Invocation invocation)
    {
        using var platform = new Platform(invocation);
        var environment = invocation.Environment;
        var options = platform.Options;
        var ledger = LedgerState.From(Ledgers.Told(invocation, Ledgers.History(invocation, environment.Name)));
        var asked = Asked(invocation, ledger);
        using var observer = Observer(invocation, environment, asked ?? [.. ledger.Components.Keys]);
        var services = platform.Of(invocation.NewRun(), observer, ChosenVersions.None(invocation.Model));
        return (new DriftRun(services, environment, options).RunAsync(ledger, asked).GetAwaiter().GetResult(), ledger);
    }

    private static RunObserver Observer(
        Invocation invocation,
        EnvironmentManifest environment,
        IReadOnlyCollection<string> names
    ) => new(invocation, RunViews.Of(invocation, RunTarget.Of(Definition.Name), environment.Name, names, names.Count));

    /// <summary>What was asked for: also what only the ledger knows. Null for all of it.</summary>
    private static IReadOnlyCollection<string>? Asked(Invocation invocation, LedgerState ledger)
    {
        if (invocation.Arguments[Option.Component] is null || invocation.SelectedNames is not { } asked)
        {
            return null;
        }

        UnknownComponents.Refuse(
            asked,
            [.. invocation.Model.Components.Keys.Union(ledger.Components.Keys, StringComparer.Ordinal)]
        );
        return asked;
    }
}
