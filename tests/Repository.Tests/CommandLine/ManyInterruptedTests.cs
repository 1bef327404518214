using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Ctrl-C while many components run: nothing new starts, what runs is ended, and all of it is written down first.</summary>
public sealed class ManyInterruptedTests
{
    private const int AtOnce = 4;

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform();

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private string Started(int number) => Path.Combine(_platform.Home, $"started-{number}");

    /// <summary>Components that hang in their smoke tests, and more that have to wait for them.</summary>
    private RunningProgram StartAll(string whenAsked)
    {
        for (var number = 0; number < AtOnce; number++)
        {
            _platform
                .Component($"a{number}", more: "smoke: { script: tests/smoke.sh, timeout: 5m }\n")
                .Component($"b{number}", more: $"requires: {{ a{number}: \">=1.0.0\" }}\n")
                .Script(
                    $"components/a{number}/tests/smoke.sh",
                    $"trap '{whenAsked}' TERM\necho now >{Started(number)}\nwhile :; do sleep 0.05; done"
                );
        }

        var running = _platform.Start("--target=Deploy", "--component=all", $"--parallel={AtOnce}");
        Eventually.Holds(
            () => running.HasExited || Enumerable.Range(0, AtOnce).All(number => File.Exists(Started(number))),
            "all are at their smoke tests"
        );
        running.HasExited.ShouldBeFalse(running.OutputSoFar + running.ErrorSoFar);
        return running;
    }

    private string[] Events =>
        [
            .. File.ReadAllLines(
                    Directory.GetFiles(
                        Path.Combine(_platform.Root, "artifacts/runs"),
                        "journal.jsonl",
                        SearchOption.AllDirectories
                    )[0]
                )
                .Select(line => JsonNode.Parse(line)!)
                .Select(line => $"{line["event"]} {line["component"]} {line["outcome"]}".TrimEnd()),
        ];

    private void IsAllRecorded(ProgramResult result)
    {
        for (var number = 0; number < AtOnce; number++)
        {
            // The first that ends is the cause for what requires it, before the rest is given up.
            result.Output.ShouldMatch($"b{number} 1.0.0  not run: (a{number}|the run) was cancelled");
        }

        _platform
            .Read("environments/sandbox/ledger.jsonl")
            .Split('\n')
            .Count(line => line.Contains("\"outcome\":\"cancelled\""))
            .ShouldBe(AtOnce);
        var events = Events;
        events[^1].ShouldBe("run-ended");
        var cancelled = Array.IndexOf(events, "run-cancelled");
        events[(cancelled + 1)..].ShouldNotContain(one => one.StartsWith("stage-started"), "nothing new starts");
        events[..cancelled].ShouldNotContain(one => one.StartsWith("stage-ended a") && one.EndsWith("failed"));
        _platform.Run("--target=Status").ShouldSucceed().Output.ShouldContain("cancelled");
    }

    [Test]
    public void Once_asks_all_to_end_and_records_all_of_it()
    {
        using var running = StartAll("exit 7");

        running.Interrupt();

        var result = running.WaitForEnd().ShouldEnd(130);
        result.Error.ShouldStartWith("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
        IsAllRecorded(result);
    }

    [Test]
    public void Twice_ends_at_once_what_does_not_listen()
    {
        using var running = StartAll("");

        running.Interrupt();
        Eventually.Holds(
            () => running.ErrorSoFar.Contains("Stopping", StringComparison.Ordinal),
            "the first interruption is heard"
        );
        running.Interrupt();

        var result = running.WaitForEnd().ShouldEnd(130);
        result.Error.ShouldContain("Killing tools.");
        IsAllRecorded(result);
    }

    [Test]
    public void Two_interruptions_at_the_same_moment_are_two()
    {
        using var running = StartAll("");

        running.InterruptTwiceAtOnce();

        var result = running.WaitForEnd().ShouldEnd(130);
        result
            .Error.Split('\n')
            .Count(line => line.StartsWith("Stopping", StringComparison.Ordinal))
            .ShouldBe(1, result.Error);
        result.Error.ShouldContain("Killing tools.");
        IsAllRecorded(result);
    }

    [Test]
    public void A_run_that_was_cancelled_goes_on()
    {
        using (var running = StartAll("exit 7"))
        {
            running.Interrupt();
            running.WaitForEnd().ShouldEnd(130);
        }

        for (var number = 0; number < AtOnce; number++)
        {
            _platform.Script($"components/a{number}/tests/smoke.sh", "exit 0");
        }

        var result = _platform.Run("--target=Deploy", "--resume").ShouldSucceed();
        result.Error.ShouldContain("which was cancelled:");
        result.Error.ShouldContain("a0, a1, a2, a3  its deployment was cancelled in run <run>");
        result.Error.ShouldContain("it did not run: the run was cancelled");
    }
}
