using PathToProd.Facts.Runs;
using PathToProd.Text;
using static PathToProd.Tests.Facts.Runs.RunSamples;

namespace PathToProd.Tests.Facts.Runs;

public sealed class RunEventsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 15, 30, TimeSpan.FromHours(1));

    [Test]
    public void Each_thing_that_happens_is_a_line_and_the_last_one_is_the_whole_run()
    {
        string[] lines =
        [
            .. (
                (JournalEvent[])
                    [
                        new JournalEvent.RunStarted(At, Run, "Deploy", "sandbox"),
                        new JournalEvent.NodeStarted(At, "ingress"),
                        new JournalEvent.StageStarted(At, "ingress", "Build"),
                        new JournalEvent.StageEnded(At, "ingress", Ingress.Stages[1]),
                        new JournalEvent.NodeEnded(At, "ingress", NodeOutcome.Done, Cause: null),
                        new JournalEvent.NodeEnded(At, "dns", NodeOutcome.NotRun, "ingress failed"),
                    ]
            )
                .Select(RunEvents.Line)
                .OfType<string>(),
            RunEvents.Message(At, component: null, "Compiling the tasks of ingress"),
            RunEvents.Message(At, "ingress", "no changes\n"),
            RunEvents.Output(At, "ingress", "$ helm package <chart>"),
            RunEvents.Result(
                At,
                Result(
                    ExitCode.Failed,
                    Network with
                    {
                        Span = new RunSpan(default, TimeSpan.FromSeconds(4.6)),
                    },
                    Failed
                ) with
                {
                    CriticalPath = RunSamples.Path,
                }
            ),
        ];

        foreach (var line in lines)
        {
            line.ShouldNotContain('\n');
            ReportSchema.ShouldFit(line, "run-event");
        }

        Snapshot.Match(string.Join('\n', lines));
    }

    [Test]
    public void The_journal_s_last_line_is_not_an_event_as_the_result_says_more() =>
        RunEvents.Line(new JournalEvent.RunEnded(At, ExitCode.Done)).ShouldBeNull();

    [Test]
    public void A_line_that_is_no_event_does_not_fit_the_schema()
    {
        ReportSchema
            .Faults("""{"event":"run-paused","at":"2026-11-22T08:15:30+00:00"}""", "run-event")
            .ShouldNotBeEmpty();
        ReportSchema.Faults("""{"at":"2026-11-22T08:15:30+00:00","component":"a"}""", "run-event").ShouldNotBeEmpty();
    }
}
