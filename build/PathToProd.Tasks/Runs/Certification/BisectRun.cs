using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>
/// Finds the smallest change of components that turns a good set into a bad one, with real deployments. What fresh evidence
/// of this environment already says is not run again, so that a bisection that was interrupted goes on where it was.
/// </summary>
public sealed class BisectRun(RunServices services, EnvironmentManifest environment, CertificationInputs inputs)
{
    private readonly List<BisectionStep> _steps = [];
    private readonly Dictionary<Digest, BisectionStep> _bySet = [];
    private KnownOutcomes _known = null!;

    /// <summary>Refuses two sets between which there is nothing to look for.</summary>
    /// <exception cref="PlatformException">They run the same (exit code 2).</exception>
    public static void Refuse(VersionSet good, VersionSet bad)
    {
        if (good.Digest == bad.Digest)
        {
            throw PlatformException.Wrong($"{good.Name} and {bad.Name} run the same", "name two sets that differ");
        }
    }

    /// <summary>Does it.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<BisectionResult> RunAsync(PreparedSet good, PreparedSet bad)
    {
        var begin = services.Clock.GetTimestamp();
        Certifier.Refuse(environment, "Bisect", services.Model);
        var changes = SetDifference.Of(good.Set, bad.Set).Changes;
        using var certifier = await Certifier.StartAsync(services, environment, inputs, [good, bad]);
        _known = KnownOutcomes.Of(services, environment, certifier, [good, bad], inputs);
        var (outcome, guilty) = await FindAsync(certifier, good, bad, changes);
        return new BisectionResult
        {
            Run = services.Run,
            Good = good.Set,
            Bad = bad.Set,
            Environment = environment.Name,
            Kubernetes = certifier.Kubernetes,
            Changes = changes,
            Steps = [.. _steps],
            Outcome = outcome,
            Guilty = guilty,
            Duration = services.Clock.GetElapsedTime(begin),
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            EvidenceFile = services.Workspace.Show(services.Workspace.Evidence),
        };
    }

    private async Task<(BisectionOutcome, ImmutableArray<Guilt>)> FindAsync(
        Certifier certifier,
        PreparedSet good,
        PreparedSet bad,
        ImmutableArray<SetChange> changes
    )
    {
        try
        {
            if ((await Look(certifier, good.Set, [], failure: null)).Outcome != TrialOutcome.Passed)
            {
                return (BisectionOutcome.GoodFails, []);
            }

            var failing = await Look(certifier, bad.Set, changes, failure: null);
            if (failing.Outcome != TrialOutcome.Failed)
            {
                return (BisectionOutcome.BadPasses, []);
            }

            var needs = ChangeNeeds.Of(changes, Relations);
            var found = await DeltaDebugging.MinimizeAsync(
                needs,
                async some => (await Look(certifier, Mix(some), Changes(some), failing.Evidence)).Outcome
            );
            return (BisectionOutcome.Found, [.. found.Changes.Select(change => Guilt(needs, found, change))]);
        }
        catch (OperationCanceledException) when (services.Cancellation.IsCancellationRequested)
        {
            return (BisectionOutcome.Cancelled, []);
        }

        VersionSet Mix(ImmutableSortedSet<int> some) => MixedSet.Of(good.Set, Changes(some));

        ImmutableArray<SetChange> Changes(IEnumerable<int> some) => [.. some.Select(change => changes[change])];

        ComponentRelations Relations(SetMember member) =>
            (good.Set.Members.GetValueOrDefault(member.Component) == member ? good : bad)
                .Chosen
                .Model
                .Components[member.Component]
                .Relations;

        Guilt Guilt(ChangeNeeds needs, MinimalFailure found, int change)
        {
            var rest = needs.Within(found.Changes.Remove(change));
            return new Guilt(
                changes[change],
                rest.IsEmpty ? TrialOutcome.Passed : _bySet[Mix(rest).Digest].Outcome,
                Changes(found.Changes.Remove(change).Except(rest))
            );
        }
    }

    /// <summary>What a set comes to: by evidence that is there, else by a run.</summary>
    /// <param name="certifier">Has the environment.</param>
    /// <param name="set">The set.</param>
    /// <param name="changes">By which it differs from the good one.</param>
    /// <param name="failure">The failure that is looked for; another one says nothing. Null counts every failure.</param>
    private async Task<BisectionStep> Look(
        Certifier certifier,
        VersionSet set,
        ImmutableArray<SetChange> changes,
        Evidence? failure
    )
    {
        var number = _steps.Count + 1;
        var (evidence, wasRead, why) = (_known.Find(set), true, (string?)null);
        if (evidence is null)
        {
            (evidence, why) = await Try(certifier, set);
            wasRead = false;
        }

        var outcome =
            evidence is null ? TrialOutcome.Unresolved
            : evidence.Outcome == EvidenceOutcome.Passed ? TrialOutcome.Passed
            : failure is null || FailureKind.IsShared(evidence, failure) ? TrialOutcome.Failed
            : TrialOutcome.Unresolved;
        if (evidence is not null && outcome == TrialOutcome.Unresolved)
        {
            why = $"it fails in another way: {evidence.Error}";
        }

        var step = new BisectionStep(set, changes, outcome, evidence, wasRead, why);
        _steps.Add(step);
        _bySet[set.Digest] = step;
        services.Observer.Say($"{number}. {set.Name} {BisectionReport.Word(step)}");
        return step;
    }

    private async Task<(Evidence? Evidence, string? Why)> Try(Certifier certifier, VersionSet set)
    {
        try
        {
            var prepared = new PreparedSet(set, ChosenVersions.OfSet(services.Model, set, inputs.Find));
            var step = await certifier.TestAsync(prepared);
            return step.Outcome == EvidenceOutcome.Cancelled
                ? throw new OperationCanceledException("The bisection was cancelled.")
                : (step.Evidence[0], null);
        }
        catch (PlatformException exception) when (exception.ExitCode == ExitCode.Refused)
        {
            return (null, FailureLine.Cut(exception.Message));
        }
    }
}
