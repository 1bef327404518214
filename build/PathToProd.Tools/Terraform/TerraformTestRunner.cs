using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform test</c>.</summary>
public sealed class TerraformTestRunner(ICakeContext context) : TerraformRunner<TerraformTestSettings>(context)
{
    /// <summary>Runs the tests as people read them; one that does not hold is a failure.</summary>
    public void Test(TerraformTestSettings settings) => Execute(settings, Call(settings, isReport: false));

    /// <summary>Runs the tests and reads their results; one that does not hold is an answer, not a failure.</summary>
    public TerraformTestSummary Report(TerraformTestSettings settings)
    {
        var call = Call(settings, isReport: true);
        var result = Execute(settings, call);

        // Each line is a message of its own; a failure before the first test prints text on standard error only.
        return result.ExitCode == 1 && result.Lines.Count == 0
            ? throw Failed(settings, call, result)
            : ToolJson.Read(call, $"[{string.Join(",\n", result.Lines)}]", "messages, a summary among them", Read);
    }

    /// <inheritdoc />
    protected override void AddVariables(TerraformTestSettings settings, IDictionary<string, string?> variables)
    {
        base.AddVariables(settings, variables);
        AddInputs(settings.Variables, variables);
    }

    private static ToolCall Call(TerraformTestSettings settings, bool isReport) =>
        new(
            "terraform test",
            Begin(settings, "test", "-no-color")
                .Flag("-json", isReport ? true : null)
                .Option("-test-directory", settings.TestDirectory)
                .Each("-filter", settings.Filter)
                .Each("-var-file", settings.VariableFiles)
                .Flag("-verbose", settings.Verbose)
        )
        {
            IsCaptured = isReport,
            Answers = isReport ? [1] : [],
        };

    private static TerraformTestSummary? Read(JsonNode node)
    {
        var problems = new List<TerraformDiagnostic>();
        JsonNode? summary = null;
        foreach (var message in node.AsArray())
        {
            summary = message?["test_summary"] ?? summary;
            if (
                message?["diagnostic"] is { } diagnostic
                && TerraformDiagnostic.Read(diagnostic) is { IsError: true } problem
            )
            {
                problems.Add(problem);
            }
        }

        // Without a summary but with errors the root itself is wrong: nothing ran, and one test counts as errored.
        return summary is null && problems.Count == 0
            ? null
            : new TerraformTestSummary(
                summary.Number("passed"),
                summary.Number("failed"),
                summary is null ? 1 : summary.Number("errored"),
                summary.Number("skipped"),
                problems
            );
    }
}
