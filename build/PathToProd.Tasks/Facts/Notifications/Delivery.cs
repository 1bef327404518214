namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>What became of one try to send a notification.</summary>
/// <param name="Failure">Why it did not arrive, as <c>the webhook in HOOK …</c> goes on; null when it did.</param>
/// <param name="MayPass">Whether another try may do better.</param>
/// <param name="After">How long the receiver wants to be left alone; null when it did not say.</param>
internal sealed record Delivery(string? Failure, bool MayPass = false, TimeSpan? After = null)
{
    /// <summary>It arrived.</summary>
    public static readonly Delivery Done = new(Failure: null);
}
