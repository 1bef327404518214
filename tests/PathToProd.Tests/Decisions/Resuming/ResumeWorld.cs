using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Resuming;

/// <summary>
/// A small world in which runs are killed: an environment, a ledger and journals, each changed by one step at a time. What is
/// decided is decided by the real code: the queue, the deployment, which run goes on, and what of it is done.
/// </summary>
internal sealed class ResumeWorld(RequirementGraph graph, Stage target, bool force, Random random)
{
    private const string Half = "half";
    private const string Whole = "whole";
    private static readonly DateTimeOffset First = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly Digest Artifact = new("sha256:ab12cd34ef567890");
    private static readonly Digest Values = new("sha256:0a1b");

    private readonly Dictionary<string, string> _there = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> _ledger = [];
    private readonly SortedDictionary<RunId, string> _journals = [];
    private int _steps;
    private int _seconds;
    private int _killedAt = int.MaxValue;

    /// <summary>How often each component was touched in the environment by the runs since the world was made.</summary>
    public Dictionary<string, int> Touches { get; } = new(StringComparer.Ordinal);

    /// <summary>How many steps the runs have made.</summary>
    public int Steps => _steps;

    public IReadOnlyList<LedgerEntry> Ledger => _ledger;

    public IReadOnlyDictionary<string, string> There => _there;

    private DateTimeOffset Now => First.AddSeconds(_seconds);

    private IEnumerable<string> Components => DeploymentOrder.Of(graph);

    /// <summary>Deploys everything, so that there is something to remove, or to force.</summary>
    public ResumeWorld Deployed()
    {
        var run = NewRun();
        foreach (var component in Components)
        {
            var started = Start(run, component, LedgerAction.Deploy);
            _ledger.Add(started);
            _ledger.Add(End(started));
            _there[component] = Whole;
        }

        return this;
    }

    /// <summary>The components that the ledger says were done by then, and those that were started.</summary>
    public (HashSet<string> Done, HashSet<string> Started) Recorded(int from)
    {
        var ended = _ledger.OfType<LedgerEntry.Ended>().Select(one => one.Attempt).ToHashSet();
        var started = _ledger.Skip(from).OfType<LedgerEntry.Started>().ToArray();
        return (
            [.. started.Where(one => ended.Contains(one.Attempt)).Select(one => one.Component)],
            [.. started.Select(one => one.Component)]
        );
    }

    /// <summary>Runs what was asked from the start.</summary>
    /// <returns>False when the run was killed.</returns>
    public bool Run(int killedAfter = int.MaxValue) =>
        Run(ImmutableDictionary<string, ResumedComponent>.Empty, null, killedAfter);

    /// <summary>Goes on with the last run; when there is none, or what it was asked was torn, starts a new one.</summary>
    /// <returns>False when the run was killed.</returns>
    public bool Resume(int killedAfter = int.MaxValue)
    {
        // It was killed when all was done and written.
        if (Past().FirstOrDefault()?.HasEndedWell == true)
        {
            return true;
        }

        var question = new ResumeQuestion(RunTarget.Of(target)) { DefaultEnvironment = "prod" };
        if (ResumeChoice.Of(question, Past()) is not ResumeChoice.Found found)
        {
            return Run(killedAfter);
        }

        var decided = ResumeDecision.Of(found, State()).ToImmutableDictionary(one => one.Component);
        return Run(decided, found.Run.Id, killedAfter);
    }

    private IEnumerable<PastRun> Past() =>
        _journals
            .Reverse()
            .Select(journal => (journal.Key, Reading: JournalText.Read(journal.Value)))
            .Select(journal => new PastRun(journal.Key, JournalStory.Of(journal.Reading.Events), IsInProgress: false)
            {
                Problems = journal.Reading.Problems,
                HasEvents = journal.Reading.Events.Length > 0,
            });

