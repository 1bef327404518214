using System.Collections.Immutable;

namespace PathToProd.Facts.Runs;

/// <summary>The end of a stage's log.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="File">The whole log, from the repository's root.</param>
/// <param name="Lines">Its last lines, secrets hidden.</param>
/// <param name="IsCut">Whether there are more before them.</param>
public sealed record LogEnd(string Stage, string File, ImmutableArray<string> Lines, bool IsCut)
{
    /// <summary>The last lines of a text that is the end of a file.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="file">The whole log, from the repository's root.</param>
    /// <param name="text">The file's text, or its end.</param>
    /// <param name="isEnd">Whether the file has more before the text; its first line is then half a line.</param>
    /// <param name="most">How many lines to keep.</param>
    public static LogEnd Of(string stage, string file, string text, bool isEnd, int most)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var whole = isEnd ? lines[1..] : lines;
        var left = Math.Max(0, whole.Length - most);
        return new LogEnd(stage, file, [.. whole[left..]], isEnd || left > 0);
    }
}
