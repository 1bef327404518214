using System.Collections.Immutable;
using PathToProd.Decisions.Working;
using PathToProd.Formats.Values;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// One file for GitLab CI. Each job that tests components is always there and decides itself whether it has anything to do: so there is
/// always a pipeline, and <c>rules:changes</c>, which is true where nothing is known, decides nothing.
/// </summary>
internal static class GitLabPipelines
{
    /// <summary>Numbers that the page of the merge request shows.</summary>
    private const string TerraformFile = "artifacts/reports/change.terraform.json";

    private const string Change = "$CI_PIPELINE_SOURCE == \"merge_request_event\" || $COMPONENT";
    private const string Main = "$CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";
    private const string Nightly = "$CI_PIPELINE_SOURCE == \"schedule\"";
    private const string ByHand = "$CI_PIPELINE_SOURCE == \"web\" && $VERSION_SET";

    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph) =>
        [PipelineFile.Of(".gitlab-ci.yml", "gitlab", graph, PipelineParts.ShardNote(graph), Body(graph))];

    private static string Body(PipelineGraph graph) =>
        string.Concat(
                Start(graph),
                string.Concat(graph.Shards.Select(Test)),
                graph.Tests is { } tested ? CertifyChange(tested) + Report : "",
                graph.HasOwnTests ? OwnTests : "",
                PathToProd(graph),
                graph.Has(PipelineKind.Certification) && graph.Tests is { } place ? Certify(place) : "",
                graph.Has(PipelineKind.Deployment) ? string.Concat(graph.Environments.Select(Deploy)) : "",
                graph.Has(PipelineKind.Delivery) ? Deliver : "",
                graph.Has(PipelineKind.Schedule) ? Drift(graph) : ""
            )
            .ReplaceLineEndings("\n");

    private static string Start(PipelineGraph graph) =>
        $$"""
            workflow:
              rules:
                - if: {{Change}}
            {{string.Concat(Rules(graph).Select(rule => $"    - if: {rule}\n"))}}variables:
              GIT_DEPTH: "0"
            stages: [affected, test, certify, path-to-prod, deploy]
            affected:
              stage: affected
              timeout: 30m
              interruptible: true
              rules:
                - if: {{Change}}
              variables:
                BASE: $CI_MERGE_REQUEST_DIFF_BASE_SHA
              script:
                - |
            {{PipelineParts.In(6, PipelineParts.Affected)}}
                  mkdir -p artifacts/ci && echo passed > artifacts/ci/affected
              artifacts:
                paths: [affected.txt, artifacts/ci/affected]
            .test:
              stage: test
              timeout: 2h
              interruptible: true
              rules:
                - if: {{Change}}
              needs: [affected]
              script:
                - |
            {{PipelineParts.In(6, PipelineParts.TestShard)}}
                  mkdir -p artifacts/ci && echo passed > "artifacts/ci/$CI_JOB_NAME"
              artifacts:
                when: always
                paths: [artifacts/ci/$CI_JOB_NAME]
                reports:
                  junit: artifacts/reports/*.xml

            """;

    private static IEnumerable<string> Rules(PipelineGraph graph)
    {
        if (graph.Has(PipelineKind.Certification))
        {
            yield return Main;
        }

        if (graph.Has(PipelineKind.Deployment))
        {
            yield return ByHand;
        }

        if (graph.Has(PipelineKind.Schedule) || graph.Has(PipelineKind.Delivery))
        {
            yield return Nightly;
        }
    }

    /// <summary>The prefix keeps a component's name from being a word of GitLab's, such as <c>pages</c> or <c>default</c>.</summary>
    private static string Test(Shard shard) =>
        $"""
            test-{shard.Name}:
              extends: .test
              variables:
                SHARD: {ValueText.Line(string.Join(' ', shard.Components))}

            """;

    /// <summary>It runs also when the test of a component failed: it takes what is known of that into the report.</summary>
    private static string CertifyChange(TestPlace place) =>
        $"""
            certify-change:
              stage: certify
              timeout: 6h
              interruptible: true
            {OneAtATime(place)}  rules:
                - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                  when: always
              variables:
                BASE: $CI_MERGE_REQUEST_DIFF_BASE_SHA
              script:
                - |
                  ./build.sh --target=Validate --since="$BASE" --environment={place.Leased} --wait \
                    --report={PipelineParts.ReportFile},{PipelineParts.JUnitFile},{TerraformFile}
                  mkdir -p artifacts/ci && echo passed > artifacts/ci/certify-change
              artifacts:
                when: always
                paths: [artifacts/ci/certify-change, {PipelineParts.ReportFile}]
                reports:
                  junit: {PipelineParts.JUnitFile}
                  terraform: {TerraformFile}

            """;

    /// <summary>
    /// It has a token, so it runs the program of the base and nothing of the change. That it may fail is no matter of the change.
    /// </summary>
    private const string Report = $"""
        report:
          stage: path-to-prod
          timeout: 30m
          allow_failure: true
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $GITLAB_TOKEN
              when: always
          needs: [certify-change]
          script:
            - |
              if [ ! -e {PipelineParts.ReportFile} ]; then
                echo 'There is no report: the run ended before the change was tested.'
                exit 0
              fi
              git checkout --quiet --detach "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
              ./build.sh --target=PostReport --report={PipelineParts.ReportFile}

        """;

    /// <summary>An environment that is no pool's is tested in by one job at a time.</summary>
    private static string OneAtATime(TestPlace place) =>
        place.IsPool ? "" : $"  resource_group: certify-{place.Environment}\n";

    private const string OwnTests = $"""
        tests:
          stage: test
          timeout: 2h
          interruptible: true
          rules:
            - if: {Change}
          needs: []
          script:
            - .ci/run
            - mkdir -p artifacts/ci && echo passed > artifacts/ci/tests
          artifacts:
            paths: [artifacts/ci/tests]

        """;

    /// <summary>What passed left a file; what failed, was cancelled or never started left none.</summary>
    private static string PathToProd(PipelineGraph graph)
    {
        string[] jobs =
        [
            "affected",
            .. graph.Shards.Select(shard => $"test-{shard.Name}"),
            .. graph.HasOwnTests ? ["tests"] : Array.Empty<string>(),
        ];
        return $"""
            path-to-prod:
              stage: path-to-prod
              timeout: 10m
              rules:
                - if: {Change}
                  when: always
              needs:
            {string.Concat(jobs.Select(job => $"    - job: {job}\n"))}{(
                graph.Tests is null ? "" : "    - job: certify-change\n      optional: true\n"
            )}  variables:
                GIT_STRATEGY: none
                JOBS: {string.Join(' ', jobs)}
              script:
                - |
                  bad=''
                  if [ "$CI_PIPELINE_SOURCE" = merge_request_event ]; then JOBS="$JOBS{(
                graph.Tests is null ? "" : " certify-change"
            )}"; fi
                  for job in $JOBS; do
                    if [ ! -e "artifacts/ci/$job" ]; then echo "$job: failed, was cancelled or never started"; bad=yes; fi
                  done
                  [ -z "$bad" ]

            """;
    }

    private static string Certify(TestPlace place) =>
        $"""
            certify:
              stage: certify
              timeout: 6h
            {OneAtATime(place)}  rules:
                - if: {Main}
              script:
                - |
            {PipelineParts.In(6, PipelineParts.Certify(place))}
              artifacts:
                when: always
                paths: [{string.Join(", ", PipelineParts.Evidence)}]

            """;

    private static string Deploy(string environment) =>
        $"""
            deploy-{environment}:
              stage: deploy
              interruptible: false
              resource_group: deploy-{environment}
              environment: {ValueText.Line(environment)}
              rules:
                - if: {ByHand}
                  when: manual
              variables:
                ENVIRONMENT: {ValueText.Line(environment)}
              script:
                - |
            {PipelineParts.In(6, PipelineParts.Deploy)}

            """;

    private const string Deliver = $"""
        deliver:
          stage: deploy
          interruptible: false
          resource_group: deliver
          rules:
            - if: {Nightly}
          variables:
            {PipelineParts.AgentVariable}: gitlab-ci
          script:
            - {PipelineParts.Deliver}

        """;

    private static string Drift(PipelineGraph graph) =>
        $"""
            drift:
              stage: deploy
              rules:
                - if: {Nightly}
              script:
                - |
            {PipelineParts.In(6, PipelineParts.Drift(graph.Environments))}

            """;
}
