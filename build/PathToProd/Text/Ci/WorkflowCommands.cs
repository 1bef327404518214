using System.Globalization;

namespace PathToProd.Text.Ci;

/// <summary>The commands that GitHub's runner finds in what a step prints.</summary>
public static class WorkflowCommands
{
    /// <summary>How many errors of a step GitHub shows, and how many warnings; those after it are dropped silently.</summary>
    public const int MostErrors = 10;

    /// <summary>The line that ends what is folded.</summary>
    public const string EndGroup = "::endgroup::";

    /// <summary>The line after which what is printed is folded.</summary>
    /// <param name="title">What stays visible.</param>
    public static string Group(string title) => $"::group::{Data(title)}";

    /// <summary>A line that shows an error on the page of the run.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="message">What went wrong; it may have several lines.</param>
    public static string Error(string title, string message) => $"::error title={Property(title)}::{Data(message)}";

    /// <summary>The same at a place in a file.</summary>
    /// <param name="where">The place.</param>
    /// <param name="title">The heading.</param>
    /// <param name="message">What is wrong.</param>
    public static string Error(SourcePosition where, string title, string message) =>
        $"::error file={Property(where.File)}{Place("line", where.Line)}{Place("col", where.Column)},title={Property(title)}::{Data(message)}";

    /// <summary>A line that shows a warning on the page of the run.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="message">What to know.</param>
    public static string Warning(string title, string message) => $"::warning title={Property(title)}::{Data(message)}";

    /// <summary>As many of one kind as GitHub shows; where there are more, the last one counts the rest.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="rest">The line for a number of lines that are left out.</param>
    /// <returns>The lines, each with its line break.</returns>
    public static string Shown(IReadOnlyList<string> lines, Func<int, string> rest)
    {
        var shown =
            lines.Count <= MostErrors ? lines : [.. lines.Take(MostErrors - 1), rest(lines.Count - MostErrors + 1)];
        return string.Concat(shown.Select(line => line + "\n"));
    }

    private static string Place(string name, int number) =>
        number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",{name}={number}");

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
