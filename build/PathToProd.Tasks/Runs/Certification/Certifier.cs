using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>
/// Tests version sets in one environment with real deployments, and records evidence of each. It has the environment for
/// itself until it is disposed.
/// </summary>
public sealed class Certifier : IDisposable
{
    private readonly RunServices _services;
    private readonly EnvironmentManifest _environment;
    private readonly CertificationInputs _inputs;
    private readonly EnvironmentHold _hold;
    private readonly EnvironmentMove _move;
    private readonly EvidenceFile _evidence;
    private readonly List<VersionSet> _deployed = [];

    private Certifier(
        RunServices services,
        EnvironmentManifest environment,
        CertificationInputs inputs,
        EnvironmentHold hold
    )
    {
        (_services, _environment, _inputs, _hold) = (services, environment, inputs, hold);
        _move = new EnvironmentMove(services, environment, inputs);
        _evidence = new EvidenceFile(services.Workspace);
    }

    /// <summary>The Kubernetes version of the environment.</summary>
    public required SemVersion Kubernetes { get; init; }

    /// <summary>Refuses an environment in which sets may not be tested.</summary>
    /// <exception cref="PlatformException">It is not for tests (exit code 3).</exception>
    /// <param name="environment">The environment.</param>
    /// <param name="target">What would test them there.</param>
    /// <param name="model">All environments.</param>
    public static void Refuse(EnvironmentManifest environment, string target, PlatformModel model)
    {
        if (!environment.IsForTests)
        {
            throw new PlatformException(
                ExitCode.Refused,
                $"{environment.Name} is not for tests. {target} deploys any version set to an environment, even one that fails, "
                    + "and removes what is not in it.\n"
                    + TestPlaces.Instead(environment.Name, model.TestEnvironments)
            );
        }
    }

