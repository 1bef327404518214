using PathToProd.Decisions.Solving;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Proposes a version set.</summary>
internal static class ResolveTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Resolve",
            "proposes the newest versions that can run together",
            "It takes the components of --from, or else of the working copy, and upgrades all of them, or only those of --upgrade. What is known to "
                + "fail is left out, and it says which parts of the proposal were never tested. The proposal goes to artifacts/proposed.yaml; see "
                + "docs/version-sets.md and docs/solver.md.",
            [Option.Upgrade, Option.From, Option.Environment, Option.OnlyKnownGood, Option.Limit]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var references = new SetReferences(invocation);
        using var stores = new Stores(invocation);
        var question = new ResolveQuestion(invocation, references, stores);
        var asked = question.Ask();
        var resolution = new Resolution(
            Solver.Solve(asked),
            question.Current,
            invocation.Arguments[Option.Environment]
        );
        var proposed = resolution.Answer is SolverAnswer.Solved ? Proposed(invocation, resolution) : null;
        if (proposed is not null)
        {
            references.Files.Propose(proposed);
        }

        var missing =
            proposed is null || resolution.Answer is SolverAnswer.Solved { KnownGood: not null }
                ? null
                : question.MissingEvidence(proposed);
        var file = invocation.Workspace.Show(invocation.Workspace.ProposedSet);
        return new Report
        {
            Text = style =>
                proposed is null
                    ? ""
                    : ResolveReport.Text(resolution, missing, file, invocation.Model.TestEnvironments, style),
            Json = () => ResolveReport.Json(resolution, proposed, missing),
            // Programs find it in the JSON.
            Trouble = proposed is null && !invocation.IsJson ? ResolveReport.Why(resolution.Answer) : null,
            ExitCode = resolution.Answer switch
            {
                SolverAnswer.Solved => ExitCode.Done,
                SolverAnswer.Refused => ExitCode.Refused,
                _ => ExitCode.Failed,
            },
        };
    }

    private static VersionSet Proposed(Invocation invocation, Resolution resolution)
    {
        var provenance = new Provenance(invocation.Workspace.Root);
        return new VersionSet
        {
            Name = VersionSetName.Proposed,
            Members = resolution.Members,
            At = invocation.Clock.GetUtcNow(),
            Who = provenance.Who,
            Commit = provenance.Commit,
            From = resolution.Current?.Name is VersionSetName.Proposed ? null : resolution.Current?.Name,
            FromDigest = resolution.Current?.Digest,
        };
    }
}
