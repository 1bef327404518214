using System.Diagnostics;
using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Ledger;

namespace PathToProd.EndToEnd;

/// <summary>
/// Nothing is lost when the program is killed: at every line that a run adds to its journal and to the ledger, and between
/// them, the next run ends in the right state with an honest ledger.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class KillTests
{
    private const string Run = "PATH_TO_PROD_RUN";

    [Test]
    public void Killed_with_all_its_children_at_every_line_it_is_fixed_by_the_next_run()
    {
        var lines = 0;
        while (KillAndRunAgain(lines + 1, TimeSpan.Zero, withChildren: true))
        {
            lines++;
        }

        // A run, two components of three stages each, and their attempts: fewer means that the test does not see them.
        lines.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Test]
    public void Killed_alone_between_the_lines_it_is_fixed_by_the_next_run_which_ends_what_was_left_behind()
    {
        var lines = 0;
        while (KillAndRunAgain(lines + 1, TimeSpan.FromMilliseconds(lines % 5 * 60), withChildren: false))
        {
            lines += 2;
        }

        lines.ShouldBeGreaterThanOrEqualTo(16);
    }

    /// <summary>False when the run had no more lines than that.</summary>
    private static bool KillAndRunAgain(int line, TimeSpan later, bool withChildren)
    {
        using var platform = SmallPlatform
            .New()
            .WithDirectory()
            .WithNet()
            .WithWeb("web", "requires: { net: \">=1.0.0\" }\ninputs: { network: net.id }");
        switch (Kill(platform, line, later, withChildren))
        {
            case Killing.NoSuchLine:
                return false;
            case Killing.TooLate:
                // The run had ended by then, and so nothing was killed; the line was still there.
                return true;
        }

        var before = platform.Ledger();
        var outcome = platform.Deploy("all");

        var where = $"killed after line {line} and {later.TotalMilliseconds} ms\n{outcome}";
        CheckLedger(platform, before, where);
        CheckTarget(platform, where);
        CheckState(platform, where);
        Runs(platform).ShouldAllBe(run => Signals.WithVariable(Run, run).Length == 0, $"processes survive: {where}");
        var again = platform.Deploy("all");
        again.OutcomeOf("net").ShouldBe("unchanged", where);
        again.OutcomeOf("web").ShouldBe("unchanged", where);
        return true;
    }

    private static Killing Kill(Checkout platform, int line, TimeSpan later, bool withChildren)
    {
        var program = platform.Start("--target=Deploy", "--component=all");
        var watch = new Stopwatch();
        using var pause = new ManualResetEventSlim();
        while (!watch.IsRunning || watch.Elapsed < later)
        {
            if (program.HasEnded)
            {
                program.Wait(Checkout.Limit).ShouldExitWith(0);
                return Lines(platform) >= line ? Killing.TooLate : Killing.NoSuchLine;
            }

            if (!watch.IsRunning && Lines(platform) >= line)
            {
                watch.Start();
            }
            else
            {
                pause.Wait(1);
            }
        }

        program.Signal("KILL");
        if (withChildren)
        {
            Signals.Send("KILL", [.. Runs(platform).SelectMany(run => Signals.WithVariable(Run, run))]);
        }

        return program.Wait(TimeSpan.FromSeconds(30)).ExitCode == 0 ? Killing.TooLate : Killing.Done;
    }

    private static void CheckLedger(Checkout platform, IReadOnlyList<LedgerEntry> before, string where)
    {
        var interrupted = before
            .OfType<LedgerEntry.Started>()
            .Select(started => started.Attempt)
            .Except(before.OfType<LedgerEntry.Ended>().Select(ended => ended.Attempt))
            .Count();
        var history = platform.Call("--target=History", "--environment=e2e", "--output=json").ShouldExitWith(0);
        var outcomes = history.Json["environments"]![0]!["attempts"]!
            .AsArray()
            .Select(attempt => (string)attempt!["outcome"]!)
            .ToArray();
        outcomes.Count(outcome => outcome == "interrupted").ShouldBe(interrupted, where);
        outcomes.Count(outcome => outcome == "succeeded").ShouldBe(outcomes.Length - interrupted, where);
        platform.Ledger().Take(before.Count).Select(LedgerText.Write).ShouldBe(before.Select(LedgerText.Write), where);
        platform.Attempts("net")[^1].ShouldBe("deploy 1.0.0 succeeded", where);
        platform.Attempts("web")[^1].ShouldBe("deploy 1.0.0 succeeded", where);
    }

    private static void CheckTarget(Checkout platform, string where)
    {
        var target = platform.PathOf("artifacts/target");
        Directory
            .EnumerateFiles(target, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(target, file))
            .ShouldBe(["web/configmap-web.yaml", "web/deployment-web.yaml"], ignoreOrder: true, where);
        platform.Read("artifacts/target/web/configmap-web.yaml").ShouldContain("network: \"first\"");
        Directory
            .EnumerateFiles(platform.PathOf("environments/e2e"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .ShouldBe(["environment.yaml", "ledger.jsonl", "net.yaml"], ignoreOrder: true, where);
    }

    private static void CheckState(Checkout platform, string where)
    {
        var state = JsonNode.Parse(platform.Read("artifacts/state/e2e/net.tfstate"))!;
        state["resources"]!.AsArray().Count.ShouldBe(1, where);
        ((string?)state["outputs"]!["id"]!["value"]).ShouldBe("first", where);
    }

    private static string[] Runs(Checkout platform)
    {
        var folder = platform.PathOf("artifacts/runs");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))]
            : [];
    }

    /// <summary>How many lines the journal and the ledger have together.</summary>
    private static int Lines(Checkout platform) =>
        Runs(platform)
            .Select(run => platform.PathOf($"artifacts/runs/{run}/journal.jsonl"))
            .Append(platform.PathOf("environments/e2e/ledger.jsonl"))
            .Where(File.Exists)
            .Sum(CountLines);

    private static int CountLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private enum Killing
    {
        /// <summary>It was killed while it ran.</summary>
        Done,

        /// <summary>It had ended already.</summary>
        TooLate,

        /// <summary>It ended without so many lines.</summary>
        NoSuchLine,
    }
}
