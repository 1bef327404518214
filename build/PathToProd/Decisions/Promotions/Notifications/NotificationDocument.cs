using System.Collections.Immutable;
using PathToProd.Model.Promotions.Notifications;

namespace PathToProd.Decisions.Promotions.Notifications;

/// <summary>A notification for programs.</summary>
/// <param name="Id">The same for the same event, however often it is sent.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Set">The set's name.</param>
/// <param name="SetDigest">The digest of its members.</param>
/// <param name="Text">What happened, in one sentence.</param>
/// <param name="Because">The reasons.</param>
/// <param name="Lift">What would help.</param>
/// <param name="Until">When that ends by itself; left out when it does not.</param>
internal sealed record NotificationDocument(
    string Id,
    NotificationEvent Event,
    DateTimeOffset At,
    string Environment,
    string Set,
    string SetDigest,
    string Text,
    ImmutableArray<string> Because,
    ImmutableArray<string> Lift,
    DateTimeOffset? Until
)
{
    public static NotificationDocument Of(Notification notification) =>
        new(
            notification.Id,
            notification.Event,
            notification.At.ToUniversalTime(),
            notification.Environment,
            notification.Set.Name,
            notification.Set.Digest.ToString(),
            notification.Text,
            notification.Because,
            notification.Lift,
            notification.Until?.ToUniversalTime()
        );
}
