using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

/// <summary>A run's summary for programs.</summary>
internal static class RunSummaryJson
{
    public static string Write(RunResult result) =>
        JsonReport.Write(writer =>
        {
            writer.WriteString("run", result.Run.ToString());
            writer.WriteString("target", result.Target.Name);
            writer.WriteString("environment", result.Environment);
            writer.WriteNumber("exitCode", (int)result.ExitCode);
            writer.WriteSeconds("seconds", result.Duration);
            writer.WriteString("logs", result.Logs);
            writer.WriteText("ledger", result.Ledger);
            writer.WriteStartArray("components");
            foreach (var node in result.Nodes)
            {
                WriteNode(writer, node);
            }

            writer.WriteEndArray();
        });

    private static void WriteNode(Utf8JsonWriter writer, NodeResult node)
    {
        writer.WriteStartObject();
        writer.WriteString("component", node.Component);
        writer.WriteString("version", node.Version.ToString());
        writer.WriteText("digest", node.Digest);
        writer.WriteString("outcome", OutcomeNames.Of(node.Outcome));
        writer.WriteText("reason", node.Reason);
        writer.WriteText("error", node.Error);
        writer.WriteText("rendered", node.Rendered);
        writer.WriteStartArray("stages");
        foreach (var stage in node.Stages)
        {
            writer.WriteStartObject();
            writer.WriteString("name", stage.Name);
            writer.WriteString("outcome", OutcomeNames.Of(stage.Outcome));
            writer.WriteSeconds("seconds", stage.Duration);
            writer.WriteText("note", stage.Note);
            writer.WriteString("log", stage.LogFile);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
