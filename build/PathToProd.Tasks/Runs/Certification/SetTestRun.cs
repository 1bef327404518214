using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>
/// Runs all tests of a version set in an environment, even when one of them fails: every component's smoke test as Verify
/// does, then the scripts one after the other. A test does not run when something that it covers was not deployed.
/// </summary>
internal sealed class SetTestRun(
    RunServices services,
    EnvironmentManifest environment,
    RunOptions options,
    PreparedSet set,
    SetTests tests
)
{
    private readonly ImmutableSortedDictionary<string, string>.Builder _messages =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    /// <summary>The whole messages of tests that failed, by test.</summary>
    public ImmutableSortedDictionary<string, string> Messages => _messages.ToImmutable();

    /// <summary>Runs them.</summary>
    /// <param name="deployed">What the deployment before did with each component.</param>
    /// <param name="isThere">Whether the environment runs the set and nothing else.</param>
    public async Task<ImmutableArray<TestResult>> RunAsync(IReadOnlyCollection<NodeResult> deployed, bool isThere)
    {
        var there = deployed.Where(node => node.Outcome.IsSuccess()).Select(node => node.Component).ToHashSet();
        var smoke = await SmokeAsync(there);
        var results = ImmutableArray.CreateBuilder<TestResult>();
        foreach (var test in tests.Declared)
        {
            results.Add(
                tests.Scripted.TryGetValue(test.Name, out var scripted)
                    ? Script(test, scripted, there, isThere)
                    : Smoke(test, smoke, deployed)
            );
        }

        // A task Verify of a component's own may check something although no smoke test is declared.
        foreach (var node in smoke.Values.Where(IsUndeclared))
        {
            var name = $"{node.Component}/{DeclaredTests.Smoke}";
            results.Add(
                Result(
                    new DeclaredTest(name, set.Set.Members[node.Component].Digest, IsBlocking: true, [node.Component]),
                    TestOutcome.Failed,
                    Took(node),
                    node.Error
                )
            );
        }

        return results.ToImmutable();
    }

    private bool IsUndeclared(NodeResult node) =>
        node.Outcome == NodeOutcome.Failed && set.Chosen.Model.Components[node.Component].Smoke is null;

    private async Task<IReadOnlyDictionary<string, NodeResult>> SmokeAsync(HashSet<string> there)
    {
        ImmutableArray<ComponentManifest> components =
        [
            .. set.Components.Where(component => there.Contains(component.Name)),
        ];
        if (components.IsEmpty || services.Cancellation.IsCancellationRequested)
        {
            return ImmutableSortedDictionary<string, NodeResult>.Empty;
        }

        var request = new RunRequest
        {
            Target = RunTarget.Of(Stage.Verify),
            Components = components,
            Environment = environment,
            Options = options with { KeepsGoing = true },
        };
        var result = await new ComponentRun(set.For(services), request).RunAsync();
        return result.Nodes.ToDictionary(node => node.Component, StringComparer.Ordinal);
    }

    /// <summary>How a smoke test ended: after the deployment of all; or at the deployment itself, when that failed.</summary>
    private TestResult Smoke(
        DeclaredTest test,
        IReadOnlyDictionary<string, NodeResult> verified,
        IReadOnlyCollection<NodeResult> deployed
    )
    {
        var component = test.Name[..test.Name.IndexOf('/')];
        if (verified.TryGetValue(component, out var node))
        {
            return node.Outcome switch
            {
                NodeOutcome.Done or NodeOutcome.Unchanged => Result(test, TestOutcome.Passed, Took(node), null),
                NodeOutcome.Cancelled or NodeOutcome.NotRun => Result(test, TestOutcome.NotRun, TimeSpan.Zero, null),
                _ => Result(test, TestOutcome.Failed, Took(node), node.Error),
            };
        }

        return
            deployed.FirstOrDefault(one => one.Component == component) is { HasFailedSmokeTest: true } failed
            && failed.Outcome == NodeOutcome.Failed
            ? Result(test, TestOutcome.Failed, Took(failed), failed.Error)
            : Result(test, TestOutcome.NotRun, TimeSpan.Zero, null);
    }

    private TestResult Script(DeclaredTest test, ScriptedTest scripted, HashSet<string> there, bool isThere)
    {
        var covered = test.Covers.Where(set.Set.Members.ContainsKey);
        if (services.Cancellation.IsCancellationRequested || !(isThere || covered.All(there.Contains)))
        {
            return Result(test, TestOutcome.NotRun, TimeSpan.Zero, null);
        }

        var log = services.Workspace.StageLog(services.Run, scripted.Owner, $"test-{scripted.Declared.Name}");
        var stage = scripted.Declared.Name;
        services.Observer.Observe(new JournalEvent.StageStarted(services.Clock.GetUtcNow(), scripted.Owner, stage));
        var begin = services.Clock.GetTimestamp();
        string? message = null;
        var outcome = TestOutcome.Passed;
        try
        {
            message = new ScriptRun(services, environment).Run(scripted, log);
            outcome = message is null ? TestOutcome.Passed : TestOutcome.Failed;
        }
        catch (OperationCanceledException) when (services.Cancellation.IsCancellationRequested)
        {
            outcome = TestOutcome.NotRun;
        }

        var took = services.Clock.GetElapsedTime(begin);
        services.Observer.Observe(
            new JournalEvent.StageEnded(
                services.Clock.GetUtcNow(),
                scripted.Owner,
                new StageResult(
                    stage,
                    took,
                    outcome == TestOutcome.Passed ? StageOutcome.Done : StageOutcome.Failed,
                    test.IsBlocking ? null : "it only informs",
                    services.Workspace.Show(log)
                )
            )
        );
        return Result(test, outcome, took, message);
    }

    private TestResult Result(DeclaredTest test, TestOutcome outcome, TimeSpan duration, string? message)
    {
        if (message is not null)
        {
            _messages[test.Name] = message;
        }

        return new TestResult(test, outcome, duration, message is null ? null : FailureLine.Cut(message));
    }

    private static TimeSpan Took(NodeResult node) =>
        node.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);
}
