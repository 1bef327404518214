using System.Collections.Concurrent;
using PathToProd.Tasks.Tools.Installation;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>Remembers what was said, and the last progress.</summary>
internal sealed class RecordingLog : IInstallationLog
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public (string Tool, long Bytes, long? Total)? LastProgress { get; private set; }

    public void Say(string line) => Lines.Enqueue(line);

    public void Progress(string tool, long bytes, long? total) => LastProgress = (tool, bytes, total);
}
