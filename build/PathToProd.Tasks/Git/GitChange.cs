namespace PathToProd.Tasks.Git;

/// <summary>A commit that is to be made: it gives files texts.</summary>
/// <param name="Files">All of each file, by path.</param>
/// <param name="Message">What the commit says.</param>
/// <param name="Author">Who makes it.</param>
/// <param name="At">When.</param>
internal sealed record GitChange(
    IReadOnlyDictionary<string, string> Files,
    string Message,
    string Author,
    DateTimeOffset At
)
{
    /// <summary>A commit that changes one file.</summary>
    public GitChange(string path, string text, string message, string author, DateTimeOffset at)
        : this(new Dictionary<string, string>(StringComparer.Ordinal) { [path] = text }, message, author, at) { }
}
