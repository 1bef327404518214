namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>The way to a receiver.</summary>
internal interface IChannel : IDisposable
{
    /// <summary>Sends a notification.</summary>
    /// <param name="text">What is sent.</param>
    /// <param name="id">The notification's id.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<Delivery> SendAsync(string text, string id, CancellationToken cancellation);
}
