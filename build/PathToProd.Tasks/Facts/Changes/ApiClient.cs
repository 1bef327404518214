using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Calls the REST interface of a system for changes: each call within its time, and again a bounded number of times where that may help.</summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>A hundred comments of the longest kind, and more.</summary>
    private const int MaxBytes = 128_000_000;

    private readonly HttpClient _client;
    private readonly HttpPatience _patience;
    private readonly TimeProvider _clock;

    /// <summary>A client of one system.</summary>
    /// <param name="api">Where it is, with a slash at its end.</param>
    /// <param name="headers">What every request has; the token is here and nowhere else.</param>
    /// <param name="patience">How patient it is.</param>
    /// <param name="clock">The clock.</param>
    public ApiClient(
        Uri api,
        IEnumerable<KeyValuePair<string, string>> headers,
        HttpPatience patience,
        TimeProvider clock
    )
    {
        (_patience, _clock) = (patience, clock);
#pragma warning disable CA2000 // the client disposes its handler
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = api,
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("path-to-prod", productVersion: null));
        foreach (var (name, value) in headers)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Asks; it may be asked again without harm.</summary>
    public Task<ApiReply> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellation) =>
        SendAsync(method, path, json, isRepeatable: true, cancellation);

    /// <summary>Asks for something that must not be done twice: what may have been done already is not asked again.</summary>
    public Task<ApiReply> SendOnceAsync(HttpMethod method, string path, string json, CancellationToken cancellation) =>
        SendAsync(method, path, json, isRepeatable: false, cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<ApiReply> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        bool isRepeatable,
        CancellationToken cancellation
    )
    {
        var pipeline = _patience.Pipeline<ApiReply>(
            _clock,
            // A server that asks for more patience than there is gets no answer by being asked earlier.
            reply =>
                (reply.IsTurnedAway || (isRepeatable && reply.IsUnknown)) && !(reply.After > _patience.LongestDelay),
            reply => reply.After
        );
        return await pipeline.ExecuteAsync(async ends => await TryAsync(method, path, json, ends), cancellation);
    }

    private async Task<ApiReply> TryAsync(HttpMethod method, string path, string? json, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience.Answer);
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (json is not null)
            {
                request.Content = new StringContent(json, Encoding.UTF8, "application/json");
            }

            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new ApiReply((int)answer.StatusCode, await ReadAsync(answer, limit.Token))
            {
                After = After(answer),
                Rights = Header(answer, "X-Accepted-GitHub-Permissions"),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ApiReply(0, "") { Silence = $"did not answer within {Duration.Text(_patience.Answer)}" };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new ApiReply(0, "") { Silence = $"did not answer: {InnermostCause.Of(exception)}" };
        }
    }

    private TimeSpan? After(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > _clock.GetUtcNow() ? date - _clock.GetUtcNow() : TimeSpan.Zero,
            _ => Rate(answer),
        };

    /// <summary>GitHub answers 403 too when there were too many requests, and says when there may be more.</summary>
    private TimeSpan? Rate(HttpResponseMessage answer) =>
        Header(answer, "X-RateLimit-Remaining") == "0"
        && long.TryParse(
            Header(answer, "X-RateLimit-Reset"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && seconds - _clock.GetUtcNow().ToUnixTimeSeconds() is > 0 and <= 86_400 and var wait
            ? TimeSpan.FromSeconds(wait)
            : null;

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

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
                throw new IOException($"it answered with more than {ByteSize.Text(MaxBytes)}");
            }
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
