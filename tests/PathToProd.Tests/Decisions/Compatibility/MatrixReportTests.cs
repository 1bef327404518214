using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text.Tables;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class MatrixReportTests
{
    private static readonly VersionSet A = SetBuilder.Set("2026.10.2", "base-k8s 1.30.4", "ingress 2.0.0");
    private static readonly VersionSet B = SetBuilder.Set("2026.11.1", "base-k8s 1.31.0", "ingress 2.0.0");
    private static readonly VersionSet C = SetBuilder.Set("2026.11.2", "base-k8s 1.30.4", "ingress 2.1.0");
    private static readonly VersionSet D = SetBuilder.Set("proposed", "base-k8s 1.31.0", "ingress 2.1.0");
    private static readonly VersionSet[] Sets = [D, C, B, A];

    private static readonly EvidenceRules RulesNow = Rules with
    {
        Surroundings = Rules
            .Surroundings.Add("ci-1", new Surroundings(SemVersion.Parse("1.31.2"), Tools("helm 3.16.2")))
            .Add("ci-2", new Surroundings(SemVersion.Parse("1.32.0"), Tools("helm 3.17.0"))),
        SignedOnly = ["prod-eu"],
    };

    private static readonly ImmutableArray<Evidence> Evidence =
    [
        .. new[]
        {
            State(A, "ci-1", hours: 24 * 42),
            State(A, "ci-2", hours: 24 * 3, kubernetes: "1.31.2"),
            State(B, "ci-1", hours: 2),
            State(C, "ci-1", hours: 3),
            State(C, "ci-2", hours: 0.3, kubernetes: "1.32.0") with
            {
                Tools = Tools("helm 3.17.0"),
            },
            State(D, "ci-1", hours: 1, passed: false, error: "ingress/smoke failed: \"a|b\", refused"),
            State(B, "prod-eu", hours: 4, kubernetes: "1.30.1"),
            Step(A, B, hours: 2),
            Step(B, A, hours: 1.5, passed: false),
            Step(B, C, "ci-2", hours: 24 * 3, kubernetes: "1.31.2"),
            State(SetBuilder.Set("unnamed", "base-k8s 1.29.0"), "ci-1", hours: 7),
        }.Select((one, at) => one with { Line = at + 1, Digest = SetBuilder.Digest($"evidence {at}") }),
    ];

    [Test]
    public void A_terminal_gets_tables_and_why_something_failed_or_is_stale() =>
        Snapshot.Match(MatrixReport.Text(Answer(), Style.Plain));

    [Test]
    public void Colours_say_the_same_again() => Snapshot.Match(MatrixReport.Text(Answer(), Style.Ansi));

    [Test]
    public void Documents_get_Markdown() => Snapshot.Match(MatrixTables.Markdown(Answer()));

    [Test]
    public void Spreadsheets_get_CSV() => Snapshot.Match(MatrixTables.Csv(Answer()));

    [Test]
    public void Programs_get_JSON() => Snapshot.MatchReport("matrix", MatrixTables.Json(Answer()));

    [Test]
    public void CSV_is_as_RFC_4180_defines_it()
    {
        var lines = MatrixTables.Csv(Answer()).Split("\r\n");

        lines[^1].ShouldBeEmpty();
        string.Concat(lines).ShouldNotContain('\n');
        lines[0].Split(',').Length.ShouldBe(14);
        lines
            .Single(line =>
                line.Contains("refused", StringComparison.Ordinal) && line.StartsWith("state", StringComparison.Ordinal)
            )
            .ShouldContain(",\"ingress/smoke failed: \"\"a|b\"\", refused\",");
    }

    [Test]
    public void Many_environments_stand_below_each_other_where_they_do_not_fit()
    {
        var environments = Enumerable.Range(1, 9).Select(number => $"environment-{number}").ToArray();
        var verdicts = LatestVerdicts.Of(
            [.. environments.Select((name, at) => State(A, name, hours: at * 130) with { Line = at + 1 })],
            Rules
        );

        var text = MatrixReport.Text(
            new MatrixAnswer { Matrix = Matrix.Of(verdicts, [B, A], environments), Now = Now },
            Style.Plain
        );

        text.Split('\n').ShouldAllBe(line => line.Length <= 110);
        Snapshot.Match(text);
    }

    [Test]
    public void Much_of_the_same_is_summarized()
    {
        var sets = Enumerable
            .Range(1, 30)
            .Select(number =>
                SetBuilder.Set($"2026.11.{number}", $"ingress 1.{number}.0", "dns 1.0.0", "base-k8s 1.0.0")
            )
            .ToArray();
        var verdicts = Verdicts([
            .. sets.Select(
                (set, at) =>
                    State(set, hours: at < 15 ? at + 1 : 24 * 40, passed: at % 2 == 1) with
                    {
                        Line = at + 1,
                        Digest = SetBuilder.Digest($"{at}"),
                    }
            ),
            .. sets.Zip(sets.Skip(1))
                .Select(
                    (pair, at) =>
                        Step(pair.First, pair.Second, hours: at + 1) with
                        {
                            Line = at + 100,
                            Digest = SetBuilder.Digest($"step {at}"),
                        }
                ),
            .. sets.Take(14)
                .Select(
                    (set, at) =>
                        State(set, "ci-2", hours: at + 1, passed: false) with
                        {
                            Line = at + 200,
                            Digest = SetBuilder.Digest($"more {at}"),
                        }
                ),
        ]);

        Snapshot.Match(
            MatrixReport.Text(
                new MatrixAnswer
                {
                    Matrix = Matrix.Of(verdicts, sets, ["ci-1", "ci-2"]),
                    Steps = new Transitions(verdicts, sets).All,
                    Conflicts = KnownConflicts.Of(SetVerdicts.Of(verdicts)),
                    Now = Now,
                },
                Style.Plain
            )
        );
    }

    [Test]
    public void Without_sets_the_next_step_is_shown() =>
        MatrixReport
            .Text(new MatrixAnswer { Matrix = Matrix.Of(Verdicts(), [], ["ci-1"]), Now = Now }, Style.Plain)
            .ShouldBe(
                "There is no version set yet. Propose one with ./build.sh --target=Resolve, or pin one with --target=Pin.\n"
            );

    [Test]
    public void Without_evidence_the_next_step_is_shown()
    {
        var answer = new MatrixAnswer { Matrix = Matrix.Of(Verdicts(), [A], []), Now = Now };
        MatrixReport
            .Text(answer with { TestEnvironments = ["ci-1", "ci-2"] }, Style.Plain)
            .ShouldBe(
                "Nothing is known about 2026.10.2: it was not certified yet.\n"
                    + "Certify one: ./build.sh --target=Certify --set=2026.10.2 --environment=ci-1\n"
            );
        MatrixReport
            .Text(answer, Style.Plain)
            .ShouldBe(
                "Nothing is known about 2026.10.2: it was not certified yet.\n"
                    + "No environment is for tests yet: write for-tests: true in the environment.yaml of one that tests may change, and Certify works there.\n"
            );
        MatrixReport
            .Text(new MatrixAnswer { Matrix = Matrix.Of(Verdicts(), [B, A], []), Now = Now }, Style.Plain)
            .ShouldStartWith("Nothing is known about 2 version sets: none of them was certified yet.\n");
    }

    [TestCase(0, "now")]
    [TestCase(0.5, "30 min")]
    [TestCase(1.99, "1 h")]
    [TestCase(23.9, "23 h")]
    [TestCase(24 * 400, "400 d")]
    [TestCase(-0.05, "now")]
    [TestCase(-1, "?")]
    public void An_age_is_read_at_a_glance(double hours, string text) =>
        MatrixCellText.Age(State(A, hours: hours), Now).ShouldBe(text);

    private static MatrixAnswer Answer()
    {
        var verdicts = LatestVerdicts.Of(Evidence, RulesNow);
        return new MatrixAnswer
        {
            Matrix = Matrix.Of(verdicts, Sets, ["ci-1", "ci-2", "prod-eu"]),
            Steps = new Transitions(verdicts, Sets).All,
            Conflicts = KnownConflicts.Of(SetVerdicts.Of(verdicts)),
            NotSigned = verdicts.Uncounted,
            Unnamed = 1,
            Now = Now,
        };
    }
}
