using PathToProd.Tasks.Facts.Pools;
using PathToProd.Tasks.Git;
using PathToProd.Tools.Processes;

namespace PoolContest;

/// <summary>Where a contest keeps everything.</summary>
/// <param name="folder">A folder of its own.</param>
/// <param name="backend"><c>files</c>, or <c>git</c> for a bare repository <c>remote.git</c> in the folder.</param>
internal sealed class Place(string folder, string backend)
{
    /// <summary>What each process says of itself, a line at a time.</summary>
    public string Log => Path.Combine(folder, "log");

    /// <summary>The pool's record, as a machine of its own sees it.</summary>
    public PoolRegister Register(string machine) =>
        new(
            "ci",
            backend == "git"
                ? new GitPool(
                    new GitStore(
                        folder,
                        Path.Combine(folder, machine, "ledger.git"),
                        Path.Combine(folder, "remote.git"),
                        new ProcessScope()
                    ),
                    "ci"
                )
                : new FilePool(Path.Combine(folder, "ci.json"), "ci.json"),
            TimeProvider.System
        );

    /// <summary>Adds a line, in one write of the system's: so the lines of all processes stand in the order in which they were written.</summary>
    public void Write(string line)
    {
        using var file = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }
}
