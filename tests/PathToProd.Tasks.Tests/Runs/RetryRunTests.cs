using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Stages whose failure may pass by itself, and the time that their attempts may take together.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class RetryRunTests : IDisposable
{
    private readonly ComponentTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    /// <summary>A smoke test that fails so many times, with these words.</summary>
    private void Web(int failures, string words, string stages)
    {
        _bed.Clock.Hurries = true;
        _bed.Manifests("web", $"smoke: {{ script: tests/smoke.sh }}\nstages: {{ deploy: {{ {stages} }} }}\n")
            .Script(
                "components/web/tests/smoke.sh",
                $"echo x >>{_bed.Root}/tried\ntest $(wc -l <{_bed.Root}/tried) -gt {failures} || {{ echo '{words}'; exit 1; }}"
            );
    }

    private string[] Retries =>
        [.. _bed.Observer.Happenings.OfType<JournalEvent.StageRetried>().Select(one => one.Text)];

    [Test]
    public async Task Each_attempt_is_in_journal_log_ledger_and_summary()
    {
        Web(failures: 2, "dial tcp: connection refused", "retries: 3");

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Error.ShouldBeNull();
        result.ExitCode.ShouldBe(ExitCode.Done, "an attempt that failed before says nothing of the end");
        string[] attempts =
        [
            "attempt 2 of 4, in 2 s, because the connection was refused",
            "attempt 3 of 4, in 4 s, because the connection was refused",
        ];
        Retries.ShouldBe(attempts);
        var deploy = result.Nodes[0].Stages[^1];
        deploy.Attempts.ShouldBe(3);
        attempts.ShouldAllBe(attempt => deploy.Note!.Contains(attempt));
        var log = _bed[deploy.LogFile!];
        attempts.ShouldAllBe(attempt => log.Contains(attempt));
        log.Split("The smoke test tests/smoke.sh of web failed with exit code 1:\n  dial tcp").Length.ShouldBe(3);
        _bed.Clock.Hurried.ShouldBe([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)]);
        _bed.Lines.OfType<LedgerEntry.Ended>()
            .Select(ended => ended.Outcome)
            .ShouldBe([Outcome.Failed, Outcome.Failed, Outcome.Succeeded]);
    }

    [Test]
    public async Task After_the_last_attempt_it_has_failed()
    {
        Web(failures: 9, "read: connection reset by peer", "retries: 2");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        Retries.Length.ShouldBe(2);
        result.Nodes[0].Stages[^1].Attempts.ShouldBe(3);
        result.Nodes[0].Error.ShouldNotBeNull().ShouldStartWith("The smoke test tests/smoke.sh of web failed");
    }

    [TestCase("Error from server (Forbidden): no", "not tried again, as something was not allowed")]
    [TestCase("broken", "not tried again, as nothing shows that it would pass by itself")]
    public async Task What_would_not_pass_by_itself_is_not_tried_again_and_says_why(string words, string why)
    {
        Web(failures: 1, words, "retries: 2");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        Retries.ShouldBeEmpty();
        result.Nodes[0].Stages[^1].Note.ShouldNotBeNull().ShouldContain(why);
        _bed["tried"].ShouldBe("x\n");
    }

    [Test]
    public async Task Without_retries_nothing_is_tried_again_and_nothing_is_said_of_it()
    {
        Web(failures: 1, "connection refused", "retries: 0");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result.Nodes[0].Stages[^1].Note.ShouldNotBeNull().ShouldNotContain("tried again");
    }

    [Test]
    public async Task The_time_limit_spans_all_attempts()
    {
        Web(failures: 9, "connection refused", "timeout: 1s, retries: 5");
        _bed.Clock.Hurries = false;

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        Retries.ShouldBeEmpty();
        _bed["tried"].ShouldBe("x\n");
        result
            .Nodes[0]
            .Stages[^1]
            .Note.ShouldNotBeNull()
            .ShouldContain("not tried again, as its time limit of 1 s leaves no time");
    }

    [Test]
    public async Task A_cancellation_ends_the_time_between_attempts()
    {
        Web(failures: 9, "connection refused", "retries: 9");
        _bed.Clock.Hurries = false;
        _bed.Observer.Then = happening =>
        {
            if (happening is JournalEvent.StageRetried)
            {
                _bed.Cancel();
            }
        };

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Cancelled);
        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Cancelled);
        Retries.Length.ShouldBe(1);
    }
}
