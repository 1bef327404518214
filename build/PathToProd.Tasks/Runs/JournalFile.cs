using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// The journal of one run on disk. A line that was added survives the end of the process, however it ends. What must survive the
/// machine too is waited for; threads that wait at once share one flush of the disk.
/// </summary>
/// <param name="path">The file. It and its folder need not exist yet.</param>
/// <param name="name">The file as messages name it. Default: <paramref name="path"/>.</param>
public sealed class JournalFile(string path, string? name = null)
{
    private readonly AppendOnlyFile _file = new(path, $"the journal {name ?? path}", isDurable: false);
    private readonly object _flushing = new();
    private long _added;
    private long _flushed;
    private bool _isFlushing;

    /// <summary>Adds an event. Safe for several threads at once.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="isDurable">Whether it, and all before it, is on the disk when this returns.</param>
    /// <exception cref="PlatformException">It could not be written (exit code 1).</exception>
    public void Append(JournalEvent happened, bool isDurable = false) => Append([happened], isDurable);

    /// <summary>Adds events, all of them or none. Safe for several threads at once.</summary>
    /// <exception cref="PlatformException">They could not be written (exit code 1).</exception>
    public void Append(IReadOnlyCollection<JournalEvent> happened, bool isDurable = false)
    {
        if (happened.Count == 0)
        {
            return;
        }

        _file.Append([.. happened.Select(JournalText.Write)]);
        var mine = Interlocked.Increment(ref _added);
        if (isDurable)
        {
            Flush(mine);
        }
    }

    /// <summary>Waits until all that was added by then is on the disk. Safe for several threads at once.</summary>
    /// <exception cref="PlatformException">The disk does not take it (exit code 1).</exception>
    public void Flush() => Flush(Interlocked.Read(ref _added));

    /// <summary>Reads all of it; a journal that does not exist is empty.</summary>
    /// <exception cref="PlatformException">It is there and could not be read (exit code 1).</exception>
    public JournalReading Read() => JournalText.Read(_file.ReadAll(), name ?? path);

    /// <summary>One thread flushes for all that have added something by then; those who come later wait for the next flush.</summary>
    private void Flush(long upTo)
    {
        Monitor.Enter(_flushing);
        try
        {
            while (_flushed < upTo)
            {
                if (_isFlushing)
                {
                    Monitor.Wait(_flushing);
                    continue;
                }

                _isFlushing = true;
                Monitor.Exit(_flushing);
                var added = Interlocked.Read(ref _added);
                var isDone = false;
                try
                {
                    _file.Flush();
                    isDone = true;
                }
                finally
                {
                    Monitor.Enter(_flushing);
                    _isFlushing = false;
                    _flushed = isDone ? Math.Max(_flushed, added) : _flushed;
                    Monitor.PulseAll(_flushing);
                }
            }
        }
        finally
        {
            Monitor.Exit(_flushing);
        }
    }
}
