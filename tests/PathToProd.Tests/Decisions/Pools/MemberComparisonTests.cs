using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Pools;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Pools;

public sealed class MemberComparisonTests
{
    private const string Message =
        "kubectl apply failed with exit code 1.\n  command: kubectl apply --dry-run=server\n  last lines:\n    Error from server (NotFound): namespaces \"web\" "
        + "not found\n  log: apply.log\nFix what the lines above name, then run the same stage again.";

    private static readonly LedgerBuilder Ledger = new LedgerBuilder("ci-1")
        .Deploy("dns", "1.0.0")
        .Succeeds()
        .Deploy("web", "1.0.0")
        .Succeeds()
        .Deploy("ingress", "1.0.0");

    private static readonly TargetLook Same = new TargetLook.State(IsThere: true, IsSame: true);
    private static readonly TargetLook Other = new TargetLook.State(IsThere: true, IsSame: false);
    private static readonly TargetLook NotPossible = new TargetLook.NotPossible(Message);

    [Test]
    public void What_is_as_its_ledger_says_is_used_as_it_is() =>
        Of(Same, Same, "ingress")
            .ShouldBe(
                new MemberComparison(
                    "ci-1 was compared with its ledger: what is there is what the ledger says; the last attempt at ingress was interrupted, so it is deployed "
                        + "again.",
                    NotPossible: null,
                    IsForced: false
                )
            );

    [Test]
    public void An_interrupted_attempt_that_the_run_does_not_repeat_stays_unknown_in_the_ledger() =>
        Of(Same, Same, "dns")
            .Text.ShouldBe(
                "ci-1 was compared with its ledger: what is there is what the ledger says; the last attempt at ingress was interrupted, which its ledger keeps "
                    + "as unknown."
            );

    [Test]
    public void What_drifted_has_all_of_it_deployed_again() =>
        Of(Other, Same, "ingress")
            .ShouldBe(
                new MemberComparison(
                    "ci-1 was compared with its ledger: dns is not as deployed, so all of it is deployed again; the last attempt at ingress was interrupted, so "
                        + "it is deployed again.",
                    NotPossible: null,
                    IsForced: true
                )
            );

    [Test]
    public void What_cannot_be_looked_at_and_is_left_as_it_is_blocks_with_the_words_of_the_tool() =>
        Of(Same, NotPossible, "dns", "ingress")
            .ShouldBe(
                new MemberComparison(
                    "ci-1 could not be compared with its ledger: web could not be looked at: kubectl apply failed with exit code 1, and printed: Error from "
                        + "server (NotFound): namespaces \"web\" not found.",
                    "web could not be looked at: kubectl apply failed with exit code 1, and printed: Error from server (NotFound): namespaces \"web\" not found",
                    IsForced: false
                )
            );

    [Test]
    public void What_cannot_be_looked_at_and_is_deployed_again_does_not_block() =>
        Of(Same, NotPossible, "web", "ingress")
            .ShouldBe(
                new MemberComparison(
                    "ci-1 was compared with its ledger: web could not be looked at: kubectl apply failed with exit code 1, and printed: Error from server "
                        + "(NotFound): namespaces \"web\" not found, so all of it is deployed again; the last attempt at ingress was interrupted, so it is "
                        + "deployed again.",
                    NotPossible: null,
                    IsForced: true
                )
            );

    [Test]
    public void A_cluster_that_does_not_answer_blocks_whatever_is_deployed_again() =>
        Compared(NotPossible, NotPossible, "connection refused", "dns", "web", "ingress")
            .ShouldBe(
                new MemberComparison(
                    "ci-1 could not be compared with its ledger: it is not known what else is there: connection refused.",
                    "it is not known what else is there: connection refused",
                    IsForced: false
                )
            );

    private static MemberComparison Of(TargetLook dns, TargetLook web, params string[] again) =>
        Compared(dns, web, silence: null, again);

    private static MemberComparison Compared(TargetLook dns, TargetLook web, string? silence, params string[] again)
    {
        var ledger = Ledger.State;
        ImmutableArray<ComponentDrift> components =
        [
            ComponentDrift.Of(ledger["dns"], dns),
            ComponentDrift.Of(ledger["ingress"])!,
            ComponentDrift.Of(ledger["web"], web),
        ];
        return MemberComparison.Of(
            new EnvironmentDrift("ci-1", Ledger.Now, components) { NotDeployedUnknown = silence },
            ledger,
            again.Contains
        );
    }
}
