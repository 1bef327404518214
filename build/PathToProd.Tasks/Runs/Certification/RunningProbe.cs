using PathToProd.Decisions.Certification;
using PathToProd.Model.Components;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>Sends requests at a steady rate until it is stopped. One that hangs holds up no other.</summary>
internal sealed class RunningProbe : IAsyncDisposable
{
    private static readonly TimeSpan LongSleep = TimeSpan.FromSeconds(5);

    private readonly LoadProbe _probe;
    private readonly TimeProvider _clock;
    private readonly Func<string?> _during;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _open = [];
    private readonly Task _sending;
    private LoadCounts _counts = new(0, 0, null, null);

    /// <param name="probe">What to send.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="during">What is done at this moment; null when nothing is.</param>
    public RunningProbe(LoadProbe probe, TimeProvider clock, Func<string?> during)
    {
        (_probe, _clock, _during) = (probe, clock, during);
#pragma warning disable CA2000 // the client disposes its handler
        // A connection that an update ends should be noticed as users notice it, and not be hidden by one that is kept.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(1), UseProxy = false };
#pragma warning restore CA2000
        _client = new HttpClient(handler) { Timeout = probe.Timeout };
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Stops, waits for what was sent, and says what it came to.</summary>
    public async Task<LoadCounts> StopAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        Task[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        await Task.WhenAll(open);
        return _counts;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        var pause = TimeSpan.FromSeconds(1.0 / _probe.Rate);
        var last = _clock.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            var slept = _clock.GetElapsedTime(last) - pause;
            last = _clock.GetTimestamp();
            var task = AskAsync(_during());
            lock (_gate)
            {
                _open.Add(task);
                _open.RemoveWhere(one => one.IsCompleted);
                if (slept > LongSleep && slept > (_counts.Slept ?? TimeSpan.Zero))
                {
                    _counts = _counts with { Slept = slept };
                }
            }

            await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(string? during)
    {
        string? failure;
        try
        {
            using var answer = await _client.GetAsync(_probe.Url, HttpCompletionOption.ResponseHeadersRead);
            failure = (int)answer.StatusCode >= 500 ? $"the answer {(int)answer.StatusCode}" : null;
        }
        catch (HttpRequestException exception)
        {
            failure = $"no answer: {exception.Message}";
        }
        catch (OperationCanceledException)
        {
            failure = $"no answer within {Text.Duration.Text(_probe.Timeout)}";
        }

        // A request that waited was sent before what kept it waiting or answered it began.
        during ??= failure is null ? null : _during();
        lock (_gate)
        {
            _counts = failure is null
                ? _counts with
                {
                    Sent = _counts.Sent + 1,
                }
                : _counts with
                {
                    Sent = _counts.Sent + 1,
                    Failed = _counts.Failed + 1,
                    FirstFailure = _counts.FirstFailure ?? failure,
                    During = _counts.FirstFailure is null ? during : _counts.During,
                };
        }
    }
}
