using System.Text.Json.Serialization;

namespace PathToProd.Host.Targets;

/// <summary>What is written for programs of the program itself, and of what it lists and makes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ComponentsDocument))]
[JsonSerializable(typeof(EnvironmentsDocument))]
[JsonSerializable(typeof(HelpDocument))]
[JsonSerializable(typeof(InstallToolsDocument))]
[JsonSerializable(typeof(NewComponentDocument))]
[JsonSerializable(typeof(NewEnvironmentDocument))]
[JsonSerializable(typeof(NewPlatformDocument))]
[JsonSerializable(typeof(PackDocument))]
[JsonSerializable(typeof(PostReportDocument))]
[JsonSerializable(typeof(PipelinesDocument))]
[JsonSerializable(typeof(SchemasDocument))]
[JsonSerializable(typeof(SelfTestDocument))]
[JsonSerializable(typeof(TargetHelpDocument))]
[JsonSerializable(typeof(VersionDocument))]
internal sealed partial class HostJson : JsonSerializerContext;