    private bool Run(ImmutableDictionary<string, ResumedComponent> resumed, RunId? resumes, int killedAfter)
    {
        _killedAt = killedAfter == int.MaxValue ? int.MaxValue : _steps + killedAfter;
        var run = NewRun();
        try
        {
            Write(
                run,
                new JournalEvent.RunStarted(Now, run, target.ToString(), "prod")
                {
                    Asked = new RunAsked
                    {
                        Components = [.. Components],
                        Who = "ann@laptop",
                        Process = 1,
                        Resumes = resumes,
                    },
                }
            );
            Carry(run, resumed);
            Write(run, new JournalEvent.RunEnded(Now, ExitCode.Done));
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    /// <summary>Several at once, one step of one of them at a time.</summary>
    private void Carry(RunId run, ImmutableDictionary<string, ResumedComponent> resumed)
    {
        var queue = ReadyQueue.Of(target == Stage.Destroy ? graph.Reversed() : graph);
        var running = new List<(string Component, IEnumerator<NodeOutcome?> Steps)>();
        while (!queue.IsDone)
        {
            while (running.Count < 3 && queue.Next.FirstOrDefault() is { } next)
            {
                queue = queue.Start(next);
                running.Add((next, StepsOf(run, next, resumed.GetValueOrDefault(next)).GetEnumerator()));
            }

            var (component, steps) = running[random.Next(running.Count)];
            steps.MoveNext();
            if (steps.Current is { } outcome)
            {
                running.RemoveAll(one => one.Component == component);
                queue = queue.Complete(component, outcome);
            }
        }
    }

    private IEnumerable<NodeOutcome?> StepsOf(RunId run, string component, ResumedComponent? resumed)
    {
        Write(run, new JournalEvent.NodeStarted(Now, component));
        yield return null;
        Write(run, new JournalEvent.StageStarted(Now, component, target.ToString()));
        yield return null;
        var outcome = NodeOutcome.Unchanged;
        if (HasToRun(component, force && resumed?.IsTakenAsDone != true))
        {
            var action = target == Stage.Destroy ? LedgerAction.Destroy : LedgerAction.Deploy;
            var started = Start(run, component, action);
            Step(() => _ledger.Add(started));
            yield return null;
            Step(() => _there[component] = Half);
            yield return null;
            Step(() => Touch(component));
            yield return null;
            Step(() => _ledger.Add(End(started)));
            yield return null;
            outcome = NodeOutcome.Done;
        }

        Write(
            run,
            new JournalEvent.StageEnded(
                Now,
                component,
                new StageResult(target.ToString(), TimeSpan.Zero, StageOutcome.Done, Note: null, LogFile: null)
            )
        );
        yield return null;
        Write(run, new JournalEvent.NodeEnded(Now, component, outcome, Cause: null));
        yield return outcome;
    }

    private bool HasToRun(string component, bool isForced)
    {
        var state = State()[component];
        if (target == Stage.Destroy)
        {
            return isForced || state.Presence is not (Presence.Nothing or Presence.Destroyed);
        }

        var facts = new DeploymentFacts
        {
            State = state,
            Artifact = Artifact,
            Values = Values,
            StillThere = _there.GetValueOrDefault(component) switch
            {
                Whole => StillThere.Yes,
                null => StillThere.Gone,
                _ => StillThere.Changed,
            },
        };
        return DeploymentDecision.Of(facts, new RunOptions { Force = isForced }, Now) is StageDecision.Run;
    }

    private void Touch(string component)
    {
        Touches[component] = Touches.GetValueOrDefault(component) + 1;
        if (target == Stage.Destroy)
        {
            _there.Remove(component);
        }
        else
        {
            _there[component] = Whole;
        }
    }

    private LedgerState State() => LedgerState.From("prod", _ledger);

    private RunId NewRun()
    {
        _seconds += 10;
        return RunId.Of(Now, (ushort)_journals.Count);
    }

    private void Write(RunId run, JournalEvent happened)
    {
        var line = JournalText.Write(happened) + "\n";
        var before = _journals.GetValueOrDefault(run, "");
        if (_steps + 1 > _killedAt)
        {
            // A kill in the middle of a write leaves some of the line, all of it, or nothing.
            _journals[run] = before + line[..random.Next(line.Length + 1)];
        }

        Step(() => _journals[run] = before + line);
    }

    private void Step(Action act)
    {
        _seconds++;
        if (++_steps > _killedAt)
        {
            throw new KilledException();
        }

        act();
    }

    private LedgerEntry.Started Start(RunId run, string component, LedgerAction action) =>
        new()
        {
            Attempt = $"attempt-{_ledger.Count}-{component}",
            Run = run.Text,
            At = Now,
            Action = action,
            Component = component,
            Environment = "prod",
            Version = SemVersion.Parse("1.0.0"),
            Digest = Artifact,
            Values = Values,
            Who = "ann@laptop",
        };

    private LedgerEntry.Ended End(LedgerEntry.Started started) =>
        new()
        {
            Attempt = started.Attempt,
            Run = started.Run,
            At = Now,
            Outcome = Outcome.Succeeded,
            Duration = TimeSpan.FromSeconds(1),
        };

    private sealed class KilledException : Exception;
}
