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
    public void No_evidence_stale_evidence_failed_evidence_and_good_evidence_are_four_answers()
    {
        var matrix = Of(
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
        );

        matrix
            .Rows[0]
            .Cells.Select(cell => cell.State)
            .ShouldBe([MatrixState.KnownGood, MatrixState.Failed, MatrixState.Stale, MatrixState.Unknown]);
        matrix
            .Rows[0]
            .Cells[2]
            .WhyStale.Select(reason => reason.ToString())
            .ShouldBe(["it is 40 d old, and evidence counts for 30 d"]);
        matrix.Rows[0].Cells[3].Evidence.ShouldBeNull();
        matrix.Rows[0].Digest.ShouldBe(A.Digest);
    }

    [Test]
    public void Evidence_for_another_set_never_counts_whatever_it_is_called()
    {
        var other = SetBuilder.Set(A.Name, "ingress 1.4.0 rebuilt");

        Of(Verdicts(State(other)), "ci-1").Rows[0].Cells.ShouldHaveSingleItem().State.ShouldBe(MatrixState.Unknown);
    }

    [Test]
    public void Evidence_counts_for_every_set_that_runs_the_same() =>
        Matrix
            .Of(Verdicts(State(A)), [A, A with { Name = "twin" }], ["ci-1"])
            .Rows.Select(row => row.Cells[0].State)
            .ShouldBe([MatrixState.KnownGood, MatrixState.KnownGood]);

    [Test]
    public void A_step_says_nothing_about_the_set_it_leads_to() =>
        Of(Verdicts(Step(B, A)), "ci-1").Rows[0].Cells[0].State.ShouldBe(MatrixState.Unknown);

    [Test]
    public void Each_Kubernetes_version_of_an_environment_has_a_column_the_current_one_first()
    {
        var matrix = Of(
            At(
                "1.31.2",
                State(A, kubernetes: "1.30.0"),
                State(B, kubernetes: "1.32.0"),
                State(B, kubernetes: "1.31.2")
            ),
            "ci-1"
        );

        matrix
            .Columns.Select(column => $"{column.Environment} {column.Kubernetes} {column.IsCurrent}")
            .ShouldBe(["ci-1 1.31.2 True", "ci-1 1.32.0 False", "ci-1 1.30.0 False"]);
        matrix
            .Rows[1]
            .Cells.Select(cell => cell.State)
            .ShouldBe([MatrixState.KnownGood, MatrixState.KnownGood, MatrixState.Unknown]);
    }

    [Test]
    public void What_was_tested_with_another_Kubernetes_version_is_stale_for_the_one_that_is_there_now()
    {
        var matrix = Of(
            At("1.31.2", State(A, kubernetes: "1.30.0", hours: 5), State(A, kubernetes: "1.29.0", hours: 9)),
            "ci-1"
        );

        var now = matrix.Rows[0].Cells[0];
        now.State.ShouldBe(MatrixState.Stale);
        now.Evidence!.Kubernetes.ToString().ShouldBe("1.30.0");
        now.WhyStale.Select(reason => reason.ToString()).ShouldBe(["ci-1 had Kubernetes 1.30.0, and has 1.31.2 now"]);
        matrix
            .Rows[0]
            .Cells.Skip(1)
            .Select(cell => cell.State)
            .ShouldBe([MatrixState.KnownGood, MatrixState.KnownGood]);
    }

    [Test]
    public void With_the_older_Kubernetes_version_the_other_rules_still_make_evidence_stale()
    {
        var cell = Of(At("1.31.2", State(A, kubernetes: "1.30.0", hours: 24 * 40)), "ci-1").Rows[0].Cells[1];

        cell.State.ShouldBe(MatrixState.Stale);
        cell.WhyStale.Select(reason => reason.ToString()).ShouldBe(["it is 40 d old, and evidence counts for 30 d"]);
    }

    [Test]
    public void An_environment_of_which_nothing_is_known_has_a_column_of_unknown_answers()
    {
        var matrix = Of(Verdicts(), "ci-9");

        matrix.Columns.ShouldBe([new MatrixColumn("ci-9", null, IsCurrent: true)]);
        matrix.Rows.SelectMany(row => row.Cells).ShouldAllBe(cell => cell == MatrixCell.Unknown);
    }

    [Test]
    public void Where_the_current_version_is_not_known_only_those_that_were_tested_have_columns() =>
        Of(Verdicts(State(A)), "ci-1")
            .Columns.ShouldBe([new MatrixColumn("ci-1", SemVersion.Parse("1.31.2"), IsCurrent: false)]);

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
}
