using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;

namespace PathToProd.Host.Invocations;

/// <summary>The page that GitHub shows for a step of a job: whatever is in the file that it names in <c>GITHUB_STEP_SUMMARY</c>.</summary>
internal static class StepSummary
{
    /// <summary>GitHub throws a longer page away as a whole.</summary>
    private const int MostBytes = 1024 * 1024;

    private static readonly string? File = Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY");

    /// <summary>Adds the summary of a run, as much of it as there is room for.</summary>
    public static void Add(Invocation invocation, RunResult result) =>
        Add(invocation, room => RunPage.Text(result, room, new Provenance(invocation.Workspace.Root).Job));

    /// <summary>Adds a page, made for the room that there is; nothing where no file is named. That it could not be written is said, and fails nothing.</summary>
    public static void Add(Invocation invocation, Func<int, string> pageFor)
    {
        if (string.IsNullOrEmpty(File))
        {
            return;
        }

        try
        {
            var before = System.IO.File.Exists(File) ? new FileInfo(File).Length : 0;
            var room = Math.Max(0, MostBytes - before);
            var gap = before > 0 ? "\n" : "";
            var page = gap + pageFor((int)room - gap.Length);
            if (System.Text.Encoding.UTF8.GetByteCount(page) <= room)
            {
                System.IO.File.AppendAllText(File, page);
            }
            else
            {
                invocation.Say($"The summary of the run was not added to {File}, which is full.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            invocation.Say($"The summary of the run could not be added to GITHUB_STEP_SUMMARY: {exception.Message}");
        }
    }
}
