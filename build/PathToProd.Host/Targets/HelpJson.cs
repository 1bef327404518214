using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;

namespace PathToProd.Host.Targets;

/// <summary>What help says, for programs.</summary>
internal static class HelpJson
{
    /// <summary>All targets, and all options.</summary>
    public static string OfAll() =>
        JsonReport.Write(writer =>
        {
            writer.WriteStartArray("targets");
            foreach (var (group, targets) in Groups)
            {
                foreach (var target in targets)
                {
                    writer.WriteStartObject();
                    writer.WriteString("group", group);
                    Write(writer, target);
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
            writer.WriteStartArray("options");
            foreach (var option in Option.All)
            {
                writer.WriteStartObject();
                writer.WriteString("name", option.Word);
                WriteIfAny(writer, "letter", option.Letter?.ToString());
                WriteIfAny(writer, "value", option.Value);
                writer.WriteString("summary", option.Summary);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>One target.</summary>
    public static string Of(TargetHelp target) => JsonReport.Write(writer => Write(writer, target));

    private static (string Name, IReadOnlyList<TargetHelp> Targets)[] Groups =>
        [
            ("stages", TargetCatalog.Stages),
            ("platform", TargetCatalog.Platform),
            ("version-sets", TargetCatalog.VersionSets),
        ];

    private static void Write(Utf8JsonWriter writer, TargetHelp target)
    {
        writer.WriteString("name", target.Name);
        writer.WriteString("summary", target.Summary);
        WriteIfAny(writer, "detail", target.Detail.Length == 0 ? null : target.Detail);
        writer.WriteList("options", target.Accepted.Select(option => option.Word));
        writer.WriteList("formats", target.Formats);
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
