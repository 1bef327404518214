using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.Runs.RunSamples;

namespace PathToProd.Tests.Facts.Runs;

public sealed class ComponentFoldTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    private static readonly ImmutableArray<LogEnd> Logs =
    [
        new(
            "Build",
            "artifacts/runs/1/ingress/Build.log",
            ["$ helm package chart", "Successfully packaged chart"],
            false
        ),
        new(
            "Deploy",
            "artifacts/runs/1/ingress/Deploy.log",
            ["\tindented", "::set-env name=PATH::/tmp", "##[add-mask]e", "section_end:1:ingress-1\r\e[0K", "done"],
            true
        ),
    ];

    [Test]
    public void What_went_well_is_folded_and_what_failed_is_open(
        [Values(CiHost.None, CiHost.GitHub, CiHost.GitLab)] CiHost host,
        [Values(NodeOutcome.Done, NodeOutcome.Failed)] NodeOutcome outcome,
        [Values] bool hasColours
    )
    {
        var style = Style.Plain with { HasColours = hasColours };
        var fold = new ComponentFold(host, RunTarget.Of("Deploy"), "sandbox", style, new StageLine(style, 10));

        var text = fold.Text(
            (outcome == NodeOutcome.Done ? Ingress : Failed) with
            {
                Component = "ingress",
            },
            Logs,
            "ingress-1",
            Start,
            Start.AddSeconds(12)
        );

        Snapshot.Match(
            text.Replace("\e", "ESC", StringComparison.Ordinal).Replace("\r", "CR", StringComparison.Ordinal),
            $"{host}.{outcome}{(hasColours ? ".Colours" : "")}"
        );
    }

    [Test]
    public void Where_there_is_no_log_there_is_no_fold() =>
        new ComponentFold(CiHost.GitHub, RunTarget.Of("Deploy"), "sandbox", Style.Plain, new StageLine(Style.Plain, 3))
            .Text(NotRun, [], "ingress-1", Start, Start)
            .ShouldBeEmpty();

    [TestCase("a\nb\n", false, "a,b", false)]
    [TestCase("a\nb\nc\nd\n", false, "b,c,d", true)]
    [TestCase("half\nb\nc\n", true, "b,c", true)]
    public void Of_a_log_the_last_whole_lines_are_kept(string text, bool isEnd, string lines, bool isCut)
    {
        var end = LogEnd.Of("Build", "Build.log", text, isEnd, most: 3);

        string.Join(',', end.Lines).ShouldBe(lines);
        end.IsCut.ShouldBe(isCut);
    }
}
