using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PathToProd.Tasks.Tests.Facts.Pools;

/// <summary>Processes of their own that want environments of one pool, some of which are killed: the program of the benchmark, with its judge.</summary>
[CancelAfter(170_000)]
public sealed class PoolContestTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PoolContest.dll");

    // Of 50 processes on few processors each may wait seconds for its turn. A lease that is longer than that is one that only the dead lose.
    [Test]
    public void Of_50_processes_all_that_are_not_killed_are_served_in_order_and_no_two_write() =>
        Contest("files", processes: 50, environments: 10, killed: 12, seconds: 15);

    [Test]
    public void So_are_those_whose_pool_is_in_a_Git_repository() =>
        Contest("git", processes: 8, environments: 3, killed: 2, seconds: 12);

    private static void Contest(string backend, int processes, int environments, int killed, int seconds)
    {
        using var folder = new TemporaryFolder();
        if (backend == "git")
        {
            var remote = Path.Combine(folder.Path, "remote.git");
            Directory.CreateDirectory(remote);
            TestGit.Run(remote, "init", "--quiet", "--bare");
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        int[] numbers = [processes, environments, killed, seconds, 1];
        foreach (
            var argument in (string[])
                [Program, "contest", folder.Path, backend, .. numbers.Select(number => $"{number}")]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var contest = Process.Start(start)!;
        var said = contest.StandardOutput.ReadToEnd();
        contest.WaitForExit();

        TestContext.Out.WriteLine(said);
        contest.ExitCode.ShouldBe(0, said);
        // One that was killed may have been served just before.
        var served = Regex.Match(said, $"{killed} killed: ([0-9]+) served").Groups[1].Value;
        int.Parse(served, CultureInfo.InvariantCulture).ShouldBeInRange(processes - killed, processes, said);
    }
}
