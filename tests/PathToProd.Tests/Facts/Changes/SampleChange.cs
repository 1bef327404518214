using PathToProd.Facts.Changes;

namespace PathToProd.Tests.Facts.Changes;

/// <summary>A change that affects three components, of which one fails.</summary>
internal static class SampleChange
{
    public const string Head = "0123456789abcdef0123456789abcdef01234567";

    public static ChangeReport Report { get; } =
        new()
        {
            Name = "validation",
            Verdict = ChangeVerdict.Failed,
            Head = Head,
            Base = "89abcdef0123456789abcdef0123456789abcdef",
            Change = 12,
            Run = "20261130-081530-3fa2",
            Link = "https://ci.example.com/jobs/7",
            Seconds = 244,
            Affected =
            [
                new("ingress", ["components/ingress/chart/values.yaml was changed"]),
                new("external-dns", ["requires ingress, which is affected"]),
                new("notes", ["platform.yaml: stages.test.timeout was changed"]),
            ],
            Steps =
            [
                new("ingress", "Build", StepOutcome.Passed, 3.2),
                new("ingress", "Test", StepOutcome.Failed, 12),
                new("notes", "Test", StepOutcome.Reused, 0, "passed in run 20261129-101500-1a2b with the same inputs"),
                new("external-dns", "Test", StepOutcome.NotRun, 0, "ingress failed"),
                new("2026.11.30", "transition", StepOutcome.Passed, 181, Environment: "ci-2"),
            ],
            Plans = [new("staging", 1, 2, 0, 1), new("prod", 0, 3, 1, 0)],
            Failures =
            [
                new(
                    "ingress",
                    "Test",
                    "Test of ingress failed with exit code 1.",
                    ["--- FAIL: TestIngress", "    want 200, got 503"],
                    "artifacts/runs/20261130-081530-3fa2/ingress/Test.log"
                ),
            ],
            Problems =
            [
                new("components/ingress/chart/values.yaml", 3, 5, "replicas is not a number", "write a whole number"),
            ],
            NotVerified = [new("the cloud layer of base-network", "no environment with a cloud account is there")],
        };
}
