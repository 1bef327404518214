using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>A run that failed or was killed goes on: what was asked is in its journal, and nothing is done twice.</summary>
public sealed class ResumeTests
{
    private const string Ledger = "environments/sandbox/ledger.jsonl";

    private ScratchPlatform _platform = null!;

    private string Fine => Path.Combine(_platform.Home, "fine");

    private string Started => Path.Combine(_platform.Home, "started");

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform();
        _platform
            .Component("base")
            .Component("web", more: "requires: { base: \">=1.0.0\" }\nsmoke: { script: tests/smoke.sh, timeout: 1m }\n")
            .Component("dns", more: "requires: { web: \">=1.0.0\" }\n")
            .Script("components/web/tests/smoke.sh", $"test -e {Fine} || {{ echo broken; exit 1; }}");
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private ProgramResult Deploy(params string[] more) => _platform.Run(["--target=Deploy", .. more]);

    private ProgramResult Resume(params string[] more) => Deploy(["--resume", .. more]);

    /// <summary>The runs, the oldest first. Their names say no more than the second.</summary>
    private string[] Runs =>
        [
            .. new DirectoryInfo(Path.Combine(_platform.Root, "artifacts/runs"))
                .EnumerateDirectories()
                .OrderBy(folder => folder.CreationTimeUtc)
                .Select(folder => folder.Name),
        ];

