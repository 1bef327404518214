using PathToProd.Runs;
using PathToProd.Tasks.Ledger;

namespace PathToProd.Tasks.Runs;

/// <summary>The journal of one run on disk: what happened, line by line, as it happened.</summary>
/// <param name="path">The file; it and its folder need not exist yet.</param>
public sealed class JournalFile(string path)
{
    // The ledger is what must survive a power failure; the journal only has to survive this process.
    private readonly AppendOnlyFile _file = new(path, $"the journal {path}", isDurable: false);

    /// <summary>Adds what happened.</summary>
    public void Append(JournalEvent happened) => _file.Append(JournalText.Write(happened));
}
