using Cake.Core.IO;

namespace PathToProd.Tools.Processes;

/// <summary>A process that can say, once it ended, what it was and what it last printed: what an error message needs.</summary>
public interface IExplainedProcess : IProcess
{
    /// <summary>The command line as it was echoed, secrets hidden.</summary>
    string CommandLine { get; }

    /// <summary>The last lines that it printed on either stream, in order, secrets hidden; at most 20.</summary>
    IReadOnlyList<string> LastLines { get; }

    /// <summary>The log file that holds all it printed; null when there is none.</summary>
    string? LogFile { get; }
}
