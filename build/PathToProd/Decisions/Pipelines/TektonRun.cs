using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>A PipelineRun, with what Pipelines-as-Code looks at before it starts one.</summary>
/// <param name="Name">Its name, by which it is started too where the event is <c>incoming</c>.</param>
/// <param name="Event">What starts it: <c>pull_request</c>, <c>push</c> or <c>incoming</c>, a call to its address.</param>
/// <param name="Branch">The branch that changes are merged to.</param>
internal sealed record TektonRun(string Name, string Event, string Branch)
{
    /// <summary>Parameters of every run: where the sources are, and in which image the tasks run.</summary>
    private static readonly ImmutableArray<(string Name, string Value)> Common =
    [
        ("repository", "{{ repo_url }}"),
        ("revision", "{{ revision }}"),
        ("image", "{{ path_to_prod_image }}"),
    ];

    /// <summary>Parameters beside those that each run has, with their values.</summary>
    public ImmutableArray<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>What it does.</summary>
    public required ImmutableArray<TektonTask> Tasks { get; init; }

    /// <summary>What it does after all of them, however they ended, as it is written; empty for nothing.</summary>
    public string Last { get; init; } = "";

    /// <summary>Only a newer commit of a change ends an older run; nothing else is ever cancelled, whatever the default of the installation.</summary>
    private bool IsCancelledByNewer => Event == "pull_request";

    /// <summary>Its text.</summary>
    public string Text
    {
        get
        {
            var parameters = Common.AddRange(Parameters);
            return $$"""
                apiVersion: tekton.dev/v1
                kind: PipelineRun
                metadata:
                  name: {{Name}}
                  annotations:
                    pipelinesascode.tekton.dev/on-event: "[{{Event}}]"
                    pipelinesascode.tekton.dev/on-target-branch: "[{{Branch}}]"
                    pipelinesascode.tekton.dev/cancel-in-progress: "{{(IsCancelledByNewer ? "true" : "false")}}"
                    pipelinesascode.tekton.dev/max-keep-runs: "20"
                spec:
                  timeouts:
                    pipeline: 8h0m0s
                    tasks: 7h50m0s
                    finally: 10m0s
                  params:
                {{string.Concat(parameters.Select(one => $"    - name: {one.Name}\n      value: \"{one.Value}\"\n"))}}  pipelineSpec:
                    params:
                {{string.Concat(
                    parameters.Select(one => $"      - name: {one.Name}\n        type: string\n")
                )}}    tasks:
                {{string.Concat(Tasks.Select(task => task.Text))}}{{Last}}
                """;
        }
    }
}
