using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Model.Promotions.Notifications;

namespace PathToProd.Decisions.Promotions.Notifications;

/// <summary>A notification as its receiver wants it.</summary>
public static class NotificationText
{
    /// <summary>Writes it, on one line.</summary>
    public static string Write(Notification notification, NotificationFormat format) =>
        format == NotificationFormat.Slack
            ? new JsonObject { ["text"] = Slack(notification) }.ToJsonString()
            : JsonReport.Line(NotificationDocument.Of(notification), NotificationJson.Default.NotificationDocument);

    private static string Slack(Notification notification) =>
        string.Join(
            '\n',
            (string[])
                [
                    $"*{Escaped(notification.Text)}.*",
                    .. notification.Because.Select(because => $"• because {Escaped(because)}"),
                    .. notification.Lift.Select(lift => $"→ {Escaped(lift)}."),
                    $"_{notification.Id}_",
                ]
        );

    /// <summary>What Slack would take for a link, a mention of all, or an entity is text.</summary>
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
