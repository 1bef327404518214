using System.Net;
using System.Net.Http.Headers;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Downloads a file, giving up early on a server that does not answer, stalls or stops half-way.</summary>
/// <param name="timeouts">How long it waits for what.</param>
/// <param name="authorization">With what an address is asked; null for nothing. It is asked again for each redirection.</param>
/// <param name="cancellation">Ends a download.</param>
internal sealed class Downloader(
    InstallationTimeouts timeouts,
    Func<Uri, AuthenticationHeaderValue?>? authorization = null,
    CancellationToken cancellation = default
) : IDisposable
{
    private const int MostRedirections = 10;

    private readonly Lazy<HttpClient> _client = new(() =>
        new HttpClient(
            new SocketsHttpHandler
            {
                ConnectTimeout = timeouts.Connect,
                AutomaticDecompression = DecompressionMethods.None,
                // Followed here, so that no host gets the password of another.
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        }
    );

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    /// <summary>Writes what an address answers into a file.</summary>
    /// <exception cref="SourceFailure">The server could not be reached, or did not send the whole file.</exception>
    public void Download(Uri address, string file, Action<long, long?> progress)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        whole.CancelAfter(timeouts.Download);
        try
        {
            DownloadAsync(address, file, progress, whole.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException exception) when (whole.IsCancellationRequested)
        {
            throw new SourceFailure(
                $"took longer than {Duration.Text(timeouts.Download)}",
                unreachable: true,
                exception
            );
        }
        catch (OperationCanceledException exception)
        {
            throw new SourceFailure(
                $"could not be reached (no connection within {Duration.Text(timeouts.Connect)})",
                unreachable: true,
                exception
            );
        }
        catch (HttpRequestException exception)
        {
            throw new SourceFailure(
                $"could not be reached ({InnermostCause.Of(exception)})",
                unreachable: true,
                exception
            );
        }
    }

    private async Task DownloadAsync(Uri address, string file, Action<long, long?> progress, CancellationToken whole)
    {
        using var response = await AskAsync(address, whole);
        if (!response.IsSuccessStatusCode)
        {
            var answered = response.RequestMessage!.RequestUri!;
            var elsewhere = answered.Authority == address.Authority ? "" : $", which sends on to {answered.Authority}";
            throw new SourceFailure(
                $"answered {(int)response.StatusCode} {response.ReasonPhrase} for {address}{elsewhere}"
            )
            {
                Status = response.StatusCode,
                Answered = answered,
            };
        }

        var total = response.Content.Headers.ContentLength;
        await using var source = await response.Content.ReadAsStreamAsync(whole);
        await using var target = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        var buffer = new byte[128 * 1024];
        var received = 0L;
        for (int count; (count = await ReadAsync(source, buffer, received, total, whole)) > 0; )
        {
            await target.WriteAsync(buffer.AsMemory(0, count), whole);
            received += count;
            progress(received, total);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken whole)
    {
        using var answer = CancellationTokenSource.CreateLinkedTokenSource(whole);
        answer.CancelAfter(timeouts.Answer);
        try
        {
            return await FollowAsync(address, answer.Token);
        }
        catch (OperationCanceledException exception)
            when (answer.IsCancellationRequested && !whole.IsCancellationRequested)
        {
            throw new SourceFailure(
                $"did not answer within {Duration.Text(timeouts.Answer)}",
                unreachable: true,
                exception
            );
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri address, CancellationToken cancelled)
    {
        for (var (next, count) = (address, 0); ; count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Authorization = authorization?.Invoke(next);
            var response = await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            var to = response.Headers.Location;
            response.Dispose();
            next = Next(address, next, to);
            if (count == MostRedirections)
            {
                throw new SourceFailure($"is only ever sent on for {address}");
            }
        }
    }

    /// <summary>Where a redirection leads. What came over TLS goes on over TLS.</summary>
    private static Uri Next(Uri address, Uri from, Uri? to)
    {
        if (to is null || !Uri.TryCreate(from, to, out var next))
        {
            throw new SourceFailure($"is sent on to nowhere for {address}");
        }

        return next.Scheme == Uri.UriSchemeHttps || next.Scheme == from.Scheme
            ? next
            : throw new SourceFailure($"is sent on from {from.Scheme} to {next.Scheme} for {address}");
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, long received, long? total, CancellationToken whole)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(whole);
        idle.CancelAfter(timeouts.Idle);
        var sofar = total is null ? $"{received} bytes" : $"{received} of {total} bytes";
        try
        {
            return await source.ReadAsync(buffer, idle.Token);
        }
        catch (OperationCanceledException exception) when (!whole.IsCancellationRequested)
        {
            throw new SourceFailure(
                $"sent nothing for {Duration.Text(timeouts.Idle)}, after {sofar}",
                unreachable: true,
                exception
            );
        }
        catch (IOException exception)
        {
            throw new SourceFailure($"stopped after {sofar}", unreachable: false, exception);
        }
    }
}
