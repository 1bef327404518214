namespace PathToProd.Tasks.Store.Upstream;

/// <summary>What others publish could not be taken. The message is one line, and the end of a sentence about it.</summary>
/// <param name="message">What came back.</param>
/// <param name="fix">What to do.</param>
/// <param name="innerException">What was thrown, when something was.</param>
internal sealed class UpstreamException(string message, string fix, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string Fix => fix;
}
