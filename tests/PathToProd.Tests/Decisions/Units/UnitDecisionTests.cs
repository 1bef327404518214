using PathToProd.Decisions.Units;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Units;

/// <summary>When a unit none of whose members has to be touched is verified and recorded anyway.</summary>
public sealed class UnitDecisionTests
{
    private static readonly (string, string)[] Members = [("dns", "1.0.0"), ("ingress", "1.4.0")];

    private static TestCaseData Case(string name, string? expected, LedgerBuilder ledger, string? set = null) =>
        new TestCaseData(ledger, set, expected).SetArgDisplayNames(name);

    private static readonly TestCaseData[] Cases =
    [
        Case("never", "it was never deployed as a whole", Each(new LedgerBuilder())),
        Case("as it is", null, Deployed()),
        Case("the same set", null, Deployed("2026.11.1"), "2026.11.1"),
        Case("another set", "it was 2026.11.1 when run unit-run-1 deployed it", Deployed("2026.11.1"), "2026.11.2"),
        Case("no set before", "it was no version set when run unit-run-1 deployed it", Deployed(), "2026.11.2"),
        Case(
            "failed as a whole",
            "the last deployment of the group edge to prod failed as a whole (run unit-run-1: dns failed: it does not answer)",
            Each(Begun()).UnitEnds(Outcome.Failed, "dns failed: it does not answer")
        ),
        Case(
            "interrupted",
            "the last deployment of the group edge to prod was interrupted: run unit-run-1 started it on 2026-11-22 08:00:00 UTC and never "
                + "ended it",
            Each(Begun())
        ),
        Case(
            "cancelled",
            "the last deployment of the group edge to prod was cancelled (run unit-run-1)",
            Each(Begun()).UnitEnds(Outcome.Cancelled)
        ),
        Case(
            "removed",
            "it was removed by run unit-run-2",
            Deployed().Unit("edge", null, LedgerAction.Destroy, Members).UnitEnds(Outcome.Succeeded)
        ),
        Case(
            "a member alone",
            "ingress was deployed or removed alone since",
            Deployed().Deploy("ingress", "1.4.0").Succeeds()
        ),
        Case("another version", "ingress was 1.3.0 when run unit-run-1 deployed it", Deployed(version: "1.3.0")),
        Case(
            "other members",
            "it had other members when run unit-run-1 deployed it",
            new LedgerBuilder()
                .Unit("edge", null, LedgerAction.Deploy, ("ingress", "1.4.0"))
                .Deploy("ingress", "1.4.0")
                .Succeeds()
                .UnitEnds(Outcome.Succeeded)
        ),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Only_a_whole_success_with_the_same_members_is_reason_to_do_nothing(
        object ledger,
        string? set,
        string? expected
    ) =>
        UnitDecision
            .WhyAgain(
                "edge",
                [
                    new UnitMember("dns", SemVersion.Parse("1.0.0"), null),
                    new UnitMember("ingress", SemVersion.Parse("1.4.0"), null),
                ],
                set,
                ((LedgerBuilder)ledger).State
            )
            .ShouldBe(expected);

    private static readonly TestCaseData[] Outcomes =
    [
        new("Done Unchanged", NodeOutcome.Done),
        new("Unchanged Unchanged", NodeOutcome.Unchanged),
        new("Done Failed NotRun", NodeOutcome.Failed),
        new("Refused NotRun", NodeOutcome.Failed),
        new("NotRun NotRun", NodeOutcome.NotRun),
        new("Failed Cancelled Done", NodeOutcome.Cancelled),
        new("Done NotRun", NodeOutcome.Failed),
    ];

    [TestCaseSource(nameof(Outcomes))]
    public void A_unit_is_as_good_as_the_worst_of_its_members(string members, NodeOutcome expected) =>
        UnitOutcome.Of([.. members.Split(' ').Select(Enum.Parse<NodeOutcome>)]).ShouldBe(expected);

    private static LedgerBuilder Begun(string? set = null, string version = "1.4.0") =>
        new LedgerBuilder().Unit("edge", set, LedgerAction.Deploy, ("dns", "1.0.0"), ("ingress", version));

    private static LedgerBuilder Each(LedgerBuilder ledger, string version = "1.4.0") =>
        ledger.Deploy("dns", "1.0.0").Succeeds().Deploy("ingress", version).Succeeds();

    private static LedgerBuilder Deployed(string? set = null, string version = "1.4.0") =>
        Each(Begun(set, version), version).UnitEnds(Outcome.Succeeded);
}
