namespace PathToProd.Tasks.Clusters;

/// <summary>An API server gives no answer to a question, or declines it. The caller says what that means there; the message is what happened instead.</summary>
internal sealed class ApiSilenceException(string why, Exception? cause = null) : Exception(why, cause)
{
    /// <summary>Whether asking again would be declined again, as rights are missing.</summary>
    public bool IsFinal { get; init; }
}
