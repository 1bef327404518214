using System.Collections.Concurrent;
using PathToProd.Tasks.Tools.Installation;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>Runs programs, and remembers which.</summary>
internal sealed class RecordingToolRun : IToolRun
{
    private readonly ToolRun _real = new();

    public ConcurrentQueue<string> Runs { get; } = [];

    public string Run(string file, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        Runs.Enqueue($"{Path.GetFileName(file)} {string.Join(' ', arguments)}");
        return _real.Run(file, arguments, timeout);
    }
}