    /// <summary>Checks all that can be checked, takes the environment, and says what an earlier run left there.</summary>
    /// <param name="services">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="inputs">What it takes from elsewhere.</param>
    /// <param name="sets">All sets that will be deployed.</param>
    /// <exception cref="PlatformException">Something is missing or wrong, or another run has the environment. Nothing was touched.</exception>
    public static async Task<Certifier> StartAsync(
        RunServices services,
        EnvironmentManifest environment,
        CertificationInputs inputs,
        IReadOnlyCollection<PreparedSet> sets
    )
    {
        // A key that cannot sign is reported before hours of tests, not after them.
        inputs.Sign?.Invoke(new Digest("sha256:0"));
        var kubernetes = ClusterVersion.Of(services, environment);
        SetRefusal.Check(environment with { KubernetesVersion = kubernetes }, sets);
        foreach (var set in sets)
        {
            SetTests.Of(services, set);
            new EnvironmentMove(services, environment, inputs).CheckDeployment(set);
        }

        var hold = await EnvironmentHold.TakeAsync(
            services,
            environment,
            inputs.Options,
            () =>
                Ledger(services, environment)
                    .Components.Keys.Concat(sets.SelectMany(set => set.Set.Members.Keys))
                    .Concat(
                        environment.DeploymentModel == DeploymentModel.Groups ? services.Model.Platform.Groups.Keys : []
                    )
        );
        try
        {
            var ledger = Ledger(services, environment);
            var held = services with
            {
                Held = [.. ledger.Components.Keys, .. sets.SelectMany(set => set.Set.Members.Keys)],
            };
            var certifier = new Certifier(held, environment, inputs, hold) { Kubernetes = kubernetes };
            foreach (var set in sets)
            {
                certifier._move.Check(set);
            }

            certifier.ReportUnfinishedRun(ledger);
            return certifier;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>What runs in the environment now; null when that is not a whole set.</summary>
    public VersionSet? Running()
    {
        try
        {
            var running = RunningSet.Of(Ledger(_services, _environment));
            return _inputs.Known.Concat(_deployed).FirstOrDefault(set => set.Digest == running.Digest) ?? running;
        }
        catch (PlatformException)
        {
            // Nothing runs there, or it is not known what of something does: neither is a set.
            return null;
        }
    }

    /// <summary>Brings the environment to a set, without its tests.</summary>
    /// <returns>What was done. Only when that failed there is evidence of it.</returns>
    public Task<CertificationStep> BringAsync(PreparedSet set) => StepAsync(set, isTested: false, Running());

    /// <summary>Plans what bringing the environment to a set would change of the components of which that was asked.</summary>
    /// <returns>The plan, in which what could not be planned is not known; null when it was asked of none.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<EnvironmentPlan?> PlanAsync(PreparedSet set)
    {
        var planned = set.Components.Where(component => _inputs.Planned.Contains(component.Name)).ToImmutableArray();
        if (planned.IsEmpty)
        {
            return null;
        }

        _services.Observer.Say($"Planning what {set.Set.Name} changes in {_environment.Name}");
        return await _move.PlanAsync(set, planned);
    }

    /// <summary>Brings the environment to a set, tests it, and records evidence whatever the outcome.</summary>
    /// <exception cref="PlatformException">It cannot start. Nothing was touched, and nothing recorded.</exception>
    public Task<CertificationStep> TestAsync(PreparedSet set) => StepAsync(set, isTested: true, Running());

    /// <inheritdoc />
    public void Dispose() => _hold.Dispose();

    private async Task<CertificationStep> StepAsync(PreparedSet set, bool isTested, VersionSet? from)
    {
        _services.Observer.Say(Announcement(set, from));
        _deployed.Add(set.Set);
        var tests = SetTests.Of(_services, set);
        var run = new SetTestRun(_services, _environment, _inputs.Options, set, tests);
        var step = new CertificationStep
        {
            To = set.Set,
            From = from,
            Start = _services.Clock.GetUtcNow(),
            Duration = TimeSpan.Zero,
            Outcome = EvidenceOutcome.Cancelled,
        };
        var begin = _services.Clock.GetTimestamp();
        var isUpdate = isTested && from is not null && from.Digest != set.Set.Digest;
        var (load, services) = isUpdate ? UpdateUnderLoad.Start(_services, set) : (null, _services);
        await using var probes = load;
        try
        {
            var moved = await (load is null ? _move : new EnvironmentMove(services, _environment, _inputs)).ToAsync(
                set
            );
            step = step with { Deployed = moved.Deployed, Removed = moved.Removed, FirstFailure = moved.FirstFailure };
            if (isTested)
            {
                // What restarts late fails requests late: the tests belong to the time under load.
                step = step with
                {
                    Tests = await run.RunAsync(moved.Deployed, step.IsThere),
                    Messages = run.Messages,
                };
            }
        }
        catch (Exception exception) when (IsCancellation(exception))
        {
            // What was done until then is recorded below, as cancelled.
        }

        if (load is not null)
        {
            step = step with { Load = await load.StopAsync() };
        }

        step = Judge(step) with { Duration = _services.Clock.GetElapsedTime(begin) };
        return isTested || step.Outcome != EvidenceOutcome.Passed ? Record(set, step, isTested) : step;
    }

    private bool IsCancellation(Exception exception) =>
        _services.Cancellation.IsCancellationRequested
        && exception is OperationCanceledException or PlatformException { ExitCode: ExitCode.Cancelled };

    private CertificationStep Judge(CertificationStep step)
    {
        if (_services.Cancellation.IsCancellationRequested)
        {
            return step with
            {
                Outcome = EvidenceOutcome.Cancelled,
                Error = _services.CancelledBecause() ?? "it was cancelled",
            };
        }

        var error =
            step.Blocking.Select(test => $"{test.Name} failed: {test.Message}").FirstOrDefault()
            ?? step.Deployed.Concat(step.Removed)
                .Where(node => node.Outcome is not (NodeOutcome.Done or NodeOutcome.Unchanged or NodeOutcome.NotRun))
                .Select(node => Failed(step, node))
                .FirstOrDefault();
        return step with { Outcome = error is null ? EvidenceOutcome.Passed : EvidenceOutcome.Failed, Error = error };
    }

    private static string Failed(CertificationStep step, NodeResult node) =>
        $"{node.Component} {node.Version} was not {(step.To.Members.ContainsKey(node.Component) ? "deployed" : "removed")}: "
        + FailureLine.Cut(node.Error ?? node.Outcome.Verb());

    private CertificationStep Record(PreparedSet set, CertificationStep step, bool isTested)
    {
        var state = new Evidence
        {
            Kind = EvidenceKind.State,
            Set = set.Set.Digest,
            Members = set.Set.Members,
            From = step.From?.Digest,
            Change = isTested ? _inputs.Change : null,
            Environment = _environment.Name,
            Kubernetes = Kubernetes,
            Provider = _environment.Provider,
            Tools = Tools(set),
            Tests = step.Tests,
            Start = step.Start,
            Duration = step.Duration,
            Commit = _services.Provenance.Commit,
            Run = _services.Run.ToString(),
            Who = _services.Provenance.Who,
            Outcome = step.Outcome,
            Error = step.Error,
            Product = ProductVersion.Text,
        };
        ImmutableArray<Evidence> lines =
            step.From is { } from && from.Digest != set.Set.Digest && !step.IsStepUnknown
                ?
                [
                    state,
                    state with
                    {
                        Kind = EvidenceKind.Transition,
                        Outcome = step.StepOutcome,
                        Tests = [.. step.Tests, .. step.Load],
                        Error = step.Error ?? step.StepFailure,
                    },
                ]
                : [state];
        return step with
        {
            // A cancelled run starts nothing more, and evidence that says nothing needs no signature.
            Evidence = _evidence.Append(step.Outcome == EvidenceOutcome.Cancelled ? lines : lines.Select(Signed)),
        };
    }

    private Evidence Signed(Evidence evidence) =>
        _inputs.Sign is { } sign ? evidence with { Signature = sign(EvidenceText.Write(evidence).Digest) } : evidence;

    /// <summary>The versions of the tools that deploy a set, by name.</summary>
    internal ImmutableSortedDictionary<string, string> Tools(PreparedSet set) =>
        set
            .Components.SelectMany(component => StageNeeds.Tools(component.Type, _environment))
            .Distinct(StringComparer.Ordinal)
            .Select(_services.Tools.Get)
            .ToImmutableSortedDictionary(tool => tool.Name, tool => tool.Version, StringComparer.Ordinal);

    private string Announcement(PreparedSet set, VersionSet? from) =>
        from is null ? $"Bringing {_environment.Name} to {set.Set.Name}"
        : from.Digest == set.Set.Digest
            ? $"Bringing {_environment.Name} to {set.Set.Name}, which its ledger says runs there"
        : $"Bringing {_environment.Name} from {from.Name} to {set.Set.Name}";

    private void ReportUnfinishedRun(LedgerState ledger)
    {
        var states = ledger.Components.Values;
        var interrupted = states
            .Select(state => state.Presence)
            .OfType<Presence.Unknown>()
            .Select(presence => presence.Because)
            .Where(attempt => attempt.Outcome == AttemptOutcome.Interrupted)
            .Select(AttemptWriter.Write);
        var doubtful =
            from state in states
            let doubt = (state.Presence as Presence.InDoubt)?.Because
            where doubt is not null
            select DoubtWriter.Write(state.Component, state.Environment, doubt);
        string[] left = [.. interrupted, .. doubtful];
        if (left.Length > 0)
        {
            _services.Observer.Say(
                $"{_environment.Name} was left half-way: {string.Join("; ", left)}. There is no evidence of that run."
            );
        }
    }

    private static LedgerState Ledger(RunServices services, EnvironmentManifest environment) =>
        CurrentLedger.Read(services.Workspace, services.Model.Platform, environment.Name, services.Clock);
}
