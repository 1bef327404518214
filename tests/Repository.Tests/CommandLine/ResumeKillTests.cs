using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>
/// kill -9 at random moments of a run over several components, again and again until it comes to its end: the right end, nothing twice but
/// what was half done, and a history that says so.
/// </summary>
public sealed class ResumeKillTests
{
    private const string Ledger = "environments/sandbox/ledger.jsonl";

    /// <summary>How many kills; <c>PATH_TO_PROD_TEST_KILLS</c> says more.</summary>
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_KILLS") ?? "20",
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Names = ["base", "net", "web", "dns", "policy"];

    [Test]
    public void Killed_at_random_moments_it_goes_on_to_the_right_end()
    {
        var random = new Random(20261122);
        var kills = 0;
        var interrupted = 0;
        for (var round = 0; kills < Kills; round++)
        {
            using var platform = NewPlatform();
            // Every second round has something there that is forced, which nothing may do twice.
            string[] asked = round % 2 == 0 ? ["--component=all"] : ["--component=all", "--force"];
            if (round % 2 == 1)
            {
                platform.Run("--target=Deploy", "--component=all").ShouldSucceed();
            }

            kills += KillUntilDone(platform, "Deploy", asked, random, Kills - kills);
            foreach (var name in Names)
            {
                platform.Read($"artifacts/sandbox/{name}/configmap-{name}.yaml").ShouldContain("version: 1.0.0");
            }

            kills += KillUntilDone(platform, "Destroy", ["--component=all"], random, Kills - kills);
            Names.ShouldAllBe(name => !platform.Has($"artifacts/sandbox/{name}"));
            interrupted += Interrupted(platform);
        }

        // Kills that all come too early or too late would prove little.
        TestContext.Out.WriteLine($"{kills} kills, {interrupted} attempts interrupted");
        interrupted.ShouldBeGreaterThanOrEqualTo(Kills / 10);
    }

    private static ScratchPlatform NewPlatform()
    {
        var platform = new ScratchPlatform();
        foreach (var name in Names)
        {
            var requires = name switch
            {
                "base" or "net" => "",
                "web" => "requires: { base: \">=1.0.0\", net: \">=1.0.0\" }\n",
                _ => "requires: { base: \">=1.0.0\" }\n",
            };
            platform
                .Component(name, more: $"{requires}smoke: {{ script: tests/smoke.sh }}\n")
                .Script($"components/{name}/tests/smoke.sh", "sleep 0.3");
        }

        return platform;
    }

    /// <summary>Kills a run and those that go on with it, until one comes to its end.</summary>
    private static int KillUntilDone(ScratchPlatform platform, string target, string[] asked, Random random, int most)
    {
        var before = Lines(platform).Length;
        var kills = 0;
        for (var isOver = false; !isOver; )
        {
            var isLast = kills >= most;
            // A run that was killed before it had started left nothing to go on with.
            string[] words = HasOpenRun(platform, target) ? ["--resume"] : asked;
            var (wasKilled, text) = Start(platform, [$"--target={target}", .. words], isLast ? null : random.Next(800));
            kills += wasKilled ? 1 : 0;
            isOver = !wasKilled;
            Check(platform, before, $"{target} after {kills} kills\n{text}");
        }

        Check(platform, before, target, isOver: true);
        return kills;
    }

    /// <param name="platform">Where.</param>
    /// <param name="words">The command line.</param>
    /// <param name="killAfter">After how many milliseconds; most of them counted from its first line in the journal. Null for never.</param>
    private static (bool WasKilled, string Text) Start(ScratchPlatform platform, string[] words, int? killAfter)
    {
        var runs = Journals(platform);
        using var running = platform.Start(words);
        if (killAfter is { } milliseconds)
        {
            var watch = new Stopwatch();
            using var never = new ManualResetEventSlim();
            while ((!watch.IsRunning || watch.ElapsedMilliseconds < milliseconds) && !running.HasExited)
            {
                if (!watch.IsRunning && (milliseconds % 8 == 0 || Journals(platform) > runs))
                {
                    watch.Start();
                }

                never.Wait(1);
            }

            running.Kill();
        }

        var result = running.WaitForEnd();
        if (result.ExitCode != 137)
        {
            result.ShouldSucceed();
        }

        return (result.ExitCode == 137, result.Output + result.Error);
    }

    private static int Journals(ScratchPlatform platform) =>
        platform.Has("artifacts/runs")
            ? Directory
                .EnumerateFiles(
                    Path.Combine(platform.Root, "artifacts/runs"),
                    "journal.jsonl",
                    SearchOption.AllDirectories
                )
                .Count()
            : 0;

    /// <summary>Each component is done at most once, and all else that was started is known to have been interrupted.</summary>
    private static void Check(ScratchPlatform platform, int before, string where, bool isOver = false)
    {
        var lines = Lines(platform)[before..];
        var started = lines.Where(line => line["component"] is not null).ToArray();
        var ended = lines.Where(line => line["component"] is null).ToDictionary(line => (string)line["attempt"]!);
        ended.Values.ShouldAllBe(line => (string)line["outcome"]! == "succeeded", where);
        foreach (var name in Names)
        {
            var done = started.Count(line =>
                (string)line["component"]! == name && ended.ContainsKey((string)line["attempt"]!)
            );
            done.ShouldBeLessThanOrEqualTo(1, $"{name} was done twice: {where}");
            if (isOver)
            {
                done.ShouldBe(1, $"{name} was not done: {where}");
            }
        }

        if (isOver)
        {
            var history = JsonNode.Parse(platform.Run("--target=History", "--output=json").ShouldSucceed().RawOutput)!;
            history["environments"]![0]!["attempts"]!
                .AsArray()
                .Count(attempt => (string)attempt!["outcome"]! == "interrupted")
                .ShouldBe(Interrupted(platform), where);
        }
    }

    /// <summary>The attempts that have no end.</summary>
    private static int Interrupted(ScratchPlatform platform)
    {
        var lines = Lines(platform);
        var ended = lines.Where(line => line["component"] is null).Select(line => (string)line["attempt"]!).ToHashSet();
        return lines.Count(line => line["component"] is not null && !ended.Contains((string)line["attempt"]!));
    }

    /// <summary>The whole lines of the ledger: a kill may leave the last one torn.</summary>
    private static JsonNode[] Lines(ScratchPlatform platform) =>
        platform.Has(Ledger)
            ?
            [
                .. platform
                    .Read(Ledger)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line => line.EndsWith("\"}", StringComparison.Ordinal))
                    .Select(line => JsonNode.Parse(line)!),
            ]
            : [];

    private static bool HasOpenRun(ScratchPlatform platform, string target)
    {
        var runs = Path.Combine(platform.Root, "artifacts/runs");
        var last = Directory.Exists(runs)
            ? Directory
                .EnumerateFiles(runs, "journal.jsonl", SearchOption.AllDirectories)
                .Select(File.ReadAllLines)
                .Where(lines => lines.Length > 0 && lines[0].EndsWith("\"}", StringComparison.Ordinal))
                .MaxBy(lines => (DateTimeOffset)JsonNode.Parse(lines[0])!["at"]!)
            : null;
        return last is not null
            && (string)JsonNode.Parse(last[0])!["target"]! == target
            && !last[^1].Contains("\"run-ended\"", StringComparison.Ordinal);
    }
}
