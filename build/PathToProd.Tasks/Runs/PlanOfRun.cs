using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs;

/// <summary>Puts together what a run of Plan found. What could not be planned is not known, and never left out.</summary>
internal static class PlanOfRun
{
    public static EnvironmentPlan Of(RunServices services, RunRequest request, IEnumerable<NodeResult> nodes)
    {
        var ledger = new Lazy<LedgerState>(() =>
            CurrentLedger.Read(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock)
        );
        return new EnvironmentPlan
        {
            Environment = request.Environment.Name,
            Model = request.Environment.DeploymentModel,
            Commit = services.Provenance.Commit,
            Set = services.Set ?? request.Set?.Name,
            Version = request.Options.Plan?.Version ?? request.Asked?.Options.GetValueOrDefault("version"),
            Components = [.. nodes.Select(node => Part(services, node, ledger))],
            At = services.Clock.GetUtcNow(),
            Who = services.Provenance.Who,
            Run = services.Run.ToString(),
            Product = ProductVersion.Text,
        };
    }

    private static ComponentPlan Part(RunServices services, NodeResult node, Lazy<LedgerState> ledger) =>
        node.Outcome.IsSuccess() && services.Plans.TryGetValue(node.Component, out var part)
            ? part
            : new ComponentPlan
            {
                Component = node.Component,
                Version = node.Version,
                Artifact = node.Digest,
                Over = LedgerBase.Of(ledger.Value[node.Component]),
                Unknown = [new PlanUnknown("", UnknownCause.Failure, "", Because(node))],
            };

    private static string Because(NodeResult node) =>
        node switch
        {
            { Error: { } error } => Prose.FirstLine(error).TrimEnd('.'),
            { Outcome: NodeOutcome.NotRun, Reason: { } cause } => cause,
            _ => "its own tasks planned nothing",
        };
}
