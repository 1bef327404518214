using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// What happens to the bytes that a program prints: kept as they are when captured, and cut into lines, which are
/// hidden and handed to the sinks. Used by one thread at a time.
/// </summary>
internal sealed class OutputPipeline
{
    private readonly Dictionary<OutputSource, LineSplitter> _splitters = [];
    private readonly List<OutputLine> _batch = [];
    private readonly List<Target> _targets;
    private readonly Redactor _redactor;
    private readonly LineHandlers _handlers;
    private readonly bool _isSensitive;

    internal OutputPipeline(Command command, ProcessScope scope, LineHandlers handlers)
    {
        _redactor = scope.Redactor;
        _handlers = handlers;
        _isSensitive = command.IsSensitive && command.Capture.HasFlag(Capture.Output);
        _targets = [new(Tail), new(scope.Log)];
        if (!command.Quiet)
        {
            _targets.Add(new(scope.Console, IsConsole: true));
        }

        Output = command.Capture.HasFlag(Capture.Output) ? new CapturedOutput() : null;
        Error = command.Capture.HasFlag(Capture.Error) ? new CapturedOutput() : null;
    }

    internal TailSink Tail { get; } = new();

    internal CapturedOutput? Output { get; }

    internal CapturedOutput? Error { get; }

    /// <summary>What a handler threw; it was not called again.</summary>
    internal ExceptionDispatchInfo? HandlerFailure { get; private set; }

    internal void Received(OutputSource source, ReadOnlySpan<byte> bytes)
    {
        if (HandlerOf(source) is null)
        {
            CaptureOf(source)?.Append(bytes);
            if (_isSensitive && source == OutputSource.Output)
            {
                // No one is shown a line of it.
                return;
            }
        }

        SplitterOf(source).Add(bytes);
        Flush(source);
    }

    internal void Complete()
    {
        foreach (var (source, splitter) in _splitters)
        {
            splitter.End();
            Flush(source);
        }

        Output?.Complete();
        Error?.Complete();
    }

    private CapturedOutput? CaptureOf(OutputSource source) =>
        source switch
        {
            OutputSource.Output => Output,
            OutputSource.Error => Error,
            _ => null,
        };

    private Func<string, string?>? HandlerOf(OutputSource source) =>
        source switch
        {
            OutputSource.Output => _handlers.Output,
            OutputSource.Error => _handlers.Error,
            _ => null,
        };

    private LineSplitter SplitterOf(OutputSource source)
    {
        if (!_splitters.TryGetValue(source, out var splitter))
        {
            _splitters[source] = splitter = new LineSplitter(_redactor, text => Line(source, text));
        }

        return splitter;
    }

    private void Line(OutputSource source, string text)
    {
        if (HandlerOf(source) is { } handler && HandlerFailure is null)
        {
            Handle(handler, text, CaptureOf(source));
        }

        if (!_isSensitive || source != OutputSource.Output)
        {
            _batch.Add(new OutputLine(source, _redactor.Hide(text)));
        }
    }

    private void Handle(Func<string, string?> handler, string text, CapturedOutput? capture)
    {
        try
        {
            if (handler(text) is { } handled)
            {
                capture?.Append(Encoding.UTF8.GetBytes(handled + "\n"));
            }
        }
        catch (Exception exception)
        {
            // The exception is the caller's; the code that waits for the process gets it. The program must not hang because of it.
            HandlerFailure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Flush(OutputSource source)
    {
        var captured = CaptureOf(source) is not null;
        for (var at = 0; at < _targets.Count && _batch.Count > 0; at++)
        {
            try
            {
                if (!captured || !_targets[at].IsConsole)
                {
                    _targets[at].Sink.Write(CollectionsMarshal.AsSpan(_batch));
                }
            }
            catch (Exception exception)
            {
                // A full disk must not hang or fail a deployment that is under way: the other sinks get to know.
                _targets.RemoveAt(at--);
                ReportFailure(exception);
            }
        }

        _batch.Clear();
    }

    private void ReportFailure(Exception error)
    {
        var text = _redactor.Hide($"# from here on some output is not written: {error.Message}");
        foreach (var target in _targets)
        {
            try
            {
                target.Sink.Write(new OutputLine(OutputSource.Echo, text));
            }
            catch (Exception)
            {
                // It is noticed, and reported, when the next batch is written.
            }
        }
    }

    private sealed record Target(IOutputSink Sink, bool IsConsole = false);
}
