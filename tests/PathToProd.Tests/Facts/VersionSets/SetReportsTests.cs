using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.VersionSets;

/// <summary>What programs get of version sets.</summary>
public sealed class SetReportsTests
{
    private static readonly VersionSet Full = SetBuilder.Set("2026.11.1", "base-k8s 1.30.4", "ingress 1.4.0") with
    {
        At = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.FromHours(1)),
        Who = "jane@laptop",
        Commit = "0123abcd+changes",
        From = "2026.10.4",
        FromDigest = SetBuilder.Digest("2026.10.4"),
        Note = "the \"big\" one: <1>",
    };

    private static readonly VersionSet Bare = SetBuilder.Set("2026.11.2", "base-k8s 1.31.2", "dns 1.0.0");

    [Test]
    public void A_set_that_was_pinned() =>
        Snapshot.MatchReport(
            "pin",
            PinReport.Json(Full, ["sets/2026.11.1.yaml", "sets/2026.11.1.yaml.sig"], "2026.10.9")
        );

    [Test]
    public void A_set_of_which_little_is_known() => Snapshot.MatchReport("pin", PinReport.Json(Bare, [], twin: null));

    [Test]
    public void All_sets() =>
        Snapshot.MatchReport(
            "sets",
            SetListReport.Json([
                (Full, new SignatureCheck(SignatureState.Valid, Signer: "ann")),
                (Full, new SignatureCheck(SignatureState.Wrong, Wrong: "no one knows its key")),
                (Bare, SignatureCheck.Missing),
            ])
        );

    [Test]
    public void What_differs_between_two_environments_has_values_too()
    {
        ValueDifference[] values =
        [
            .. ValueDifference.Between(
                "ingress",
                new Dictionary<string, string>
                {
                    ["clusterName"] = "\"staging\"",
                    ["same"] = "1",
                    ["replicas"] = "1",
                    ["key"] = "\"${secrets.KEY}\"",
                },
                new Dictionary<string, string>
                {
                    ["clusterName"] = "\"prod\"",
                    ["same"] = "1",
                    ["replicas"] = "3",
                    ["tls"] = "true",
                },
                new Dictionary<string, string> { ["clusterName"] = "base-k8s.cluster_name" }
            ),
        ];
        var report = new SetDiffReport(Full with { Name = "staging" }, Full with { Name = "prod" }, [], Same: 2)
        {
            Values = [.. values],
        };

        Snapshot.Match(report.Text(Style.Plain), "environments_text");
        Snapshot.Match(report.Markdown(), "environments_page");
        Snapshot.MatchReport("diff", report.Json(), "environments_json");
        (report with { Values = [] })
            .Text(Style.Plain)
            .ShouldBe("staging and prod run the same: 2 components.\n\nTheir values and inputs are the same.\n");
    }

    [Test]
    public void What_differs_between_two_sets()
    {
        var difference = SetDifference.Of(Full.Members, Bare.Members);

        Snapshot.MatchReport(
            "diff",
            new SetDiffReport(
                Full,
                Bare,
                [
                    .. difference.Changes.Select(change =>
                        change.Component == "base-k8s"
                            ? new SetChangeHistory(change)
                            {
                                Commits = [new ComponentCommit("0123abcd", "Raise nodes' memory")],
                                MoreCommits = 2,
                                Changelog = [new ChangelogSection(SemVersion.Parse("1.31.2"), ["- One", "", "- Two"])],
                            }
                            : new SetChangeHistory(change) { NoCommits = "there is nothing to compare with" }
                    ),
                ],
                difference.Same
            ).Json()
        );
    }
}
