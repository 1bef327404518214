using System.Text.RegularExpressions;

namespace PathToProd.EndToEnd.Harness;

/// <summary>A part of a document whose commands a test types.</summary>
internal abstract record GuidePart
{
    private GuidePart() { }

    /// <summary>A file of the platform.</summary>
    internal sealed record Document(string Path, string Text) : GuidePart;

    /// <summary>A line to type.</summary>
    /// <param name="Line">The line.</param>
    /// <param name="ExitCode">What it ends with; a comment in it may promise another one than 0.</param>
    /// <param name="Shows">What the document says that it shows; null when that is nothing. An ellipsis stands for anything.</param>
    internal sealed record Command(string Line, int ExitCode, string? Shows) : GuidePart
    {
        /// <summary>Whether a text is what is shown, whatever its line breaks.</summary>
        public bool IsShownIn(string text) =>
            Shows is null
            || Regex.IsMatch(
                OneLine(text),
                Regex.Escape(OneLine(Shows)).Replace("…", ".*?", StringComparison.Ordinal),
                RegexOptions.None,
                TimeSpan.FromSeconds(10)
            );

        private static string OneLine(string text) =>
            string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
