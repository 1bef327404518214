using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Tests.Stages;

public sealed class StageLimitTests
{
    [Test]
    public void Time_that_passes_while_another_run_is_waited_for_is_not_the_stages()
    {
        var clock = new StoppedClock();
        using var limit = new StageLimit(TimeSpan.FromMinutes(5), clock, CancellationToken.None);
        clock.Passed += TimeSpan.FromMinutes(1);

        limit.WithoutCounting(() => clock.Passed += TimeSpan.FromMinutes(30));
        clock.Passed += TimeSpan.FromMinutes(1);

        limit.Left.ShouldBe(TimeSpan.FromMinutes(3));
    }

    [Test]
    public void A_stage_whose_time_is_up_waits_for_nothing()
    {
        using var run = new CancellationTokenSource();
        using var limit = new StageLimit(TimeSpan.FromMinutes(5), TimeProvider.System, run.Token);
        run.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            limit.WithoutCounting<int>(() => throw new InvalidOperationException())
        );
    }

    private sealed class StoppedClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
