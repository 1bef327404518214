using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Repository.Tests.CommandLine;

/// <summary>A collector of traces on this machine, which reads OTLP over HTTP as it is on the wire.</summary>
internal sealed class TraceCollector : IDisposable
{
    private readonly HttpListener _listener = new();

    public TraceCollector()
    {
        var authority = LoopbackServer.FreeAuthority();
        Endpoint = $"http://{authority}";
        _listener.Prefixes.Add($"{Endpoint}/");
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Endpoint { get; }

    public ConcurrentQueue<Span> Spans { get; } = [];

    public ConcurrentDictionary<string, string> Resource { get; } = new(StringComparer.Ordinal);

    public void Dispose() => _listener.Close();

    public Span Of(string name) => Spans.Single(span => span.Name == name);

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                if (context.Request.Url!.AbsolutePath == "/v1/traces")
                {
                    Read(body.ToArray());
                }

                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <summary>By opentelemetry/proto/collector/trace/v1/trace_service.proto and trace.proto.</summary>
    private void Read(byte[] request)
    {
        foreach (var resourceSpans in new Message(request).Messages(1))
        {
            foreach (var (key, value) in Attributes(resourceSpans.Messages(1).Single(), 1))
            {
                Resource[key] = value;
            }

            foreach (var span in resourceSpans.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                Spans.Enqueue(
                    new Span(
                        span.Text(5),
                        span.Hex(1),
                        span.Hex(2),
                        span.Hex(4),
                        span.Number(8) - span.Number(7),
                        Attributes(span, 9),
                        span.Messages(15).Select(status => status.Number(3)).FirstOrDefault() == 2
                    )
                );
            }
        }
    }

    private static Dictionary<string, string> Attributes(Message message, int field) =>
        message
            .Messages(field)
            .ToDictionary(
                one => one.Text(1),
                one => one.Messages(2).Single() is var value && value.Has(1) ? value.Text(1) : $"{value.Number(3)}",
                StringComparer.Ordinal
            );

    internal sealed record Span(
        string Name,
        string Trace,
        string Id,
        string Parent,
        ulong Nanoseconds,
        IReadOnlyDictionary<string, string> Attributes,
        bool IsError
    );

    /// <summary>A message of protocol buffers: numbers of fields, and what is in them.</summary>
    private sealed class Message
    {
        private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

        public Message(byte[] bytes)
        {
            for (var at = 0; at < bytes.Length; )
            {
                var tag = Varint(bytes, ref at);
                var field = (int)(tag >> 3);
                switch (tag & 7)
                {
                    case 0:
                        _fields.Add((field, Varint(bytes, ref at), []));
                        break;
                    case 1:
                        _fields.Add((field, BitConverter.ToUInt64(bytes, at), []));
                        at += 8;
                        break;
                    case 2:
                        var length = (int)Varint(bytes, ref at);
                        _fields.Add((field, 0, bytes[at..(at + length)]));
                        at += length;
                        break;
                    case 5:
                        _fields.Add((field, BitConverter.ToUInt32(bytes, at), []));
                        at += 4;
                        break;
                    default:
                        throw new InvalidDataException($"wire type {tag & 7} at {at}");
                }
            }
        }

        public bool Has(int field) => _fields.Exists(one => one.Field == field);

        public IEnumerable<Message> Messages(int field) =>
            _fields.Where(one => one.Field == field).Select(one => new Message(one.Bytes));

        public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

        public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

        public ulong Number(int field) => _fields.Find(one => one.Field == field).Number;

        private byte[] Bytes(int field) => _fields.Find(one => one.Field == field).Bytes ?? [];

        private static ulong Varint(byte[] bytes, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
