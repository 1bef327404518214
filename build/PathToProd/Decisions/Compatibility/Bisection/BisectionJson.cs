using System.Text.Json;
using PathToProd.Decisions.Certification;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>A bisection's report for programs.</summary>
internal static class BisectionJson
{
    public static string Write(BisectionResult result) =>
        JsonReport.Write(writer =>
        {
            writer.WriteString("run", result.Run.ToString());
            writer.WriteString("target", "Bisect");
            writer.WriteString("environment", result.Environment);
            writer.WriteString("kubernetes", result.Kubernetes.ToString());
            writer.WriteString("outcome", Name(result.Outcome));
            writer.WriteNumber("exitCode", (int)result.ExitCode);
            writer.WriteSeconds("seconds", result.Duration);
            CertificationJson.Set(writer, "good", result.Good);
            CertificationJson.Set(writer, "bad", result.Bad);
            writer.WriteString("explanation", BisectionExplanation.Of(result));
            Changes(writer, "changes", result.Changes);
            Changes(writer, "guilty", result.Guilty.Select(one => one.Change));
            writer.WriteString("logs", result.Logs);
            writer.WriteString("evidenceFile", result.EvidenceFile);
            writer.WriteStartArray("steps");
            foreach (var step in result.Steps)
            {
                Step(writer, step);
            }

            writer.WriteEndArray();
        });

    private static string Name(BisectionOutcome outcome) =>
        outcome switch
        {
            BisectionOutcome.Found => "found",
            BisectionOutcome.GoodFails => "good-fails",
            BisectionOutcome.BadPasses => "bad-passes",
            _ => "cancelled",
        };

    private static void Step(Utf8JsonWriter writer, BisectionStep step)
    {
        writer.WriteStartObject();
        CertificationJson.Set(writer, "set", step.Set);
        Changes(writer, "changes", step.Changes);
        writer.WriteString(
            "outcome",
            step.Outcome switch
            {
                TrialOutcome.Passed => "passed",
                TrialOutcome.Failed => "failed",
                _ => "unresolved",
            }
        );
        writer.WriteText("why", step.Why);
        writer.WriteText("evidence", step.Evidence?.Digest);
        writer.WriteBoolean("wasRead", step.WasRead);
        writer.WriteEndObject();
    }

    private static void Changes(Utf8JsonWriter writer, string property, IEnumerable<SetChange> changes)
    {
        writer.WriteStartArray(property);
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("component", change.Component);
            writer.WriteText("from", change.From?.Version.ToString());
            writer.WriteText("to", change.To?.Version.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
