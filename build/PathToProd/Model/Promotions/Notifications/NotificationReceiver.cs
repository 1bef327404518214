using System.Collections.Immutable;
using PathToProd.Model.Environments;

namespace PathToProd.Model.Promotions.Notifications;

/// <summary>Who is notified, of what, and how.</summary>
public sealed record NotificationReceiver
{
    /// <summary>Where its address is found, which is a secret; null for a file.</summary>
    public SecretSource? Webhook { get; init; }

    /// <summary>The file to which each notification is added as a line, from the repository's root; null for a webhook.</summary>
    public string? File { get; init; }

    /// <summary>How a webhook wants it. Default: JSON.</summary>
    public NotificationFormat Format { get; init; }

    /// <summary>Which events. Default: all.</summary>
    public ImmutableArray<NotificationEvent> Events { get; init; } = [];

    /// <summary>Whether it wants an event.</summary>
    public bool Wants(NotificationEvent happened) => Events.IsEmpty || Events.Contains(happened);

    /// <summary>What messages call it. The address is a secret, so it is named by where it is found.</summary>
    public string Name =>
        File
        ?? (
            Webhook!.EnvironmentVariable is { } variable
                ? $"the webhook in {variable}"
                : $"the webhook in {Webhook.File}"
        );
}

/// <summary>How a webhook wants a notification.</summary>
public enum NotificationFormat
{
    /// <summary>As JSON with all that is known.</summary>
    Json,

    /// <summary>As a message of Slack, which others read too.</summary>
    Slack,
}

/// <summary>What people are notified of.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(Formats.Json.KebabWords<NotificationEvent>))]
public enum NotificationEvent
{
    /// <summary>A set is about to be promoted.</summary>
    Announced,

    /// <summary>A set was promoted.</summary>
    Promoted,

    /// <summary>A set was not promoted, as a gate is not open.</summary>
    Blocked,

    /// <summary>A deployment, or its verification, failed.</summary>
    Failed,

    /// <summary>An environment was brought back to what it had.</summary>
    RolledBack,

    /// <summary>Only approvals are missing.</summary>
    WaitingForApproval,
}
