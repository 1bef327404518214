using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>What the line of a rollback says beyond that of a deployment.</summary>
internal static class RollbackText
{
    private const string Property = "rollback";

    public static void Write(Utf8JsonWriter writer, RollbackReference? rollback)
    {
        if (rollback is null)
        {
            return;
        }

        writer.WriteStartObject(Property);
        writer.WriteString("of", rollback.Of);
        writer.WriteText("to", rollback.To);
        writer.WriteText("run", rollback.Run);
        writer.WriteString("because", rollback.Because);
        writer.WriteEndObject();
    }

    public static RollbackReference? Read(JsonElement line) =>
        !line.TryGetProperty(Property, out var rollback) ? null
        : rollback.ValueKind == JsonValueKind.Object
            ? new RollbackReference(
                rollback.Text("of"),
                rollback.OptionalText("to"),
                rollback.OptionalText("run"),
                rollback.Text("because")
            )
        : throw new FormatException("has a \"rollback\" that is not an object");
}
