using PathToProd.Decisions.Inputs;
using PathToProd.Facts.Runs;

namespace PathToProd.Host.Invocations;

/// <summary>Lets a tracer of this program see where stages start and end.</summary>
internal static class StageMarks
{
    /// <summary>The variable by which the program tells itself, run again under a tracer, to leave marks.</summary>
    public const string Variable = "PATH_TO_PROD_MARK_STAGES";

    public static bool AreOn { get; } = Environment.GetEnvironmentVariable(Variable) == "1";

    public static void Leave(JournalEvent happening)
    {
        var mark = happening switch
        {
            _ when !AreOn => null,
            JournalEvent.StageStarted started => StageMark.Begin(started.Component, started.Stage),
            JournalEvent.StageEnded ended => StageMark.End(ended.Component, ended.Result.Name),
            _ => null,
        };
        if (mark is null)
        {
            return;
        }

        try
        {
            File.OpenHandle(mark).Dispose();
        }
        catch (IOException)
        {
            // It is never there: that it was looked for is all that counts.
        }
    }
}
