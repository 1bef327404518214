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
    public static void Run(Invocation invocation)
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
        invocation.ExitCode = resolution.Answer switch
        {
            SolverAnswer.Solved => ExitCode.Done,
            SolverAnswer.Refused => ExitCode.Refused,
            _ => ExitCode.Failed,
        };
        if (invocation.IsJson)
        {
            invocation.Output.Write(ResolveReport.Json(resolution, proposed, missing));
        }
        else if (proposed is null)
        {
            invocation.Say(ResolveReport.Why(resolution.Answer));
        }
        else
        {
            var file = invocation.Workspace.Show(invocation.Workspace.ProposedSet);
            invocation.Output.Write(
                ResolveReport.Text(resolution, missing, file, invocation.Model.TestEnvironments, invocation.Style)
            );
        }
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
