using System.Collections.Immutable;
using PathToProd.Decisions.Working;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// PipelineRuns for Pipelines-as-Code. The one for changes always matches, as a run that does not match reports nothing. Only names of shards go
/// between its tasks, as all results of a pod together may have 4,096 bytes.
/// </summary>
internal static class TektonPipelines
{
    private const string Deliver = "path-to-prod-deliver";

    private const string Drift = "path-to-prod-drift";

    /// <summary>The branch comes as a name, or as a reference; a run that someone starts for one component has none.</summary>
    private const string Base = "BASE=\"${PAC_TARGET_BRANCH:+origin/${PAC_TARGET_BRANCH#refs/heads/}}\"\n";

    private const string Shards = """
        shards=''
        while read -r name components; do
          for one in $components; do
            if grep -Fxq -e "$one" affected.txt; then shards="$shards $name"; break; fi
          done
        done <<'LIST'
        """;

    private const string Verdict = """
            finally:
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

    private static readonly ImmutableArray<(string Name, string Variable)> Change =
    [
        ("target", "PAC_TARGET_BRANCH"),
        ("component", "COMPONENT"),
    ];

    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph) =>
        [
            File(Validation(graph), graph, PipelineParts.ShardNote(graph)),
            .. Others(graph).Select(run => File(run, graph)),
            .. Schedule(graph) is { Length: > 0 } schedule
                ? [PipelineFile.Of(TektonSchedule.Path, "tekton", graph, null, schedule)]
                : Array.Empty<PipelineFile>(),
        ];

    /// <summary>Runs that are about no change.</summary>
    private static IEnumerable<TektonRun> Others(PipelineGraph graph)
    {
        if (graph.Has(PipelineKind.Certification) && graph.Tests is { } place)
        {
            yield return new TektonRun("path-to-prod-certify", "push", graph.MainBranch)
            {
                Tasks = [new TektonTask("certify", PipelineParts.Certify(place))],
            };
        }

        if (graph.Has(PipelineKind.Delivery))
        {
            yield return new TektonRun(Deliver, "incoming", graph.MainBranch)
            {
                Tasks =
                [
                    new TektonTask("deliver", PipelineParts.Deliver)
                    {
                        Variables = [(PipelineParts.AgentVariable, "tekton")],
                    },
                ],
            };
        }

        if (graph.Has(PipelineKind.Deployment))
        {
            yield return new TektonRun("path-to-prod-deploy", "incoming", graph.MainBranch)
            {
                Parameters = [("environment", "{{ environment }}"), ("version-set", "{{ version_set }}")],
                Tasks =
                [
                    new TektonTask("deploy", PipelineParts.Deploy)
                    {
                        Reads = [("environment", "ENVIRONMENT"), ("version-set", "VERSION_SET")],
                    },
                ],
            };
        }

        if (graph.Has(PipelineKind.Schedule))
        {
            yield return new TektonRun(Drift, "incoming", graph.MainBranch)
            {
                Tasks = [new TektonTask("drift", PipelineParts.Drift(graph.Environments))],
            };
        }
    }

    private static string Schedule(PipelineGraph graph) =>
        (graph.Has(PipelineKind.Delivery) ? TektonSchedule.CronJob(Deliver, "*/15 * * * *", graph) : "")
        + (graph.Has(PipelineKind.Schedule) ? TektonSchedule.CronJob(Drift, "17 4 * * *", graph) : "");

    private static PipelineFile File(TektonRun run, PipelineGraph graph, string? note = null) =>
        PipelineFile.Of($".tekton/{run.Name}.yaml", "tekton", graph, note, run.Text);

    private static TektonRun Validation(PipelineGraph graph) =>
        new("path-to-prod", "pull_request", graph.MainBranch)
        {
            Parameters =
            [
                ("target", "{{ target_branch }}"),
                ("component", ""),
                .. graph.Tests is null ? Array.Empty<(string, string)>() : [("number", "{{ pull_request_number }}")],
            ],
            Tasks =
            [
                Affected(graph),
                .. graph.Shards.Select(Test),
                .. graph.HasOwnTests ? [new TektonTask("tests", "exec .ci/run")] : Array.Empty<TektonTask>(),
                .. graph.Tests is { } place ? [CertifyChange(graph, place)] : Array.Empty<TektonTask>(),
            ],
            Last = Verdict,
        };

    private static TektonTask Affected(PipelineGraph graph) =>
        new(
            "affected",
            Base
                + PipelineParts.Affected
                + "\n"
                + Shards
                + "\n"
                + string.Join('\n', graph.Shards.Select(shard => $"{shard.Name} {string.Join(' ', shard.Components)}"))
                + "\nLIST\nprintf '%s' \"$shards\" > \"$RESULT\""
        )
        {
            Reads = Change,
            WritesShards = true,
        };

    private static TektonTask Test(Shard shard) =>
        new(
            $"test-{shard.Name}",
            $"""
            case " $SHARDS " in
              *" {shard.Name} "*) ;;
              *) echo 'Nothing here is affected.'; exit 0 ;;
            esac
            SHARD='{string.Join(' ', shard.Components)}'
            {(
                shard.Components.Length == 1
                    ? $"echo {shard.Components[0]} > affected.txt"
                    : Base + PipelineParts.Affected
            )}
            {PipelineParts.TestShard}
            """
        )
        {
            After = ["affected"],
            Reads = Change,
            ReadsShards = true,
        };

    /// <summary>Which commit the change is compared with, Validate finds by <c>PAC_TARGET_BRANCH</c>.</summary>
    private static TektonTask CertifyChange(PipelineGraph graph, TestPlace place) =>
        new(
            "certify",
            $"""
            if [ -n "$COMPONENT" ]; then
              exec ./build.sh --target=Plan --component="$COMPONENT" --environment={place.Environment}
            fi
            exec ./build.sh --target=Validate --environment={place.Leased} --wait --report="$REPORT"
            """
        )
        {
            After = [.. graph.Shards.Select(shard => $"test-{shard.Name}")],
            Reads = [.. Change, ("number", "NUMBER")],
            LeavesReport = true,
        };
}
