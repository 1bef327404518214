using System.Text.Json;

namespace Repository.Tests.CommandLine;

/// <summary>What CI systems get of a run: folds, errors, a page, and nothing that a tool could command.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
[Platform("Linux")]
public sealed class CiOutputTests : IDisposable
{
    private readonly ScratchPlatform _platform = new();

    public CiOutputTests()
    {
        Smoke("web", "echo fine; echo ::set-env name=PATH::/tmp; echo '##[add-mask]e'");
        Smoke(
            "bad",
            "echo '  ::stop-commands::x'; printf '\\033[0Ksection_end:1:bad-1\\r\\033[0K\\n'; echo '::error::no' >&2; exit 3",
            "requires: { web: \">=1.0.0\" }\n"
        );
    }

    private string Page => Path.Combine(_platform.Home, "summary.md");

    public void Dispose() => _platform.Dispose();

    [TestCase("GITHUB_ACTIONS")]
    [TestCase("GITLAB_CI")]
    public void Logs_of_what_went_well_are_folded_and_those_of_what_failed_are_open(string host)
    {
        var result = _platform
            .Variable(host, "true")
            .Run("--target=Deploy", "--component=all", "--parallel=1")
            .ShouldEnd(1);

        // Without times of the day, which are 10 digits.
        var shown = System.Text.RegularExpressions.Regex.Replace(result.Output, ":[0-9]{10}:", ":<when>:");
        Snapshot.Match(
            shown.Replace("\e", "ESC", StringComparison.Ordinal).Replace("\r", "CR", StringComparison.Ordinal),
            host
        );
    }

    [TestCase("normal")]
    [TestCase("verbose")]
    [TestCase("quiet")]
    public void Nothing_that_a_tool_prints_is_a_command_to_the_runner(string verbosity)
    {
        var result = _platform
            .Variable("GITHUB_ACTIONS", "true")
            .Run("--target=Deploy", "--component=all", $"--verbosity={verbosity}")
            .ShouldEnd(1);

        string[] ours = ["::group::", "::endgroup::", "::error title=Deploy of bad to sandbox failed::"];
        foreach (var line in result.Raw.Split('\n'))
        {
            if (!ours.Any(one => line.StartsWith(one, StringComparison.Ordinal)))
            {
                line.TrimStart().ShouldNotStartWith("::");
            }

            line.ShouldNotContain("##[");
        }
    }

    [Test]
    public void A_refusal_is_no_command_either()
    {
        var result = _platform.Variable("GITHUB_ACTIONS", "true").Run("--target=Build", "--component=##[error]b");

        result.ShouldEnd(2).Error.ShouldStartWith("there is no component ## [error]b; ");
    }

    [Test]
    public void The_summary_is_added_to_the_page_of_the_step()
    {
        File.WriteAllText(Page, "What was there before.\n");

        _platform.Variable("GITHUB_STEP_SUMMARY", Page).Run("--target=Deploy", "--component=all").ShouldEnd(1);

        Snapshot.Match(_platform.Normal(File.ReadAllText(Page)));
    }

    [Test]
    public void A_run_that_is_refused_has_a_page_too()
    {
        _platform.Component("top", more: "requires: { missing-one: \">=1.0.0\" }\n").Component("missing-one", "0.1.0");

        var result = _platform
            .Variable("GITHUB_STEP_SUMMARY", Page)
            .Run("--target=Deploy", "--component=top")
            .ShouldEnd(3);

        File.ReadAllText(Page)
            .ShouldBe($"## Deploy to sandbox was refused\n\n```text\n{result.Error.TrimEnd()}\n```\n");
    }

    [Test]
    public void A_page_without_room_is_left_as_it_is_and_that_is_said()
    {
        File.WriteAllText(Page, new string('x', 1024 * 1024));

        var result = _platform
            .Variable("GITHUB_STEP_SUMMARY", Page)
            .Run("--target=Build", "--component=web")
            .ShouldSucceed();

        result.Error.ShouldContain("The summary of the run was not added to <home>/summary.md, which is full.");
        new FileInfo(Page).Length.ShouldBe(1024 * 1024);
    }

    [Test]
    public void A_page_that_cannot_be_written_fails_nothing()
    {
        var result = _platform
            .Variable("GITHUB_STEP_SUMMARY", _platform.Home)
            .Run("--target=Build", "--component=web")
            .ShouldSucceed();

        result.Error.ShouldContain("The summary of the run could not be added to GITHUB_STEP_SUMMARY: ");
    }

    [Test]
    public void The_same_page_is_the_result_where_it_is_asked_for()
    {
        var result = _platform.Run("--target=Deploy", "--component=all", "--output=markdown").ShouldEnd(1);

        result.RawOutput.ShouldStartWith("## Deploy to sandbox failed after ");
        result.RawOutput.ShouldContain("### bad 1.0.0: failed after ");
        result.Error.ShouldContain("web  Build    done <time>");
    }

    [Test]
    public void Events_come_one_to_a_line_while_the_run_goes_on_and_the_last_is_the_whole_run()
    {
        var go = Path.Combine(_platform.Home, "go");
        Smoke("web", $"echo waiting; while [ ! -e {go} ]; do sleep 0.05; done");
        using var running = _platform.Start(
            "--target=Deploy",
            "--component=web",
            "--output=events",
            "--verbosity=verbose"
        );
        Eventually.Holds(
            () => running.OutputSoFar.Contains("\"stage\":\"Deploy\"", StringComparison.Ordinal),
            "Deploy starts"
        );
        File.WriteAllText(go, "");
        var result = running.WaitForEnd().ShouldSucceed();

        var lines = result.RawOutput.TrimEnd('\n').Split('\n');
        foreach (var line in lines)
        {
            ReportSchema.ShouldFit(line, "run-event");
        }

        string[] kinds = [.. lines.Select(line => Read(line).GetProperty("event").GetString()!)];
        kinds[0].ShouldBe("run-started");
        kinds.ShouldContain("output");
        kinds[^1].ShouldBe("run-ended");
        ReportSchema.ShouldFit(Read(lines[^1]).GetProperty("result").GetRawText(), "run");
    }

    private static JsonElement Read(string line) => JsonDocument.Parse(line).RootElement;

    private void Smoke(string name, string script, string more = "") =>
        _platform
            .Component(name, more: $"smoke: {{ script: tests/smoke.sh }}\n{more}")
            .Script($"components/{name}/tests/smoke.sh", script);
}
