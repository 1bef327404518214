using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PathToProd.Facts.Monitoring;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Monitoring;

/// <summary>
/// Asks servers of monitoring: each address once, a few at a time, each within its time. A server that gave no answer is not asked again, so that one
/// that is gone costs its time once.
/// </summary>
internal sealed class MonitoringRequests
{
    /// <summary>Hundreds of environments must not become hundreds of queries at once.</summary>
    private const int AtOnce = 8;

    private const int MaxBytes = 32_000_000;

    private static readonly SemaphoreSlim Turns = new(AtOnce);
    private static readonly HttpClient Client = NewClient();

    private readonly ConcurrentDictionary<string, Lazy<Task<MonitoringAnswer>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _silent = new(StringComparer.Ordinal);

    /// <summary>Asks.</summary>
    /// <param name="address">The server.</param>
    /// <param name="path">What, below the address.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">There is no answer: why, as a clause about the server.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Task<MonitoringAnswer> AskAsync(Uri address, string path, TimeSpan patience, CancellationToken cancellation)
    {
        var url = $"{ShownAddress.Of(address)}/{path}";
        return _answers
            .GetOrAdd(
                url,
                _ => new Lazy<Task<MonitoringAnswer>>(() => InTurnAsync(new Uri(url), patience, cancellation))
            )
            .Value;
    }

    private async Task<MonitoringAnswer> InTurnAsync(Uri url, TimeSpan patience, CancellationToken cancellation)
    {
        await Turns.WaitAsync(cancellation);
        try
        {
            return _silent.TryGetValue(url.Authority, out var why)
                ? throw new FormatException(why)
                : await AskOnceAsync(url, patience, cancellation);
        }
        finally
        {
            Turns.Release();
        }
    }

    private async Task<MonitoringAnswer> AskOnceAsync(Uri url, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var answer = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new MonitoringAnswer(
                (int)answer.StatusCode,
                answer.Content.Headers.ContentType?.MediaType ?? "",
                await ReadAsync(answer, limit.Token),
                answer.Headers.Date
                    ?? throw new FormatException("answered without a date, by which its rules are judged")
            );
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(url, $"did not answer within {Duration.Text(patience)}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Silent(url, $"did not answer: {InnermostCause.Of(exception)}", exception);
        }
    }

    private FormatException Silent(Uri url, string why, Exception exception)
    {
        _silent.TryAdd(url.Authority, why);
        return new FormatException(why, exception);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(cancellation);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
            {
                throw new FormatException($"answered with more than {ByteSize.Text(MaxBytes)}");
            }
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static HttpClient NewClient()
    {
#pragma warning disable CA2000 // the client disposes its handler
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
        };
#pragma warning restore CA2000
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.CacheControl = new CacheControlHeaderValue { NoCache = true };
        return client;
    }
}
