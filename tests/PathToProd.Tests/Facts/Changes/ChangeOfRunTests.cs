using PathToProd.Facts.Changes;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Changes;

public sealed class ChangeOfRunTests
{
    [Test]
    public void A_run_adds_its_stages_its_evidence_and_its_failures_with_their_last_lines()
    {
        var report = new ChangeReport
        {
            Name = "validation",
            Verdict = ChangeVerdict.Failed,
            Head = SampleChange.Head,
        }.With(
            new RunResult
            {
                Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2),
                Target = RunTarget.Of("Test"),
                Environment = "sandbox",
                Nodes =
                [
                    Node("notes", NodeOutcome.Unchanged) with
                    {
                        Stages =
                        [
                            new("Test", TimeSpan.Zero, StageOutcome.Unchanged, "nothing changed since", LogFile: null),
                        ],
                    },
                    Node("ingress", NodeOutcome.Failed) with
                    {
                        Stages =
                        [
                            new("Test", TimeSpan.FromSeconds(2), StageOutcome.Failed, Note: null, "ingress/Test.log"),
                        ],
                        Error = "Test of ingress failed.",
                    },
                    Node("external-dns", NodeOutcome.NotRun) with
                    {
                        Reason = "ingress failed",
                    },
                ],
                ExitCode = ExitCode.Failed,
                Duration = TimeSpan.FromSeconds(2),
                Logs = "artifacts/runs/x",
            },
            log => [$"last of {log}"]
        );

        report.Run.ShouldBe("20261122-081530-3fa2");
        report.Steps.ShouldBe([
            new ChangeStep("notes", "Test", StepOutcome.Reused, 0, "nothing changed since"),
            new ChangeStep("ingress", "Test", StepOutcome.Failed, 2),
            new ChangeStep("external-dns", "Test", StepOutcome.NotRun, 0, "ingress failed"),
        ]);
        var failure = report.Failures.ShouldHaveSingleItem();
        (failure.Component, failure.Step, failure.Message, failure.Log).ShouldBe(
            ("ingress", "Test", "Test of ingress failed.", "ingress/Test.log")
        );
        failure.LastLines.ShouldBe(["last of ingress/Test.log"]);
    }

    private static NodeResult Node(string component, NodeOutcome outcome) =>
        new()
        {
            Component = component,
            Version = SemVersion.Parse("1.0.0"),
            Outcome = outcome,
        };
}
