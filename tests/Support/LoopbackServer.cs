using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PathToProd.Support;

/// <summary>A real HTTP server on this machine, answering as a test says.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Dictionary<string, Action<HttpListenerResponse>> _answers = new(StringComparer.Ordinal);
    private Action<HttpListenerContext>? _rest;

    public LoopbackServer()
    {
        (_listener, Authority) = Listen();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Authority { get; }

    /// <summary>The paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The user and the password that it lets in, <c>ann:secret</c>; null lets all in.</summary>
    public string? LetsIn { get; set; }

    /// <summary>What each request said about who asks, in order; empty for nothing.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>An address of this machine where nothing listens.</summary>
    public static string FreeAuthority()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
    }

    public string Serve(string path, byte[] content) =>
        Answer(path, response => Write(response, content, content.Length));

    /// <summary>Answers with a status.</summary>
    public string Serve(string path, int status, byte[] content) =>
        Answer(
            path,
            response =>
            {
                response.StatusCode = status;
                Write(response, content, content.Length);
            }
        );

    /// <summary>Promises the whole content, sends half of it and hangs up.</summary>
    public string ServeHalf(string path, byte[] content) =>
        Answer(
            path,
            response =>
            {
                response.ContentLength64 = content.Length;
                Send(response, content.AsSpan(0, content.Length / 2));
                response.Abort();
            }
        );

    /// <summary>Promises the whole content, sends half of it and then nothing.</summary>
    public string ServeHalfAndStall(string path, byte[] content) =>
        Answer(
            path,
            response =>
            {
                response.ContentLength64 = content.Length;
                Send(response, content.AsSpan(0, content.Length / 2));
                _stopped.Wait();
            }
        );

    /// <summary>Sends to another address.</summary>
    public string Redirect(string path, string address) =>
        Answer(
            path,
            response =>
            {
                response.Redirect(address);
                response.Close();
            }
        );

    /// <summary>Takes the request and never answers.</summary>
    public string Hang(string path) => Answer(path, _ => _stopped.Wait());

    /// <summary>Answers all that has no answer of its own.</summary>
    public void ServeRest(Action<HttpListenerContext> answer) => _rest = answer;

    public void Dispose()
    {
        _stopped.Set();
        _listener.Close();
    }

    private static (HttpListener Listener, string Authority) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var authority = FreeAuthority();
            var listener = new HttpListener { Prefixes = { $"http://{authority}/" } };
            try
            {
                listener.Start();
                return (listener, authority);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Another process took the port in between.
                listener.Close();
            }
        }
    }

    private static void Write(HttpListenerResponse response, byte[] content, int length)
    {
        response.ContentLength64 = length;
        Send(response, content);
        response.Close();
    }

    private static void Send(HttpListenerResponse response, ReadOnlySpan<byte> content)
    {
        response.OutputStream.Write(content);
        response.OutputStream.Flush();
    }

    private string Answer(string path, Action<HttpListenerResponse> answer)
    {
        _answers[path] = answer;
        return $"http://{Authority}{path}";
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
        var path = context.Request.Url!.AbsolutePath;
        var authorization = context.Request.Headers["Authorization"] ?? "";
        Requests.Enqueue(path);
        Authorizations.Enqueue(authorization);
        try
        {
            if (
                LetsIn is { } known
                && authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(known))}"
            )
            {
                context.Response.StatusCode = 401;
                context.Response.Headers["WWW-Authenticate"] = "Basic realm=\"tests\"";
                context.Response.Close();
            }
            else if (_answers.TryGetValue(path, out var answer))
            {
                answer(context.Response);
            }
            else if (_rest is { } rest)
            {
                rest(context);
            }
            else
            {
                context.Response.StatusCode = 404;
                context.Response.Close();
            }
        }
        catch (Exception exception)
            when (exception
                    is HttpListenerException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or IOException
            )
        {
            // The client gave up, or the test ended.
        }
    }
}
