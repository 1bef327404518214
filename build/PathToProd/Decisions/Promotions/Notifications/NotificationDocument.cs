using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Model.Promotions.Notifications;

namespace PathToProd.Decisions.Promotions.Notifications;

[Description("A notification: the body for a webhook whose format is json, and a line of a file.")]
internal sealed record NotificationDocument(
    [Description("The same for the same event, however often it is sent.")] string Id,
    NotificationEvent Event,
    DateTimeOffset At,
    string Environment,
    string Set,
    [Description("The digest of the set's members.")] string SetDigest,
    [Description("What happened, in one sentence.")] string Text,
    [Description("The reasons.")] ImmutableArray<string> Because,
    [Description("What would help.")] ImmutableArray<string> Lift,
    [Description("When what is in the way ends by itself.")] DateTimeOffset? Until
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
