namespace PathToProd.Tools.Processes;

/// <summary>
/// Somewhere that lines go while a program runs. Lines come in batches, what arrived at once together, so that a sink
/// can flush once per batch and not per line. Batches of one command come one after another on one thread; a sink
/// shared by commands that run at once has to be safe for that. Sinks get lines with secrets already hidden.
/// </summary>
public interface IOutputSink
{
    /// <summary>Takes the lines. A sink that throws gets no more lines of that command; the command goes on.</summary>
    void Write(params ReadOnlySpan<OutputLine> lines);
}
