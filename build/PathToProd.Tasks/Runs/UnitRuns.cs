using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Units;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs;

/// <summary>The units of a run: what begins, verifies and ends each as a whole.</summary>
/// <param name="services">The run.</param>
/// <param name="request">What was asked.</param>
/// <param name="plan">The plan.</param>
internal sealed class UnitRuns(RunServices services, RunRequest request, RunPlan.Ready plan)
{
    private readonly Dictionary<string, RunNode> _nodes = plan.Nodes.ToDictionary(
        node => node.Name,
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, UnitResult> _results = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The units, by their members.</summary>
    public RunUnits Units { get; } =
        new(
            plan.Units.Select(unit => new UnitRun(
                services,
                request.Environment,
                unit,
                Record(services, request, plan, unit)
            ))
        );

    /// <summary>What became of each unit, by name.</summary>
    public ImmutableArray<UnitResult> Results =>
        [.. _results.Values.OrderBy(unit => unit.Name, StringComparer.Ordinal)];

    /// <summary>The unit whose end a node of the run's graph is; null for a component.</summary>
    public UnitRun? EndedBy(string node) => Units.All.FirstOrDefault(unit => UnitGraph.EndOf(unit.Unit) == node);

    /// <summary>Verifies and ends a unit all of whose members ended.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="results">What became of each component; what verification finds is written there.</param>
    /// <param name="verify">Runs the smoke tests of a component that ended in some way, and gives how it ends with them.</param>
    public NodeOutcome Finish(
        UnitRun unit,
        IDictionary<string, NodeResult> results,
        Func<RunNode, NodeResult, NodeResult> verify
    )
    {
        var outcome = UnitOutcome.Of([.. Members(unit, results).Select(member => member.Outcome)]);
        if (!outcome.IsSuccess())
        {
            Close(unit, results);
            return NodeOutcome.NotRun;
        }

        var why = unit.IsStarted || request.Target.Stage != Stage.Deploy ? null : WhyAgain(unit);
        if (!unit.IsStarted && why is null)
        {
            Close(unit, results);
            return NodeOutcome.Unchanged;
        }

        try
        {
            unit.Hold(services.Observer.Say, request.Options.Waits ? TimeSpan.MaxValue : null);
            unit.Start();
            if (request.Target.Stage == Stage.Deploy)
            {
                foreach (var member in unit.Unit.Members)
                {
                    results[member] = verify(_nodes[member], results[member]);
                }
            }

            return Close(unit, results, NodeOutcome.Done, why);
        }
        catch (PlatformException exception)
        {
            return Close(unit, results, NodeOutcomes.Of(exception.ExitCode), exception.Message);
        }
    }

    /// <summary>Ends the unit of a component when that was the last of its members to end, and one of them did not succeed.</summary>
    public void MemberEnded(string component, IDictionary<string, NodeResult> results)
    {
        if (
            Units.Of(component) is { } unit
            && unit.Unit.Members.All(results.ContainsKey)
            && Members(unit, results).Any(member => !member.Outcome.IsSuccess())
        )
        {
            Close(unit, results);
        }
    }

    /// <summary>Ends every unit that has not ended.</summary>
    public void CloseAll(IDictionary<string, NodeResult> results)
    {
        foreach (var unit in Units.All)
        {
            Close(unit, results);
        }
    }

    private NodeOutcome Close(
        UnitRun unit,
        IDictionary<string, NodeResult> results,
        NodeOutcome done = NodeOutcome.Unchanged,
        string? reason = null
    )
    {
        var members = Members(unit, results);
        var outcome = UnitOutcome.Of([.. members.Select(member => member.Outcome)]);
        // Nothing had to be done to any member, and yet it was verified, or could not be.
        outcome = outcome == NodeOutcome.Unchanged || !done.IsSuccess() ? done : outcome;
        var error = outcome.IsSuccess() ? null : UnitOutcome.Error(members) ?? reason;
        try
        {
            unit.End(members, outcome, error);
        }
        catch (PlatformException exception)
        {
            // Without its end in the ledger it counts as interrupted, whatever its members did.
            (outcome, error) = (NodeOutcome.Failed, exception.Message);
        }

        lock (_gate)
        {
            _results.TryAdd(
                unit.Unit.Name,
                new UnitResult
                {
                    Name = unit.Unit.Name,
                    Text = unit.Unit.Text,
                    Members = [.. unit.Unit.Members],
                    Set = unit.Set,
                    Outcome = outcome,
                    Reason = outcome is NodeOutcome.Cancelled ? null : error ?? reason,
                }
            );
        }

        return outcome;
    }

    private static ImmutableArray<NodeResult> Members(UnitRun unit, IDictionary<string, NodeResult> results) =>
        [.. unit.Unit.Members.Where(results.ContainsKey).Select(member => results[member])];

    private string? WhyAgain(UnitRun unit) =>
        UnitDecision.WhyAgain(
            unit.Unit.Name,
            unit.Members,
            unit.Set,
            CurrentLedger.Read(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock)
        );

    private static LedgerEntry.UnitStarted Record(
        RunServices services,
        RunRequest request,
        RunPlan.Ready plan,
        DeploymentUnit unit
    ) =>
        new()
        {
            Attempt = Guid.NewGuid().ToString("N"),
            Run = services.Run.ToString(),
            At = services.Clock.GetUtcNow(),
            Action = request.Target.Stage == Stage.Destroy ? LedgerAction.Destroy : LedgerAction.Deploy,
            Unit = unit.Name,
            Environment = request.Environment.Name,
            Set = request.Set?.Name,
            Members =
            [
                .. plan
                    .Components.Where(component => unit.Members.Contains(component.Name))
                    .OrderBy(component => component.Name, StringComparer.Ordinal)
                    .Select(component => new UnitMember(
                        component.Name,
                        component.Version,
                        services.Given.GetValueOrDefault(component.Name)?.Digest
                    )),
            ],
            Who = services.Provenance.Who,
            Commit = services.Provenance.Commit,
            Product = ProductVersion.Text,
            Rollback = services.Rollback.Units.GetValueOrDefault(unit.Name) is { } rollback
                ? rollback with
                {
                    Because = services.Redactor.Hide(rollback.Because),
                }
                : null,
        };
}