    /// <summary>How often each component was started to be deployed or removed.</summary>
    private string Attempts =>
        string.Join(
            ' ',
            _platform
                .Read(Ledger)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!)
                .Where(line => line["component"] is not null)
                .CountBy(line => (string)line["component"]!)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}:{pair.Value}")
        );

    [Test]
    public void A_run_that_failed_goes_on_and_says_what_it_takes_as_done()
    {
        Deploy("--component=all").ShouldEnd(1);
        Attempts.ShouldBe("base:1 web:1");
        File.WriteAllText(Fine, "");

        var result = Resume().ShouldSucceed();

        Snapshot.Match(result.Error);
        result.Said.ShouldContain("was deployed just now by run <run>, and is still there");
        Attempts.ShouldBe("base:1 dns:1 web:2");
        _platform
            .Read($"artifacts/runs/{Runs[^1]}/journal.jsonl")
            .ShouldContain($"\"resumes\":\"{Runs[0]}\"", Case.Sensitive);
    }

    [Test]
    public void JSON_says_which_run_went_on_and_why_for_each_component()
    {
        Deploy("--component=all").ShouldEnd(1);
        File.WriteAllText(Fine, "");

        var json = JsonNode.Parse(Resume("--output=json").ShouldSucceed().RawOutput)!;

        ((string)json["resumes"]!).ShouldBe(Runs[0]);
        json["components"]!
            .AsArray()
            .Select(node => (string)node!["resumption"]!)
            .ShouldBe([
                $"run {Runs[0]} deployed it, as its journal and the ledger say",
                $"its deployment failed in run {Runs[0]}",
                "it did not run: web failed",
            ]);
    }

    [Test]
    public void What_was_forced_is_not_forced_again()
    {
        File.WriteAllText(Fine, "");
        Deploy("--component=all").ShouldSucceed();
        File.Delete(Fine);
        Deploy("--component=all", "--force").ShouldEnd(1);
        Attempts.ShouldBe("base:2 dns:1 web:2");
        File.WriteAllText(Fine, "");

        Resume().ShouldSucceed();

        Attempts.ShouldBe("base:2 dns:2 web:3");
    }

    [Test]
    public void What_someone_removed_meanwhile_is_deployed_again_though_it_was_taken_as_done()
    {
        Deploy("--component=all").ShouldEnd(1);
        File.WriteAllText(Fine, "");
        Directory.Delete(Path.Combine(_platform.Root, "artifacts/sandbox/base"), recursive: true);

        Resume().ShouldSucceed().Said.ShouldContain("but is no longer there");

        Attempts.ShouldBe("base:2 dns:1 web:2");
    }

    [Test]
    public void A_run_that_was_killed_goes_on()
    {
        Kill("Deploy");
        File.WriteAllText(Fine, "");
        _platform.Script("components/web/tests/smoke.sh", $"test -e {Fine}");

        var result = Resume().ShouldSucceed();

        result.Error.ShouldContain("which was killed:");
        result.Error.ShouldContain("its deployment was interrupted in run <run>");
        Attempts.ShouldBe("base:1 dns:1 web:2");
        _platform.Run("--target=History").ShouldSucceed().Output.ShouldContain("interrupted");
    }

    [Test]
    public void A_run_in_progress_is_refused()
    {
        using var running = Wait("Deploy");

        var result = Resume().ShouldEnd(3);

        result.Error.ShouldStartWith("Run <run> is still in progress (");
        result.Error.ShouldContain($"pid {running.Id}, since ");
        result.Error.ShouldEndWith(
            "so there is nothing to resume yet. Nothing was touched. Wait for it to end, or end it, then run the same command again.\n"
        );
    }

    [Test]
    public void A_removal_goes_on_without_the_outputs_of_what_is_gone()
    {
        File.WriteAllText(Fine, "");
        Deploy("--component=all").ShouldSucceed();
        _platform.Run("--target=Destroy", "--component=dns").ShouldSucceed();
        var journal = Directory.GetFiles(Path.Combine(_platform.Root, "artifacts/runs", Runs[^1]), "journal.jsonl")[0];
        // Killed right after the last line of the ledger.
        var lines = File.ReadAllLines(journal);
        File.WriteAllLines(journal, lines[..^3]);

        _platform
            .Run("--target=Destroy", "--resume")
            .ShouldSucceed()
            .Error.ShouldContain("taken as done  dns  run <run> removed it, as the ledger says");

        Attempts.ShouldBe("base:1 dns:2 web:1");
    }

    [Test]
    public void Where_nothing_is_to_resume_it_says_so()
    {
        Resume()
            .ShouldOnlySay(
                2,
                "there is no run of Deploy for sandbox to resume: artifacts/runs has none; start one without --resume"
            );
        File.WriteAllText(Fine, "");
        Deploy("--component=base").ShouldSucceed();
        Resume()
            .ShouldOnlySay(
                2,
                "there is no run of Deploy for sandbox to resume: run <run> ended well, so there is nothing to resume; "
                    + "start a new run without --resume"
            );
        Deploy("--resume=yesterday")
            .ShouldOnlySay(2, "there is no run yesterday in this checkout; the last ones are <run>");
        Deploy($"--resume={Runs[0]}")
            .ShouldOnlySay(2, "run <run> ended well, so there is nothing to resume; start a new run without --resume");
        _platform
            .Run("--target=Destroy", $"--resume={Runs[0]}")
            .ShouldOnlySay(2, "run <run> is a run of Deploy, not of Destroy; write --target=Deploy --resume=<run>");
    }

    [Test]
    public void What_contradicts_the_run_is_refused_all_at_once()
    {
        Deploy("--component=all", "--force").ShouldEnd(1);

        Resume("--component=web", "--version=1.0.0", "--force")
            .ShouldOnlySay(
                2,
                "--component=web contradicts run <run>, which was asked with --component=all; "
                    + "leave --component out, or start a new run without --resume",
                "--version=1.0.0 contradicts run <run>, which was asked without --version; "
                    + "leave --version out, or start a new run without --resume"
            );
    }

    [Test]
    public void A_run_whose_first_line_is_torn_is_refused_with_the_line()
    {
        Deploy("--component=all").ShouldEnd(1);
        var journal = Path.Combine(_platform.Root, "artifacts/runs", Runs[0], "journal.jsonl");
        var lines = File.ReadAllLines(journal);
        File.WriteAllLines(journal, [lines[0][..40], .. lines[1..]]);

        Deploy($"--resume={Runs[0]}")
            .ShouldOnlySay(
                2,
                "what run <run> was asked cannot be read, so it cannot be resumed; start a new run: ./build.sh --target=Deploy; "
                    + "what is done is not repeated",
                "artifacts/runs/<run>/journal.jsonl(1,1): this line is not whole: it does not end with its checksum, and is ignored; "
                    + "restore it from the file's history if it matters"
            );
    }

    [Test]
    public void A_torn_line_in_the_middle_is_reported_and_the_ledger_decides()
    {
        Deploy("--component=all").ShouldEnd(1);
        var journal = Path.Combine(_platform.Root, "artifacts/runs", Runs[0], "journal.jsonl");
        var lines = File.ReadAllLines(journal);
        var end = Array.FindIndex(lines, line => line.Contains("node-ended") && line.Contains("\"base\""));
        lines[end] = lines[end][..30];
        File.WriteAllLines(journal, lines);
        File.WriteAllText(Fine, "");

        var result = Resume().ShouldSucceed();

        result.Error.ShouldContain($"artifacts/runs/<run>/journal.jsonl({end + 1},1): this line is not whole");
        result.Error.ShouldContain("deployed it, as the ledger says; its journal breaks off before that");
        Attempts.ShouldBe("base:1 dns:1 web:2");
    }

    [TestCase("Lint")]
    [TestCase("Verify")]
    [TestCase("Status")]
    public void What_leaves_nothing_behind_has_nothing_to_resume(string target) =>
        _platform
            .Run($"--target={target}", "--resume")
            .ShouldOnlySay(
                2,
                $"--resume means nothing for {target}; leave it out; ./build.sh --target={target} --help lists what it takes"
            );

    [Test]
    public void A_test_run_goes_on_too()
    {
        _platform.File("components/dns/manifests/bad.yaml", "kind: ConfigMap\nmetadata:\n  name: bad\n");
        _platform.Run("--target=Test", "--component=all").ShouldEnd(1);
        File.Delete(Path.Combine(_platform.Root, "components/dns/manifests/bad.yaml"));

        _platform
            .Run("--target=Test", "--resume")
            .ShouldSucceed()
            .Error.ShouldContain("taken as done  base, web  run <run> did it");
    }

    private RunningProgram Wait(string target)
    {
        _platform.Script(
            "components/web/tests/smoke.sh",
            $"echo now >{Started}\nwhile [ ! -e {Fine} ]; do sleep 0.05; done"
        );
        var running = _platform.Start($"--target={target}", "--component=all");
        Eventually.Holds(() => File.Exists(Started) || running.HasExited, "web is at its smoke test");
        running.HasExited.ShouldBeFalse(running.OutputSoFar + running.ErrorSoFar);
        return running;
    }

    private void Kill(string target) => Wait(target).Dispose();
}
