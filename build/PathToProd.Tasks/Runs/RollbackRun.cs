using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Carries out a rollback: a deployment of what was there before, in the rollback's order. What went back before what it requires took its inputs from the newer
/// version; so once all is back, it is looked at again, and deployed again where they changed.
/// </summary>
/// <param name="services">The run.</param>
/// <param name="request">What was asked, with the components as they come back.</param>
/// <param name="plan">What was decided.</param>
public sealed class RollbackRun(RunServices services, RunRequest request, RollbackPlan.Ready plan)
{
    /// <summary>Runs it to the end.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<RunResult> RunAsync()
    {
        var references = new RollbackReferences(
            plan.Changes.ToImmutableSortedDictionary(
                change => change.Component,
                change => change.Reference,
                StringComparer.Ordinal
            ),
            plan.Units
        );
        var back = services with { Rollback = references };
        var result = await new ComponentRun(back, request with { Order = plan.Order }).RunAsync();
        if (result.ExitCode != ExitCode.Done || !TookInputsTooEarly())
        {
            return result;
        }

        services.Observer.Say("Looking again at what went back before what it takes its inputs from");
        var again = await new ComponentRun(back, request).RunAsync();
        return again with
        {
            Duration = result.Duration + again.Duration,
            Nodes = [.. again.Nodes.Select(node => WhatItDid(node, result))],
            Units = [.. again.Units.Select(unit => WhatItDid(unit, result))],
        };
    }

    private bool TookInputsTooEarly() =>
        plan.Order.Turned.Any(turned =>
            request.Components.Any(component =>
                component.Name == turned.Dependent && component.Inputs.Any(input => input.Component == turned.Required)
            )
        );

    /// <summary>What was done at first and is unchanged now was done.</summary>
    private static NodeResult WhatItDid(NodeResult node, RunResult first) =>
        node.Outcome == NodeOutcome.Unchanged ? first.Nodes.First(one => one.Component == node.Component) : node;

    private static UnitResult WhatItDid(UnitResult unit, RunResult first) =>
        unit.Outcome == NodeOutcome.Unchanged ? first.Units.First(one => one.Name == unit.Name) : unit;
}
