using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Asks an address again and again until it answers as it should, or the time is up.</summary>
internal static class HttpProbe
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one answer may take; then it is asked again, as what hung may have been a pod that is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void WaitUntilAnswered(HttpCheck check, TimeProvider clock, StageLimit limit) =>
        WaitAsync(check, clock, limit).GetAwaiter().GetResult();

    private static async Task WaitAsync(HttpCheck check, TimeProvider clock, StageLimit limit)
    {
        using var client = NewClient(check);
        var last = "it was not asked";
        try
        {
            while (true)
            {
                last = await AskAsync(client, check, limit.Cancellation);
                if (last.Length == 0)
                {
                    return;
                }

                await Task.Delay(Pause, clock, limit.Cancellation);
            }
        }
        catch (OperationCanceledException) when (limit.IsTimeUp)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{check.Url} did not answer with {check.Status} in time: {last}.\n"
                    + "Ask it yourself, or raise smoke.timeout in component.yaml."
            );
        }
    }

    // A check that declares a redirection wants to see it; for every other it is only a way to the answer.
    private static HttpClient NewClient(HttpCheck check)
    {
#pragma warning disable CA2000 // the client disposes its handler
        var handler = new HttpClientHandler { AllowAutoRedirect = check.Status is < 300 or >= 400 };
#pragma warning restore CA2000
        return new HttpClient(handler) { Timeout = Patience };
    }

    /// <summary>Asks once. Empty when the answer is right, else what was wrong.</summary>
    private static async Task<string> AskAsync(HttpClient client, HttpCheck check, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(check.Url, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (int)answer.StatusCode == check.Status ? "" : $"it answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"it did not answer within {Duration.Text(Patience)}";
        }
    }
}
