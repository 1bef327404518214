using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.Runs;

namespace PathToProd.Tasks.Files;

/// <summary>Reads the ends of logs: those of a run may be of any length.</summary>
public static class LogEnds
{
    private const int MostBytes = 256 * 1024;
    private const int MostLines = 1000;

    /// <summary>The end of the log of each stage of a component that has one. One that cannot be read is left out: it is only shown.</summary>
    public static ImmutableArray<LogEnd> Of(Workspace workspace, NodeResult node)
    {
        var ends = ImmutableArray.CreateBuilder<LogEnd>(node.Stages.Length);
        foreach (var stage in node.Stages)
        {
            if (
                stage.LogFile is { } file
                && Read(Path.Combine(workspace.Root, file)) is ({ Length: > 0 } text, var isEnd)
            )
            {
                ends.Add(LogEnd.Of(stage.Name, file, text, isEnd, MostLines));
            }
        }

        return ends.ToImmutable();
    }

    private static (string Text, bool IsEnd)? Read(string file)
    {
        try
        {
            using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var isEnd = stream.Length > MostBytes;
            stream.Position = isEnd ? stream.Length - MostBytes : 0;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return (reader.ReadToEnd(), isEnd);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
