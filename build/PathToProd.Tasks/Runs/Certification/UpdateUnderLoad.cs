using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>The load probes of a version set, while an environment is brought to it from another one.</summary>
internal sealed class UpdateUnderLoad : IAsyncDisposable
{
    /// <summary>The name behind the slash of a load probe.</summary>
    public const string Name = "load-probe";

    private readonly ImmutableArray<(DeclaredTest Test, LoadProbe Probe, RunningProbe Running)> _running;
    private readonly TimeProvider _clock;
    private readonly long _begin;

    private UpdateUnderLoad(RunServices services, PreparedSet set, Doing doing)
    {
        (_clock, _begin) = (services.Clock, services.Clock.GetTimestamp());
        _running =
        [
            .. Of(set)
                .Select(one => (one.Test, one.Probe, new RunningProbe(one.Probe, services.Clock, () => doing.Now))),
        ];
    }

    /// <summary>The probes of a set, as tests of the step to it.</summary>
    public static IEnumerable<(DeclaredTest Test, LoadProbe Probe)> Of(PreparedSet set)
    {
        foreach (var component in set.Components.Where(component => component.LoadProbe is not null))
        {
            yield return (Declared(component.Name, component.LoadProbe!, [component.Name]), component.LoadProbe!);
        }

        if (set.Chosen.Model.Platform.LoadProbe is { } probe)
        {
            yield return (
                Declared(DeclaredTests.Platform, probe, [.. set.Components.Select(component => component.Name)]),
                probe
            );
        }
    }

    /// <summary>Starts them; nothing when the set has none.</summary>
    /// <param name="services">The run.</param>
    /// <param name="set">The set.</param>
    /// <returns>What runs, and the run, which knows what is done at each moment.</returns>
    public static (UpdateUnderLoad? Load, RunServices Services) Start(RunServices services, PreparedSet set)
    {
        if (!Of(set).Any())
        {
            return (null, services);
        }

        var doing = new Doing(services.Observer);
        return (new UpdateUnderLoad(services, set, doing), services with { Observer = doing });
    }

    /// <summary>Stops them.</summary>
    /// <returns>What they came to.</returns>
    public async Task<ImmutableArray<TestResult>> StopAsync()
    {
        var took = _clock.GetElapsedTime(_begin);
        var results = ImmutableArray.CreateBuilder<TestResult>();
        foreach (var (test, probe, running) in _running)
        {
            var verdict = LoadVerdict.Of(probe, await running.StopAsync());
            results.Add(new TestResult(test, verdict.Outcome, took, verdict.Message));
        }

        return results.ToImmutable();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, running) in _running)
        {
            await running.DisposeAsync();
        }
    }

    private static DeclaredTest Declared(string owner, LoadProbe probe, ImmutableArray<string> covers)
    {
        var name = $"{owner}/{Name}";
        var digest = new InputDigests([
            new InputDigest("name", name),
            new InputDigest("url", probe.Url.ToString()),
            new InputDigest("rate", $"{probe.Rate}"),
            new InputDigest("error-budget", $"{probe.ErrorBudget}"),
            new InputDigest("timeout", probe.Timeout.ToString()),
        ]).Key;
        return new DeclaredTest(name, digest, IsBlocking: true, covers);
    }

    /// <summary>Knows which stages run at this moment, and hands on all that happens.</summary>
    private sealed class Doing(IRunObserver inner) : IRunObserver
    {
        private readonly Lock _gate = new();
        private readonly SortedSet<string> _stages = new(StringComparer.Ordinal);

        public string? Now
        {
            get
            {
                lock (_gate)
                {
                    return _stages.Count == 0 ? null : $"{Prose.List([.. _stages])} ran";
                }
            }
        }

        public void Observe(JournalEvent happening)
        {
            Note(happening);
            inner.Observe(happening);
        }

        public void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at) =>
            inner.ToolEnded(component, stage, tool, at);

        public ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage) =>
            inner.ToolEnvironment(component, stage);

        private void Note(JournalEvent happening)
        {
            lock (_gate)
            {
                switch (happening)
                {
                    case JournalEvent.StageStarted started:
                        _stages.Add($"{started.Stage} of {started.Component}");
                        break;
                    case JournalEvent.StageEnded ended:
                        _stages.Remove($"{ended.Result.Name} of {ended.Component}");
                        break;
                }
            }
        }

        public void Observe(IReadOnlyCollection<JournalEvent> happenings)
        {
            foreach (var happening in happenings)
            {
                Note(happening);
            }

            inner.Observe(happenings);
        }

        public void Settle() => inner.Settle();

        public void Expect(Decisions.Ordering.ExpectedRun expected) => inner.Expect(expected);

        public void Ended(NodeResult result) => inner.Ended(result);

        public void Say(string text) => inner.Say(text);

        public void Print(string component, string text) => inner.Print(component, text);

        public PathToProd.Tools.Processes.IOutputSink ToolOutput(string component) => inner.ToolOutput(component);
    }
}
