using System.Net;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Downloads a file, giving up early on a server that does not answer, stalls or stops half-way.</summary>
internal sealed class Downloader(InstallationTimeouts timeouts) : IDisposable
{
    private readonly Lazy<HttpClient> _client = new(() =>
        new HttpClient(
            new SocketsHttpHandler
            {
                ConnectTimeout = timeouts.Connect,
                AutomaticDecompression = DecompressionMethods.None,
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
        using var whole = new CancellationTokenSource(timeouts.Download);
        try
        {
            DownloadAsync(address, file, progress, whole.Token).GetAwaiter().GetResult();
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
            throw new SourceFailure($"answered {(int)response.StatusCode} {response.ReasonPhrase} for {address}");
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
            return await _client.Value.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, answer.Token);
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
