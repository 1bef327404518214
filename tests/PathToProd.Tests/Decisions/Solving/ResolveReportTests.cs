using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Solving;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>What programs get of a proposal, or of why there is none.</summary>
public sealed class ResolveReportTests
{
    private const string Universe = """
        base-k8s 1.30.4
        base-k8s 1.31.2
        ingress 2.0.5: requires base-k8s >=1.29
        ingress 2.1.0: requires base-k8s >=1.31
        environment prod-eu
        """;

    private static readonly VersionSet Current = SetBuilder.Set("2026.10.1", "base-k8s 1.30.4", "dns 1.2.0");

    [Test]
    public void A_proposal_of_which_evidence_is_missing()
    {
        var evidence = Verdicts([
            State(SetBuilder.Set("a", "base-k8s 1.30.4", "ingress 2.1.0"), hours: 2) with
            {
                Digest = SetBuilder.Digest("a"),
            },
        ]);
        var resolution = Resolve("wish base-k8s\nwish ingress");
        var set = Proposed(resolution);

        Snapshot.MatchReport(
            "resolve",
            ResolveReport.Json(
                resolution,
                set,
                MissingEvidence.Of(evidence, SetVerdicts.Of(evidence), set, _ => "2026.10.1")
            )
        );
    }

    [Test]
    public void A_proposal_that_is_known_good()
    {
        var resolution = Resolve("wish ingress\ngood 2026.10.1 base-k8s 1.31.2, ingress 2.1.0");

        Snapshot.MatchReport("resolve", ResolveReport.Json(resolution, Proposed(resolution), null));
    }

    [Test]
    public void A_refusal() =>
        Snapshot.MatchReport(
            "resolve",
            ResolveReport.Json(Resolve("wish ingress >=2.1\nhold base-k8s 1.30.x"), null, null)
        );

    [Test]
    public void No_answer_within_the_limit() =>
        Snapshot.MatchReport("resolve", ResolveReport.Json(Resolve("wish ingress", limit: 1), null, null));

    private static Resolution Resolve(string asked, int limit = 100_000) =>
        new(Solver.Solve(QuestionText.Parse($"{Universe}\n{asked}") with { Limit = limit }), Current, "prod-eu");

    private static VersionSet Proposed(Resolution resolution) =>
        new()
        {
            Name = VersionSetName.Proposed,
            Members = resolution.Members,
            At = Now,
        };
}
