using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class MatrixPairsReportTests
{
    private static readonly VersionSet[] Sets =
    [
        SetBuilder.Set("a", "base-k8s 1.30.4", "ingress 2.0.0", "dns 1.0.0"),
        SetBuilder.Set("b", "base-k8s 1.31.0", "ingress 2.0.0"),
        SetBuilder.Set("c", "base-k8s 1.31.0", "ingress 2.1.0"),
        SetBuilder.Set("d", "base-k8s 1.29.0", "ingress 2.0.0"),
    ];

    private static SeenPairs Pairs =>
        new(
            "ingress",
            TestedPair.Of(
                Verdicts([
                    .. Sets.Select(
                        (set, at) =>
                            State(set, hours: at == 3 ? 24 * 33 : at + 2, passed: at != 2) with
                            {
                                Line = at + 1,
                                Digest = SetBuilder.Digest($"evidence {at}"),
                            }
                    ),
                ]),
                "ingress"
            ),
            EvidenceText.FileName,
            Now
        );

    private static TestedPath Path
    {
        get
        {
            var transitions = new Transitions(
                Verdicts(
                    Step(Sets[0], Sets[1]),
                    Step(Sets[1], Sets[2]),
                    Step(Sets[0], Sets[2], hours: 24 * 31) with
                    {
                        Line = 9,
                        Digest = SetBuilder.Digest("evidence"),
                    }
                ),
                Sets
            );
            return new TestedPath(
                Sets[0],
                Sets[2],
                transitions.Of(Sets[0], Sets[2]),
                transitions.Path(Sets[0], Sets[2]),
                EvidenceText.FileName,
                Now
            );
        }
    }

    [Test]
    public void Pairs_are_tables_of_versions_by_versions() =>
        Snapshot.Match(MatrixPairsReport.Text(Pairs, Style.Plain));

    [Test]
    public void Pairs_in_Markdown() => Snapshot.Match(MatrixPairsReport.Markdown(Pairs));

    [Test]
    public void Pairs_in_CSV() => Snapshot.Match(MatrixPairsReport.Csv(Pairs));

    [Test]
    public void Pairs_in_JSON() => Snapshot.MatchReport("matrix", MatrixPairsReport.Json(Pairs));

    [Test]
    public void Nothing_seen_together_is_said_in_a_sentence() =>
        MatrixPairsReport
            .Text(Pairs with { Pairs = [] }, Style.Plain)
            .ShouldBe("No version of ingress was tested together with another component yet.\n");

    [Test]
    public void A_path_in_Markdown() => Snapshot.Match(MatrixPathReport.Markdown(Path));

    [Test]
    public void A_path_in_CSV() => Snapshot.Match(MatrixPathReport.Csv(Path));

    [Test]
    public void A_path_in_JSON() => Snapshot.MatchReport("matrix", MatrixPathReport.Json(Path));

    [Test]
    public void No_path_in_JSON() => MatrixPathReport.Json(Path with { Path = null }).ShouldNotContain("\"path\"");
}
