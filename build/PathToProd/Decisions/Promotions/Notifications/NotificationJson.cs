using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Promotions.Notifications;

/// <summary>Writes reports on notifications for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(NotificationDocument))]
internal sealed partial class NotificationJson : JsonSerializerContext;
