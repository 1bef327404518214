namespace PathToProd.Tasks.Stages;

/// <summary>The time that a stage has left; cancelled when it is up, or when the run is cancelled.</summary>
internal sealed class StageLimit : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _both;
    private readonly TimeProvider? _clock;
    private long _start;
    private TimeSpan _atStart;

    public StageLimit(TimeSpan timeout, TimeProvider clock, CancellationToken run)
    {
        _clock = clock;
        Timeout = _atStart = timeout;
        _start = clock.GetTimestamp();
        _timer = new CancellationTokenSource(timeout, clock);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, run);
    }

    private StageLimit() { }

    /// <summary>No limit.</summary>
    public static StageLimit None { get; } = new();

    /// <summary>All the time that it had.</summary>
    public TimeSpan Timeout { get; }

    public CancellationToken Cancellation => _both?.Token ?? CancellationToken.None;

    /// <summary>Why the stage was ended before its time; null when it was not.</summary>
    public string? EndedBecause { get; private set; }

    public bool IsTimeUp => _timer?.IsCancellationRequested == true;

    /// <summary>What is left; a long time when there is no limit.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_clock is null)
            {
                return TimeSpan.FromHours(1);
            }

            var left = _atStart - _clock.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// How long a tool may wait by itself: somewhat less than what is left, as a tool that gives up says for what it waited,
    /// and one that is ended says nothing.
    /// </summary>
    public TimeSpan Patience => Left - TimeSpan.FromTicks(Math.Min(Left.Ticks / 4, Margin.Ticks));

    /// <summary>Ends the stage: what it does must not go on.</summary>
    public void End(string because)
    {
        if (_both is not null)
        {
            EndedBecause ??= because;
            _both.Cancel();
        }
    }

    /// <summary>Waits for what is not the stage's work, in time that is not the stage's. What waits needs a limit of its own.</summary>
    public T WithoutCounting<T>(Func<T> wait)
    {
        Cancellation.ThrowIfCancellationRequested();
        var left = Left;
        _timer?.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            return wait();
        }
        finally
        {
            (_start, _atStart) = (_clock?.GetTimestamp() ?? 0, left);
            _timer?.CancelAfter(left);
        }
    }

    public void Dispose()
    {
        _both?.Dispose();
        _timer?.Dispose();
    }
}
