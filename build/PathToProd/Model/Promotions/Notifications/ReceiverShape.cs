using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;

namespace PathToProd.Model.Promotions.Notifications;

/// <summary>What a receiver of notifications in <c>promotion.yaml</c> must look like.</summary>
internal static class ReceiverShape
{
    private static readonly Key<SecretSource?> Webhook = new(
        "webhook",
        SecretShape.Shape!,
        "Where the address is found that each notification is sent to. It is a secret: it is named here, and never written."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> File = new(
        "file",
        new TextShape<string>(TextFormats.RepositoryFile)!,
        "The file to which each notification is added as a line, from the repository's root."
    )
    {
        Fallback = null,
    };

    private static readonly Key<NotificationFormat> Format = new(
        "format",
        new WordShape<NotificationFormat>(new("json", NotificationFormat.Json), new("slack", NotificationFormat.Slack)),
        "How a webhook wants it: json with all that is known, or a message as Slack reads it."
    )
    {
        Fallback = default,
        Default = "json",
    };

    private static readonly Key<NotificationEvent[]> Events = new(
        "events",
        new OneOrListShape<NotificationEvent>(
            new WordShape<NotificationEvent>(
                new("announced", NotificationEvent.Announced),
                new("promoted", NotificationEvent.Promoted),
                new("blocked", NotificationEvent.Blocked),
                new("failed", NotificationEvent.Failed),
                new("rolled-back", NotificationEvent.RolledBack),
                new("waiting-for-approval", NotificationEvent.WaitingForApproval)
            )
        ),
        "What is sent. Without it, everything."
    )
    {
        Fallback = [],
    };

    public static readonly Key<NotificationReceiver[]> Notifications = new(
        "notifications",
        new ListShape<NotificationReceiver>(
            new ObjectShape<NotificationReceiver>(
                fields => new NotificationReceiver
                {
                    Webhook = fields.Get(Webhook),
                    File = fields.Get(File),
                    Format = fields.Get(Format),
                    Events = [.. fields.Get(Events)],
                },
                Webhook,
                File,
                Format,
                Events
            )
            {
                ExactlyOneOf = [Webhook, File],
                Needs = [(Format, Webhook)],
            },
            isDistinct: false
        ),
        "Who is notified of what happens on the path: webhooks and files."
    )
    {
        Fallback = [],
    };
}
