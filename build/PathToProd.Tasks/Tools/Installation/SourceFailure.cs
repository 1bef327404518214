using System.Net;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>A source could not give the tool. The message is one line, and the end of a sentence about the source.</summary>
/// <param name="message">What came back.</param>
/// <param name="unreachable">Whether the source's host did not answer, so that asking it again is a waste of time.</param>
/// <param name="innerException">What was thrown, when something was.</param>
internal sealed class SourceFailure(string message, bool unreachable = false, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool Unreachable => unreachable;

    /// <summary>What it answered in place of the file; null when it did not answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Who answered, after all redirections; null when it did not answer.</summary>
    public Uri? Answered { get; init; }
}
