using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// A PipelineRun for Pipelines-as-Code. It always matches, as a run that does not match reports nothing. Each task has a checkout of its own, so no
/// volume ties the pods to one node; only names of shards go between tasks, as all results of a pod together may have 4,096 bytes.
/// </summary>
internal static class TektonPipelines
{
    private const string Shards = """
        shards=''
        while read -r name components; do
          for one in $components; do
            if grep -Fxq -e "$one" affected.txt; then shards="$shards $name"; break; fi
          done
        done <<'LIST'
        """;

    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph) =>
        [PipelineFile.Of(".tekton/path-to-prod.yaml", "tekton", graph, PipelineParts.ShardNote(graph), Body(graph))];

    private static string Body(PipelineGraph graph) =>
        $$$"""
            apiVersion: tekton.dev/v1
            kind: PipelineRun
            metadata:
              name: path-to-prod
              annotations:
                pipelinesascode.tekton.dev/on-event: "[pull_request]"
                pipelinesascode.tekton.dev/on-target-branch: "[main]"
                pipelinesascode.tekton.dev/max-keep-runs: "20"
            spec:
              timeouts:
                pipeline: 4h0m0s
                tasks: 3h50m0s
                finally: 10m0s
              params:
                - name: repository
                  value: "{{ repo_url }}"
                - name: revision
                  value: "{{ revision }}"
                - name: base
                  value: "origin/{{ target_branch }}"
                - name: image
                  value: "{{ path_to_prod_image }}"
                - name: component
                  value: ""
              pipelineSpec:
                params:
                  - name: repository
                    type: string
                  - name: revision
                    type: string
                  - name: base
                    type: string
                  - name: image
                    type: string
                  - name: component
                    type: string
                tasks:
            {{{Affected(graph)}}}{{{string.Concat(graph.Shards.Select(Test))}}}{{{(
                graph.HasOwnTests ? Task("tests", null, "exec .ci/run") : ""
            )}}}{{{(
                graph.TestEnvironment is { } environment
                    ? Task(
                        "certify",
                        graph.Shards.Select(shard => $"test-{shard.Name}"),
                        $"exec ./build.sh --target=Validate --since=\"$BASE\" --environment={environment}"
                    )
                    : ""
            )}}}    finally:
                  - name: path-to-prod
                    params:
                      - name: status
                        value: $(tasks.status)
                      - name: image
                        value: $(params.image)
                    taskSpec:
                      params:
                        - name: status
                          type: string
                        - name: image
                          type: string
                      steps:
                        - name: look
                          image: $(params.image)
                          env:
                            - name: STATUS
                              value: $(params.status)
                          script: |
                            #!/bin/sh
                            echo "all tasks together: $STATUS"
                            [ "$STATUS" = Succeeded ]

            """;

    private static string Affected(PipelineGraph graph) =>
        Task(
            "affected",
            null,
            PipelineParts.Affected
                + "\n"
                + Shards
                + "\n"
                + string.Join('\n', graph.Shards.Select(shard => $"{shard.Name} {string.Join(' ', shard.Components)}"))
                + "\nLIST\nprintf '%s' \"$shards\" > \"$RESULT\"",
            writes: true
        );

    private static string Test(Shard shard) =>
        Task(
            $"test-{shard.Name}",
            ["affected"],
            $"""
            case " $SHARDS " in
              *" {shard.Name} "*) ;;
              *) echo 'Nothing here is affected.'; exit 0 ;;
            esac
            SHARD='{string.Join(' ', shard.Components)}'
            {(shard.Components.Length == 1 ? $"echo {shard.Components[0]} > affected.txt" : PipelineParts.Affected)}
            {PipelineParts.TestShard}
            """,
            reads: true
        );

    private static string Task(
        string name,
        IEnumerable<string>? after,
        string script,
        bool writes = false,
        bool reads = false
    )
    {
        string[] values =
        [
            "repository",
            "revision",
            "base",
            "image",
            "component",
            .. reads ? ["shards"] : Array.Empty<string>(),
        ];
        return $$"""
                  - name: {{name}}
            {{(after is null ? "" : $"        runAfter: [{string.Join(", ", after)}]\n")}}        params:
            {{string.Concat(
                values.Select(value =>
                    $"          - name: {value}\n            value: {(value == "shards" ? "$(tasks.affected.results.shards)" : $"$(params.{value})")}\n"
                )
            )}}        taskSpec:
                      params:
            {{string.Concat(values.Select(value => $"            - name: {value}\n              type: string\n"))}}{{(
                writes ? "          results:\n            - name: shards\n" : ""
            )}}          steps:
                        - name: run
                          image: $(params.image)
                          env:
            {{string.Concat(
                values.Where(value => value != "image").Select(value =>
                    $"                - name: {value.ToUpperInvariant()}\n                  value: $(params.{value})\n"
                )
            )}}{{(
                writes ? "                - name: RESULT\n                  value: $(results.shards.path)\n" : ""
            )}}                - name: TEKTON_PIPELINE_RUN
                              value: $(context.taskRun.name)
                          script: |
                            #!/bin/sh
                            set -eu
                            git clone --quiet -- "$REPOSITORY" source
                            cd source
                            git checkout --quiet --detach "$REVISION"
            {{PipelineParts.In(16, script)}}

            """;
    }
}
