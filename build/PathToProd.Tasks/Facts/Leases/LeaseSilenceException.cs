namespace PathToProd.Tasks.Facts.Leases;

/// <summary>What keeps a lease gives no answer. The caller says what that means there; the message is what happened instead.</summary>
internal sealed class LeaseSilenceException(Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Whether asking again would be declined again, as rights are missing.</summary>
    public bool IsFinal { get; init; }
}
