using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
    private static readonly RunId Run = RunId.Of(At, 0x3fa2);

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _shown = new();
    private readonly RunJournal _journal;

    public RunJournalTests() => _journal = new RunJournal(Workspace, Run, _shown);

    private Workspace Workspace => new(_folder.Path);

    private static JournalEvent.RunStarted Start => new(At, Run, "Deploy", "prod");

    private string[] Written =>
        [.. new JournalFile(Workspace.Journal(Run)).Read().Events.Select(happened => happened.GetType().Name)];

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void What_happens_is_written_before_it_is_seen()
    {
        var written = new List<int>();
        _shown.Then = _ => written.Add(Written.Length);

        _journal.Observe(Start);
        _journal.Observe(new JournalEvent.NodeStarted(At, "a"));
        _journal.Observe(
            (IReadOnlyCollection<JournalEvent>)
                [
                    new JournalEvent.StageStarted(At, "a", "Build"),
                    new JournalEvent.NodeEnded(At, "a", NodeOutcome.Done, null),
                ]
        );

        written.ShouldBe([1, 2, 4, 4]);
    }

    [Test]
    public void Of_the_runs_of_one_second_the_one_that_started_last_comes_first()
    {
        var (first, second, third) = (RunId.Of(At, 0xffff), RunId.Of(At, 0x0001), RunId.Of(At.AddSeconds(1), 0x0000));
        foreach (var (run, at) in new[] { (third, At.AddSeconds(1)), (first, At), (second, At.AddMilliseconds(400)) })
        {
            using var journal = new RunJournal(Workspace, run, _shown);
            journal.Observe(Start with { At = at, Run = run });
        }

        RunJournals.Read(Workspace).Select(run => run.Id).ShouldBe([third, second, first]);
    }

    [Test]
    public void A_run_is_in_progress_from_its_start_until_its_process_is_gone()
    {
        RunJournals.Read(Workspace).ShouldBeEmpty();

        _journal.Observe(Start);
        RunJournals.Read(Workspace).Single().IsInProgress.ShouldBeTrue();
        RunJournals.TryHold(Workspace, Run).ShouldBeNull();

        _journal.Dispose();
        RunJournals.Read(Workspace).Single().IsInProgress.ShouldBeFalse();
        using var claim = RunJournals.TryHold(Workspace, Run);
        claim.ShouldNotBeNull();
        RunJournals.Read(Workspace).Single().IsInProgress.ShouldBeTrue("another process resumes it");
    }

    [Test]
    public void A_cancellation_is_written_only_while_the_run_is_on()
    {
        _journal.Cancelled(At);
        _journal.Observe(Start);
        _journal.Cancelled(At);
        _journal.Dispose();
        _journal.Cancelled(At);

        Written.ShouldBe(["RunStarted", "RunCancelled"]);
    }

    [Test]
    public void Runs_are_read_the_newest_first_and_other_folders_are_left_out()
    {
        _journal.Observe(Start);
        var later = RunId.Of(At.AddMinutes(1), 1);
        using (var other = new RunJournal(Workspace, later, _shown))
        {
            other.Observe(Start with { Run = later });
        }

        Directory.CreateDirectory(Path.Combine(Workspace.Runs, "20261122-081930-0000"));
        Directory.CreateDirectory(Path.Combine(Workspace.Runs, "mine"));

        RunJournals.Read(Workspace).Select(run => run.Id).ShouldBe([later, Run]);
    }

    [Test]
    public void A_journal_that_cannot_be_written_is_a_failure_that_says_so()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Workspace.Runs)!);
        File.WriteAllText(Workspace.Runs, "");

        Should
            .Throw<PlatformException>(() => _journal.Observe(Start))
            .Message.ShouldStartWith($"Could not write the journal artifacts/runs/{Run}/journal.jsonl: ");
        _shown.Happenings.ShouldBeEmpty();
    }
}
