using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// The journal of one run on disk. A line that was added survives the end of the process, however it ends; unlike the ledger's
/// it is not waited for until it is on the disk, as nothing depends on it after the machine itself went down.
/// </summary>
/// <param name="path">The file. It and its folder need not exist yet.</param>
/// <param name="name">The file as messages name it. Default: <paramref name="path"/>.</param>
public sealed class JournalFile(string path, string? name = null)
{
    private readonly AppendOnlyFile _file = new(path, $"the journal {name ?? path}", isDurable: false);

    /// <summary>Adds an event. Safe for several threads at once.</summary>
    /// <exception cref="PlatformException">It could not be written (exit code 1).</exception>
    public void Append(JournalEvent happened) => _file.Append(JournalText.Write(happened));

    /// <summary>Adds events, all of them or none. Safe for several threads at once.</summary>
    /// <exception cref="PlatformException">They could not be written (exit code 1).</exception>
    public void Append(IReadOnlyCollection<JournalEvent> happened)
    {
        if (happened.Count > 0)
        {
            _file.Append([.. happened.Select(JournalText.Write)]);
        }
    }

    /// <summary>Reads all of it; a journal that does not exist is empty.</summary>
    /// <exception cref="PlatformException">It is there and could not be read (exit code 1).</exception>
    public JournalReading Read() => JournalText.Read(_file.ReadAll(), name ?? path);
}
