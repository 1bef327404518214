using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Drift;

public sealed class DriftReportTests
{
    private static readonly LedgerBuilder Prod = new LedgerBuilder()
        .Deploy("base-network", "1.0.0")
        .Succeeds()
        .Deploy("base-k8s", "1.31.0")
        .Fails("terraform apply exited with 1\nError: quota exceeded")
        .Deploy("external-dns", "0.9.0")
        .Succeeds()
        .Deploy("policy-agents", "2.0.0")
        .Succeeds()
        .Destroy("policy-agents", "2.0.0")
        .Succeeds()
        .Deploy("ingress", "1.4.0")
        .Succeeds()
        .Deploy("audit", "0.1.0");

    private static EnvironmentDrift All
    {
        get
        {
            var ledger = Prod.StateWith("run-7");
            return new EnvironmentDrift(
                "prod",
                Prod.Now,
                [
                    ComponentDrift.Of(ledger["audit"])!,
                    ComponentDrift.Of(ledger["base-k8s"])!,
                    ComponentDrift.Of(ledger["base-network"], new TargetLook.State(IsThere: true, IsSame: true)),
                    ComponentDrift.Of(
                        ledger["external-dns"],
                        new TargetLook.NotPossible("no store has external-dns 0.9.0 any more")
                    ),
                    ComponentDrift.Of(ledger["ingress"], new TargetLook.NoRelease("ingress")) with
                    {
                        Findings =
                        [
                            new DriftFinding(DriftKind.Gone, "ConfigMap ingress/settings"),
                            new DriftFinding(DriftKind.Changed, "Deployment ingress/controller")
                            {
                                Fields = ["spec.replicas", "metadata.labels.team"],
                                By = ["kubectl-edit"],
                            },
                            new DriftFinding(DriftKind.NotDeployed, "ConfigMap ingress/extra"),
                        ],
                        Owned =
                        [
                            new DriftFinding(DriftKind.Changed, "Service ingress/controller")
                            {
                                Fields = ["spec.clusterIP"],
                                By = ["cloud-controller"],
                            },
                        ],
                    },
                    ComponentDrift.Of(ledger["policy-agents"])!,
                ]
            )
            {
                NotDeployed =
                [
                    new DriftFinding(DriftKind.NotDeployed, "artifacts/state/prod/old.tfstate")
                    {
                        Note = "a Terraform state with resources",
                    },
                ],
            };
        }
    }

    private static EnvironmentDrift None =>
        All with
        {
            Components = [.. All.Components.Where(component => component.Verdict == DriftVerdict.None)],
            NotDeployed = [],
        };

    [Test]
    public void What_drifted_what_is_not_known_and_what_to_do_are_shown() =>
        Snapshot.Match(DriftReport.Text(All, Style.Plain));

    [Test]
    public void It_fits_a_narrow_terminal() => Snapshot.Match(DriftReport.Text(All, Style.Plain with { Width = 60 }));

    [Test]
    public void A_page_has_the_same() => Snapshot.Match(DriftReport.Markdown(All));

    [Test]
    public void Programs_get_the_same_as_JSON() => Snapshot.MatchReport("drift", DriftReport.Json(All));

    [Test]
    public void An_environment_without_drift_says_so_in_one_line_and_a_table() =>
        Snapshot.Match(DriftReport.Text(None, Style.Plain));

    [Test]
    public void An_environment_where_nothing_is_deployed_says_so() =>
        DriftReport.Text(None with { Components = [] }, Style.Plain).ShouldBe("prod: nothing is deployed there.\n");

    [Test]
    public void What_else_is_there_may_not_be_known() =>
        DriftReport
            .Text(None with { Components = [], NotDeployedUnknown = "line 3 cannot be read" }, Style.Plain)
            .ShouldBe(
                """
                prod: what else is there is not known.

                Not in the ledger:
                  what else is there is not known, because line 3 cannot be read

                """
            );

    [Test]
    public void Drift_and_what_is_not_known_fail_only_when_that_is_asked_for()
    {
        var ledger = Prod.State;
        var drifted = ComponentDrift.Of(ledger["ingress"], new TargetLook.NoRelease("ingress"));
        var unknown = ComponentDrift.Of(ledger["ingress"], new TargetLook.NotPossible("it is away"));

        Exit(None).ShouldBe((ExitCode.Done, ExitCode.Done));
        Exit(None with { Components = [drifted] }).ShouldBe((ExitCode.Done, ExitCode.Failed));
        Exit(None with { Components = [unknown] }).ShouldBe((ExitCode.Done, ExitCode.Failed));
        Exit(None with { NotDeployed = [new DriftFinding(DriftKind.NotDeployed, "x")] })
            .ShouldBe((ExitCode.Done, ExitCode.Failed));
        Exit(None with { NotDeployedUnknown = "x" }).ShouldBe((ExitCode.Done, ExitCode.Failed));
    }

    [Test]
    public void What_a_line_that_cannot_be_read_may_have_changed_is_unknown_and_never_looked_at()
    {
        var torn = new LedgerBuilder()
            .Deploy("ingress", "1.4.0")
            .Succeeds()
            .Deploy("ingress", "1.5.0")
            .TornAfter("\"component\":\"ingress\"");

        var drift = ComponentDrift.Of(torn["ingress"])!;

        drift.Verdict.ShouldBe(DriftVerdict.Unknown);
        drift.Because.ShouldBe(
            "the state of ingress in prod is unknown, as line 3 of environments/prod/ledger.jsonl cannot be read and may be an attempt on ingress"
        );
    }

    private static (ExitCode, ExitCode) Exit(EnvironmentDrift drift) =>
        (drift.ExitCode(failOnDrift: false), drift.ExitCode(failOnDrift: true));

    [TestCase(null, "./build.sh --target=Deploy --component=edge --environment=prod --force")]
    [TestCase("2026.11.1", "./build.sh --target=Deploy --component=edge --environment=prod --set=2026.11.1 --force")]
    public void What_was_deployed_as_one_is_restored_as_one(string? set, string command)
    {
        var state = Prod.StateWith("run-7")["ingress"];
        var unit = new LedgerEntry.UnitStarted
        {
            Attempt = "1",
            Run = "run-7",
            At = Prod.Now,
            Action = LedgerAction.Deploy,
            Unit = "edge",
            Environment = "prod",
            Set = set,
            Members = [],
            Who = "ann@laptop",
        };
        state = state with { Unit = new UnitAttempt(unit, Ended: null, AttemptOutcome.Succeeded, After: 0) };
        var drift = new EnvironmentDrift(
            "prod",
            Prod.Now,
            [ComponentDrift.Of(state, new TargetLook.NoRelease("ingress"))]
        );

        DriftReport.Text(drift, Style.Plain).ShouldEndWith($"  to restore it: {command}\n");
    }
}
