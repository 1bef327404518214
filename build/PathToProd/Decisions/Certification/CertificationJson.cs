using System.Text.Json;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Certification;

/// <summary>A certification's report for programs.</summary>
internal static class CertificationJson
{
    public static string Write(CertificationResult result) =>
        JsonReport.Write(writer =>
        {
            writer.WriteString("run", result.Run.ToString());
            writer.WriteString("target", "Certify");
            writer.WriteString("environment", result.Environment);
            writer.WriteString("kubernetes", result.Kubernetes.ToString());
            writer.WriteString("outcome", Name(result.Outcome));
            writer.WriteNumber("exitCode", (int)result.ExitCode);
            writer.WriteSeconds("seconds", result.Duration);
            Set(writer, "set", result.Set);
            writer.WriteString("logs", result.Logs);
            writer.WriteString("evidenceFile", result.EvidenceFile);
            writer.WriteStartArray("steps");
            foreach (var step in result.Steps)
            {
                Step(writer, step);
            }

            writer.WriteEndArray();
        });

    /// <summary>The word for an outcome.</summary>
    public static string Name(EvidenceOutcome outcome) =>
        outcome switch
        {
            EvidenceOutcome.Passed => "passed",
            EvidenceOutcome.Failed => "failed",
            _ => "cancelled",
        };

    /// <summary>A set by name and digest; null if none.</summary>
    public static void Set(Utf8JsonWriter writer, string property, VersionSet? set)
    {
        if (set is null)
        {
            writer.WriteNull(property);
            return;
        }

        writer.WriteStartObject(property);
        writer.WriteString("name", set.Name);
        writer.WriteString("digest", set.Digest);
        writer.WriteEndObject();
    }

    private static void Step(Utf8JsonWriter writer, CertificationStep step)
    {
        writer.WriteStartObject();
        Set(writer, "from", step.From);
        Set(writer, "to", step.To);
        writer.WriteString("outcome", Name(step.Outcome));
        writer.WriteText("error", step.Error);
        writer.WriteString("stepOutcome", Name(step.StepOutcome));
        writer.WriteText("firstFailure", step.FirstFailure);
        writer.WriteSeconds("seconds", step.Duration);
        Nodes(writer, "deployed", step.Deployed);
        Nodes(writer, "removed", step.Removed);
        writer.WriteStartArray("tests");
        foreach (var test in step.Tests)
        {
            Test(writer, test, step.Messages.GetValueOrDefault(test.Name));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("evidence");
        foreach (var evidence in step.Evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", evidence.Kind == EvidenceKind.State ? "state" : "transition");
            writer.WriteString("digest", evidence.Digest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Nodes(Utf8JsonWriter writer, string property, IEnumerable<NodeResult> nodes)
    {
        writer.WriteStartArray(property);
        foreach (var node in nodes)
        {
            writer.WriteStartObject();
            writer.WriteString("component", node.Component);
            writer.WriteString("version", node.Version.ToString());
            writer.WriteString("outcome", OutcomeNames.Of(node.Outcome));
            writer.WriteText("reason", node.Reason);
            writer.WriteText("error", node.Error);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Test(Utf8JsonWriter writer, TestResult test, string? message)
    {
        writer.WriteStartObject();
        writer.WriteString("name", test.Name);
        writer.WriteString("outcome", Name(test.Outcome));
        writer.WriteBoolean("blocking", test.IsBlocking);
        writer.WriteSeconds("seconds", test.Duration);
        writer.WriteText("message", message);
        writer.WriteEndObject();
    }

    private static string Name(TestOutcome outcome) =>
        outcome switch
        {
            TestOutcome.Passed => "passed",
            TestOutcome.Failed => "failed",
            _ => "not run",
        };
}
