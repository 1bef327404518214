using System.Text.Json.Nodes;

namespace PathToProd.EndToEnd.Harness;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>What it wrote to standard output, as JSON.</summary>
    public JsonNode Json =>
        Output.StartsWith('{') ? JsonNode.Parse(Output)! : throw new InvalidOperationException($"No JSON.\n{this}");

    /// <summary>What the summary says of a component.</summary>
    public JsonNode Of(string component) =>
        Json["components"]!.AsArray().First(node => (string)node!["component"]! == component)!;

    /// <summary>How a component ended: <c>done</c>, <c>unchanged</c>, <c>failed</c>...</summary>
    public string OutcomeOf(string component) => (string)Of(component)["outcome"]!;

    /// <summary>What the summary says of one stage of a component.</summary>
    public JsonNode Stage(string component, string stage) =>
        Of(component)["stages"]!.AsArray().First(node => (string)node!["name"]! == stage)!;

    /// <summary>The note of a stage; empty when there is none.</summary>
    public string Note(string component, string stage) => (string?)Stage(component, stage)["note"] ?? "";

    /// <summary>The components of the run, in order.</summary>
    public string[] Components => [.. Json["components"]!.AsArray().Select(node => (string)node!["component"]!)];

    /// <summary>Fails with all that was written unless the exit code is this one.</summary>
    public Outcome ShouldExitWith(int expected)
    {
        ExitCode.ShouldBe(expected, ToString());
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
