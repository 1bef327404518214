using Polly;
using Polly.Retry;

namespace PathToProd.Tasks.Facts;

/// <summary>How patient a call of a server is.</summary>
/// <param name="Answer">How long one answer may take.</param>
/// <param name="Tries">How often it is asked at most.</param>
/// <param name="FirstDelay">How long to wait before the second time; twice as long before each next one.</param>
/// <param name="LongestDelay">The longest wait between two times, whatever a server asks for.</param>
internal sealed record HttpPatience(TimeSpan Answer, int Tries, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Tries again what may pass.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="mayPass">Whether an answer is one that may pass by itself.</param>
    /// <param name="after">How long the server asks to wait; null when it does not say.</param>
    public ResiliencePipeline<T> Pipeline<T>(TimeProvider clock, Func<T, bool> mayPass, Func<T, TimeSpan?> after) =>
        new ResiliencePipelineBuilder<T> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<T>
                {
                    MaxRetryAttempts = Tries - 1,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(arguments.Outcome.Result is { } result && mayPass(result)),
                    DelayGenerator = arguments =>
                        ValueTask.FromResult<TimeSpan?>(
                            Delay(
                                arguments.AttemptNumber,
                                arguments.Outcome.Result is { } result ? after(result) : null
                            )
                        ),
                }
            )
            .Build();

    private TimeSpan Delay(int attempt, TimeSpan? asked)
    {
        var delay = asked ?? FirstDelay * Math.Pow(2, attempt);
        return delay < LongestDelay ? delay : LongestDelay;
    }
}
