using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>What a run was asked, in the first line of its journal.</summary>
internal static class AskedText
{
    public static void Write(Utf8JsonWriter writer, RunAsked? asked)
    {
        if (asked is null)
        {
            return;
        }

        writer.WriteStartObject("asked");
        writer.WriteStartArray("components");
        foreach (var component in asked.Components)
        {
            writer.WriteStringValue(component);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("options");
        foreach (var (word, value) in asked.Options)
        {
            writer.WriteString(word, value);
        }

        writer.WriteEndObject();
        writer.WriteText("set", asked.Set?.ToString());
        writer.WriteText("plan", asked.Plan?.ToString());
        WriteRollback(writer, asked.Rollback);
        writer.WriteText("commit", asked.Commit);
        writer.WriteString("who", asked.Who);
        writer.WriteNumber("process", asked.Process);
        writer.WriteText("resumes", asked.Resumes?.ToString());
        writer.WriteEndObject();
    }

    /// <summary>What the line says; null when it says nothing of it.</summary>
    public static RunAsked? Read(JsonElement line)
    {
        if (!line.TryGetProperty("asked", out var asked))
        {
            return null;
        }

        return asked.ValueKind == JsonValueKind.Object
            ? new RunAsked
            {
                Components = [.. asked.Texts("components")],
                Options = Options(asked),
                Set = asked.OptionalText("set") is { } set ? new Digest(set) : null,
                Plan = asked.OptionalText("plan") is { } plan ? new Digest(plan) : null,
                Rollback = Rollback(asked),
                Commit = asked.OptionalText("commit"),
                Who = asked.Text("who"),
                Process = asked.Number("process"),
                Resumes =
                    asked.OptionalText("resumes") is not { } resumed ? null
                    : RunId.TryParse(resumed, out var run) ? run
                    : throw new FormatException("has a \"resumes\" that names no run"),
            }
            : throw new FormatException("has an \"asked\" that is not an object");
    }

    private static void WriteRollback(Utf8JsonWriter writer, RollbackAsked? rollback)
    {
        if (rollback is not null)
        {
            writer.WriteStartObject("rollback");
            writer.WriteString("scope", rollback.Scope);
            writer.WriteString("to", rollback.To);
            writer.WriteString("because", rollback.Because);
            writer.WriteEndObject();
        }
    }

    private static RollbackAsked? Rollback(JsonElement asked) =>
        !asked.TryGetProperty("rollback", out var rollback) ? null
        : rollback.ValueKind == JsonValueKind.Object
            ? new RollbackAsked(rollback.Text("scope"), rollback.Text("to"), rollback.Text("because"))
        : throw new FormatException("has a \"rollback\" that is not an object");

    private static ImmutableSortedDictionary<string, string> Options(JsonElement asked) =>
        asked.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object
            ? options
                .EnumerateObject()
                .ToImmutableSortedDictionary(
                    option => option.Name,
                    option => options.Text(option.Name),
                    StringComparer.Ordinal
                )
            : throw new FormatException("has no \"options\" that are an object");
}
