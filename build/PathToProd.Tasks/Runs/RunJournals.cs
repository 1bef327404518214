using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>The journals of all runs of a checkout.</summary>
public static class RunJournals
{
    // A question whether a run is in progress holds the file for an instant.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The runs, the newest first, each read when it is come to. Folders without a journal are no runs.</summary>
    /// <exception cref="PlatformException">A journal is there and cannot be read (exit code 1).</exception>
    public static IEnumerable<PastRun> Read(Workspace workspace)
    {
        var folder = new DirectoryInfo(workspace.Runs);
        var runs = folder.Exists
            ? folder
                .EnumerateDirectories()
                .Select(run => RunId.TryParse(run.Name, out var id) ? id : null)
                .OfType<RunId>()
                .OrderDescending()
            : Enumerable.Empty<RunId>();
        return NewestFirst(workspace, runs.Where(run => File.Exists(workspace.Journal(run))));
    }

    /// <summary>Names say seconds; which of the runs of one second came later, only their journals say. One that cannot say it may be the newest.</summary>
    private static IEnumerable<PastRun> NewestFirst(Workspace workspace, IEnumerable<RunId> runs)
    {
        var second = new List<RunId>();
        foreach (var run in runs)
        {
            if (second.Count > 0 && second[0].Start != run.Start)
            {
                foreach (var past in OfOneSecond(workspace, second))
                {
                    yield return past;
                }

                second.Clear();
            }

            second.Add(run);
        }

        foreach (var past in OfOneSecond(workspace, second))
        {
            yield return past;
        }
    }

    private static IEnumerable<PastRun> OfOneSecond(Workspace workspace, IReadOnlyCollection<RunId> runs) =>
        runs.Select(run => Read(workspace, run))
            .OrderByDescending(run => run.Story?.Start.At ?? DateTimeOffset.MaxValue);

    /// <summary>
    /// Holds the file that shows that a process is at work on a run: its own, or one that resumes it. The kernel lets go of it, however the
    /// process ends. Null when another process holds it, or it cannot be written.
    /// </summary>
    public static IDisposable? TryHold(Workspace workspace, RunId run)
    {
        try
        {
            Directory.CreateDirectory(workspace.Run(run));
            return HeldFile.Hold(MarkOf(workspace, run), Patience);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be written the journal reports too, in its own words.
            return null;
        }
    }

    private static PastRun Read(Workspace workspace, RunId run)
    {
        var path = workspace.Journal(run);
        var reading = new JournalFile(path, workspace.Show(path)).Read();
        return new PastRun(run, JournalStory.Of(reading.Events), IsInProgress(workspace, run))
        {
            Problems = reading.Problems,
            HasEvents = reading.Events.Length > 0,
        };
    }

    private static bool IsInProgress(Workspace workspace, RunId run)
    {
        var mark = MarkOf(workspace, run);
        if (!File.Exists(mark))
        {
            return false;
        }

        // Opened to read, so that a question leaves no trace.
        using var free = HeldFile.TryHold(mark, FileMode.Open, FileAccess.Read);
        return free is null;
    }

    private static string MarkOf(Workspace workspace, RunId run) => Path.Combine(workspace.Run(run), "in-progress");
}
