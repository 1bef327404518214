using System.Collections.Concurrent;
using System.Net;

namespace PathToProd.Tasks.Tests.Facts.Notifications;

/// <summary>A real receiver on this machine: answers each request as a test says, the last way for all that follow.</summary>
internal sealed class HookServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly ConcurrentQueue<Action<HttpListenerResponse>> _answers = new();
    private Action<HttpListenerResponse> _last = response => Status(response, 200);

    public HookServer()
    {
        var authority = LoopbackServer.FreeAuthority();
        Address = $"http://{authority}/hidden-path";
        _listener = new HttpListener { Prefixes = { $"http://{authority}/" } };
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Address { get; }

    /// <summary>What was received, with the id in the header.</summary>
    public ConcurrentQueue<(string Id, string Body)> Received { get; } = [];

    public HookServer Answers(int status, string? retryAfter = null) =>
        Does(response =>
        {
            if (retryAfter is not null)
            {
                response.Headers["Retry-After"] = retryAfter;
            }

            Status(response, status);
        });

    public HookServer Hangs() => Does(_ => _stopped.Wait());

    public void Dispose()
    {
        _stopped.Set();
        _listener.Close();
    }

    private static void Status(HttpListenerResponse response, int status)
    {
        response.StatusCode = status;
        response.Close();
    }

    private HookServer Does(Action<HttpListenerResponse> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    private void Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = _listener.GetContext();
                new Thread(() => Reply(context)) { IsBackground = true }.Start();
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test ended.
            }
        }
    }

    private void Reply(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            Received.Enqueue((context.Request.Headers["Idempotency-Key"] ?? "", reader.ReadToEnd()));
            if (_answers.TryDequeue(out var next))
            {
                _last = next;
            }

            _last(context.Response);
        }
        catch (Exception exception)
            when (exception
                    is HttpListenerException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or IOException
            )
        {
            // The sender gave up, or the test ended.
        }
    }
}
