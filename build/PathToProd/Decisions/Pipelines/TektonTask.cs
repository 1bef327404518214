using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>A task of a run. It has a checkout of its own, so no volume ties the pods to one node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Script">Shell, in the root of the checkout.</param>
internal sealed record TektonTask(string Name, string Script)
{
    private const string Checkout = """
        git clone --quiet -- "$REPOSITORY" source
        cd source
        git cat-file -e "$REVISION^{commit}" 2> /dev/null || git fetch --quiet origin "$REVISION"
        git checkout --quiet --detach "$REVISION"
        """;

    /// <summary>The tasks that must have passed before it; empty for none.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>Parameters of the run that the script reads, each as the variable beside it.</summary>
    public ImmutableArray<(string Name, string Variable)> Reads { get; init; } = [];

    /// <summary>Variables with values that never change.</summary>
    public ImmutableArray<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>True when it reads which shards are affected, as <c>$SHARDS</c>.</summary>
    public bool ReadsShards { get; init; }

    /// <summary>True when the script leaves the report of a change in the file <c>$REPORT</c>, which is then posted, however the script ends.</summary>
    public bool LeavesReport { get; init; }

    /// <summary>True when it writes them, to the file <c>$RESULT</c>.</summary>
    public bool WritesShards { get; init; }

    /// <summary>Its text.</summary>
    public string Text
    {
        get
        {
            // Tekton sets no variable, so the program would take itself to be in a terminal without this one.
            (string Name, string Variable, string Value)[] values =
            [
                ("repository", "REPOSITORY", "$(params.repository)"),
                ("revision", "REVISION", "$(params.revision)"),
                ("run", "TEKTON_PIPELINE_RUN", "$(context.pipelineRun.name)"),
                .. Reads.Select(one => (one.Name, one.Variable, $"$(params.{one.Name})")),
                .. ReadsShards
                    ? [("shards", "SHARDS", "$(tasks.affected.results.shards)")]
                    : Array.Empty<(string, string, string)>(),
            ];
            (string Name, string Value)[] variables =
            [
                .. values.Select(value => (value.Variable, $"$(params.{value.Name})")),
                .. WritesShards ? [("RESULT", "$(results.shards.path)")] : Array.Empty<(string, string)>(),
                .. LeavesReport ? [("REPORT", TektonReport.File)] : Array.Empty<(string, string)>(),
                .. Variables,
            ];
            return $$"""
                      - name: {{Name}}
                {{(After.IsEmpty ? "" : $"        runAfter: [{string.Join(", ", After)}]\n")}}        params:
                          - name: image
                            value: $(params.image)
                {{string.Concat(
                    values.Select(value => $"          - name: {value.Name}\n            value: {value.Value}\n")
                )}}        taskSpec:
                          params:
                            - name: image
                              type: string
                {{string.Concat(
                    values.Select(value => $"            - name: {value.Name}\n              type: string\n")
                )}}{{(WritesShards ? "          results:\n            - name: shards\n" : "")}}          steps:
                            - name: run
                              image: $(params.image)
                {{(LeavesReport ? TektonReport.Continues : "")}}              env:
                {{string.Concat(
                    variables.Select(one => $"                - name: {one.Name}\n                  value: {one.Value}\n")
                )}}              script: |
                                #!/bin/sh
                                set -eu
                {{PipelineParts.In(16, Checkout)}}
                {{PipelineParts.In(16, Script)}}
                {{(LeavesReport ? TektonReport.Steps : "")}}
                """;
        }
    }
}
