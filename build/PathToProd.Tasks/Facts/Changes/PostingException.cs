namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Something could not be posted.</summary>
internal sealed class PostingException(string message, ApiReply? reply = null) : Exception(message)
{
    /// <summary>What came back; null when it could not be read.</summary>
    public ApiReply? Reply => reply;
}
