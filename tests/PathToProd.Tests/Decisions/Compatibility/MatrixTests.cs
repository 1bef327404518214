using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class MatrixTests
{
    private static readonly VersionSet A = SetBuilder.Set("2026.10.2", "ingress 1.4.0");
    private static readonly VersionSet B = SetBuilder.Set("2026.11.1", "ingress 1.5.0");

    [Test]
    public void No_evidence_stale_evidence_failed_evidence_and_good_evidence_are_four_answers() =>
        Text(
                Of(
                    Verdicts(
                        State(A, "ci-1"),
                        State(A, "ci-2", passed: false),
                        State(A, "ci-3", hours: 24 * 40),
                        State(B, "ci-4")
                    ),
                    "ci-1",
                    "ci-2",
                    "ci-3",
                    "ci-4"
                )
            )
            .ShouldBe(
                """
                set       | ci-1 1.31.2 | ci-2 1.31.2 | ci-3 1.31.2                                                  | ci-4 1.31.2
                2026.10.2 | KnownGood   | Failed      | Stale: it is 40 d old, and evidence counts for 30 d (1.31.2) | Unknown
                2026.11.1 | Unknown     | Unknown     | Unknown                                                      | KnownGood
                """
            );

    [Test]
    public void Evidence_for_another_set_never_counts_whatever_it_is_called() =>
        Text(Of(Verdicts(State(SetBuilder.Set(A.Name, "ingress 1.4.0 rebuilt"))), "ci-1"))
            .ShouldBe(
                """
                set       | ci-1 ? now
                2026.10.2 | Unknown
                2026.11.1 | Unknown
                """
            );

    [Test]
    public void Evidence_counts_for_every_set_that_runs_the_same() =>
        Text(Matrix.Of(Verdicts(State(A)), [A, A with { Name = "twin" }], ["ci-1"]))
            .ShouldBe(
                """
                set       | ci-1 1.31.2
                2026.10.2 | KnownGood
                twin      | KnownGood
                """
            );

    [Test]
    public void A_step_says_nothing_about_the_set_it_leads_to() =>
        Text(Of(Verdicts(Step(B, A)), "ci-1"))
            .ShouldBe(
                """
                set       | ci-1 ? now
                2026.10.2 | Unknown
                2026.11.1 | Unknown
                """
            );

    [Test]
    public void Each_Kubernetes_version_of_an_environment_has_a_column_the_current_one_first() =>
        Text(
                Of(
                    At(
                        "1.31.2",
                        State(A, kubernetes: "1.30.0"),
                        State(B, kubernetes: "1.32.0"),
                        State(B, kubernetes: "1.31.2")
                    ),
                    "ci-1"
                )
            )
            .ShouldBe(
                """
                set       | ci-1 1.31.2 now                                                | ci-1 1.32.0 | ci-1 1.30.0
                2026.10.2 | Stale: ci-1 had Kubernetes 1.30.0, and has 1.31.2 now (1.30.0) | Unknown     | KnownGood
                2026.11.1 | KnownGood                                                      | KnownGood   | Unknown
                """
            );

    [Test]
    public void What_was_tested_with_other_Kubernetes_versions_is_stale_for_the_one_that_is_there_now() =>
        Text(
                Of(
                    At("1.31.2", State(A, kubernetes: "1.30.0", hours: 5), State(A, kubernetes: "1.29.0", hours: 9)),
                    "ci-1"
                )
            )
            .ShouldBe(
                """
                set       | ci-1 1.31.2 now                                                | ci-1 1.30.0 | ci-1 1.29.0
                2026.10.2 | Stale: ci-1 had Kubernetes 1.30.0, and has 1.31.2 now (1.30.0) | KnownGood   | KnownGood
                2026.11.1 | Unknown                                                        | Unknown     | Unknown
                """
            );

    [Test]
    public void With_the_older_Kubernetes_version_the_other_rules_still_make_evidence_stale() =>
        Of(At("1.31.2", State(A, kubernetes: "1.30.0", hours: 24 * 40)), "ci-1")
            .Rows[0]
            .Cells.Select(Text)
            .Last()
            .ShouldBe("Stale: it is 40 d old, and evidence counts for 30 d (1.30.0)");

    [Test]
    public void An_environment_of_which_nothing_is_known_has_a_column_of_unknown_answers() =>
        Text(Of(Verdicts(), "ci-9"))
            .ShouldBe(
                """
                set       | ci-9 ? now
                2026.10.2 | Unknown
                2026.11.1 | Unknown
                """
            );

    [Test]
    public void Environments_are_worth_a_column_where_a_set_was_tested_or_that_are_there_for_tests() =>
        Matrix
            .Environments(
                Verdicts(State(A, "ci-2"), State(SetBuilder.Set("x", "dns 1.0.0"), "ci-3"), Step(A, B, "ci-4")),
                [A, B],
                ["ci-9", "ci-2"]
            )
            .ShouldBe(["ci-2", "ci-9"]);

    private static LatestVerdicts At(string kubernetes, params Evidence[] evidence) =>
        LatestVerdicts.Of(
            [.. evidence],
            Rules with
            {
                Surroundings = Rules.Surroundings.Add("ci-1", new Surroundings(SemVersion.Parse(kubernetes), Tools())),
            }
        );

    private static Matrix Of(LatestVerdicts verdicts, params string[] environments) =>
        Matrix.Of(verdicts, [A, B], environments);

    /// <summary>The whole matrix; an answer has its reasons and, when it is stale, the Kubernetes version of its evidence.</summary>
    private static string Text(Matrix matrix)
    {
        string[][] rows =
        [
            ["set", .. matrix.Columns.Select(Text)],
            .. matrix.Rows.Select(row => (string[])[row.Set.Name, .. row.Cells.Select(Text)]),
        ];
        var widths = rows[0].Select((_, at) => rows.Max(row => row[at].Length)).ToArray();
        return string.Join(
            '\n',
            rows.Select(row => string.Join(" | ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd())
        );
    }

    private static string Text(MatrixColumn column) =>
        $"{column.Environment} {column.Kubernetes?.ToString() ?? "?"}{(column.IsCurrent ? " now" : "")}";

    private static string Text(MatrixCell cell) =>
        cell.State == MatrixState.Stale
            ? $"{cell.State}: {string.Join(", ", cell.WhyStale)} ({cell.Evidence!.Kubernetes})"
            : $"{cell.State}";
}
