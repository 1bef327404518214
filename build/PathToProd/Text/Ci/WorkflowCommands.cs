namespace PathToProd.Text.Ci;

/// <summary>The commands that GitHub's runner finds in what a step prints.</summary>
public static class WorkflowCommands
{
    /// <summary>How many errors of a step GitHub shows; those after it are dropped silently.</summary>
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

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
