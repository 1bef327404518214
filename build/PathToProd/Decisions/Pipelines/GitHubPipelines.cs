using System.Collections.Immutable;
using PathToProd.Decisions.Working;
using PathToProd.Formats.Values;

namespace PathToProd.Decisions.Pipelines;

/// <summary>Workflows of GitHub Actions. Matrices are made when a run knows what is affected, so no file grows with the platform.</summary>
internal static class GitHubPipelines
{
    /// <summary>In minutes, with the wait for an environment; a hosted job may take 6 hours.</summary>
    private const int LongestTest = 350;

    private const string Folder = ".github/workflows/path-to-prod";

    /// <summary>A matrix may have 256 jobs; what is more than 200 shares them.</summary>
    private const string Matrix = """
        awk '{ name[++count] = $1 }
          END {
            size = int((count + 199) / 200); if (size < 1) size = 1
            printf "jobs=["
            for (first = 1; first <= count; first += size) {
              list = ""
              for (i = first; i < first + size && i <= count; i++) list = list (list == "" ? "" : ",") name[i]
              printf "%s\"%s\"", (first > 1 ? "," : ""), list
            }
            print "]"
          }' affected.txt >> "$GITHUB_OUTPUT"
        """;

    /// <summary>
    /// A needed job that was skipped counts as passed, and a job that needs a failed one is skipped itself: so this one runs always and
    /// looks at each result (actions/runner#3649).
    /// </summary>
    private const string Verdict = """
        bad=''
        look() {
          echo "$1: ${2:-never started}"
          if [ "$2" = success ]; then return; fi
          if [ "$2" = skipped ] && [ "$3" = may-skip ] && [ "$AFFECTED" = success ] && [ "$JOBS" = '[]' ]; then return; fi
          bad=yes
        }
        look affected "$AFFECTED" must-pass
        look components "$COMPONENTS" may-skip
        """;

    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph)
    {
        var files = new List<PipelineFile> { File("validate", graph, Validate(graph)) };
        if (graph.Tests is not null)
        {
            files.Add(File("report", graph, GitHubReport.Body));
        }

        if (graph.Has(PipelineKind.Certification) && graph.Tests is { } place)
        {
            files.Add(File("certify", graph, Certify(graph, place)));
        }

        if (graph.Has(PipelineKind.Deployment))
        {
            files.Add(File("deploy", graph, Deploy(graph)));
        }

        if (graph.Has(PipelineKind.Delivery))
        {
            files.Add(File("deliver", graph, Deliver()));
        }

        if (graph.Has(PipelineKind.Schedule))
        {
            files.Add(File("drift", graph, Drift(graph)));
        }

        return [.. files];
    }

    private static PipelineFile File(string name, PipelineGraph graph, string body) =>
        PipelineFile.Of($"{Folder}-{name}.yml", "github", graph, null, body);

    private static string Steps(int minutes = 120) =>
        $"""
                runs-on: ubuntu-latest
                timeout-minutes: {minutes}
                steps:
                  - uses: {GitHubActions.Checkout}
                    with:
                      fetch-depth: 0
                      persist-credentials: false
            """;

    private static string Validate(PipelineGraph graph)
    {
        string[] needs =
        [
            "affected",
            "components",
            .. graph.Tests is null ? Array.Empty<string>() : ["certify"],
            .. graph.HasOwnTests ? ["tests"] : Array.Empty<string>(),
        ];
        return $$$"""
                name: Validate
                on:
                  pull_request:
                  merge_group:
                  workflow_dispatch:
                    inputs:
                      component:
                        description: One component, whatever changed
                        required: true
                        type: string
                permissions:
                  contents: read
                concurrency:
                  group: validate-${{ github.event.pull_request.number || github.run_id }}
                  cancel-in-progress: ${{ github.event_name == 'pull_request' }}
                jobs:
                  affected:
                    outputs:
                      jobs: ${{ steps.affected.outputs.jobs }}
                {{{Steps()}}}
                      - id: affected
                        env:
                          BASE: ${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}
                          COMPONENT: ${{ inputs.component }}
                        run: |
                {{{PipelineParts.In(10, PipelineParts.Affected)}}}
                {{{PipelineParts.In(10, Matrix)}}}
                  components:
                    name: ${{ matrix.components }}
                    needs: affected
                    if: needs.affected.outputs.jobs != '[]'
                    strategy:
                      fail-fast: false
                      matrix:
                        components: ${{ fromJSON(needs.affected.outputs.jobs) }}
                {{{Steps()}}}
                      - env:
                          COMPONENTS: ${{ matrix.components }}
                        run: exec ./build.sh --target=Test --component="$COMPONENTS"

                """.ReplaceLineEndings("\n")
            + (graph.Tests is { } place ? CertifyChange(place) : "")
            + (graph.HasOwnTests ? OwnTests() : "")
            + PathToProd(graph, needs);
    }

    /// <summary>It runs also when the test of a component failed: it takes what is known of that into the report.</summary>
    private static string CertifyChange(TestPlace place) =>
        $$$"""
              certify:
                needs: [affected, components]
                if: ${{ !cancelled() && needs.affected.result == 'success' && needs.affected.outputs.jobs != '[]' }}
            {{{OneAtATime(place)}}}{{{Steps(LongestTest)}}}
                  - env:
                      BASE: ${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}
                      COMPONENT: ${{ inputs.component }}
                    run: |
                      if [ -n "$COMPONENT" ]; then
                        exec ./build.sh --target=Plan --component="$COMPONENT" --environment={{{place.Environment}}}
                      fi
                      exec ./build.sh --target=Validate --since="$BASE" --environment={{{place.Leased}}} --wait --report={{{PipelineParts.ReportFile}}}
            {{{GitHubReport.Upload}}}

            """;

    /// <summary>An environment that is no pool's is tested in by one job, and those that wait keep their order.</summary>
    private static string OneAtATime(TestPlace place) =>
        place.IsPool
            ? ""
            : $"    concurrency:\n      group: certify-{place.Environment}\n      cancel-in-progress: false\n      queue: max\n";

    private static string OwnTests() =>
        $"""
              tests:
            {Steps()}
                  - run: exec .ci/run

            """;

    /// <summary>The one check that a branch requires.</summary>
    private static string PathToProd(PipelineGraph graph, string[] needs) =>
        $$$"""
              path-to-prod:
                if: always()
                needs: [{{{string.Join(", ", needs)}}}]
                runs-on: ubuntu-latest
                timeout-minutes: 5
                steps:
                  - env:
                      JOBS: ${{ needs.affected.outputs.jobs }}
            {{{string.Join(
                '\n',
                needs.Select(need => $"          {need.ToUpperInvariant()}: ${{{{ needs.{need}.result }}}}")
            )}}}
                    run: |
            {{{PipelineParts.In(10, Verdict)}}}{{{(
                graph.Tests is null ? "" : "\n          look certify \"$CERTIFY\" may-skip"
            )}}}{{{(graph.HasOwnTests ? "\n          look tests \"$TESTS\" must-pass" : "")}}}
                      [ -z "$bad" ]

            """;

    private static string Certify(PipelineGraph graph, TestPlace place) =>
        $$$"""
            name: Certify
            on:
              push:
                branches: [{{{ValueText.Line(graph.MainBranch)}}}]
              workflow_dispatch:
            permissions:
              contents: read
            jobs:
              certify:
            {{{OneAtATime(place)}}}{{{Steps(LongestTest)}}}
                  - run: |
            {{{PipelineParts.In(10, PipelineParts.Certify(place))}}}
                  - if: always()
                    uses: {{{GitHubActions.Upload}}}
                    with:
                      name: path-to-prod-evidence
                      path: |
            {{{string.Join('\n', PipelineParts.Evidence.Select(path => $"            {path}"))}}}
                      if-no-files-found: ignore
                      overwrite: true

            """;

    /// <summary>Who approves waits outside the concurrency group, where a newer run cannot cancel it.</summary>
    private static string Deploy(PipelineGraph graph) =>
        $$$"""
            name: Deploy
            on:
              workflow_dispatch:
                inputs:
                  environment:
                    description: Where to
                    required: true
                    type: choice
                    options: [{{{Names(graph.Environments)}}}]
                  set:
                    description: The version set
                    required: true
                    type: string
            permissions:
              contents: read
              id-token: write
            jobs:
              approve:
                runs-on: ubuntu-latest
                timeout-minutes: 43200
                environment: ${{ inputs.environment }}-approval
                steps:
                  - run: echo Approved
              deploy:
                needs: approve
                environment: ${{ inputs.environment }}
                concurrency:
                  group: deploy-${{ inputs.environment }}
                  cancel-in-progress: false
                  queue: max
            {{{Steps()}}}
                  - env:
                      ENVIRONMENT: ${{ inputs.environment }}
                      VERSION_SET: ${{ inputs.set }}
                    run: |
            {{{PipelineParts.In(10, PipelineParts.Deploy)}}}

            """;

    private static string Deliver() =>
        $$$"""
            name: Deliver
            on:
              schedule:
                - cron: '*/15 * * * *'
              workflow_dispatch:
            permissions:
              contents: write
              id-token: write
            concurrency:
              group: deliver
              cancel-in-progress: false
              queue: max
            jobs:
              deliver:
            {{{Steps()}}}
                  - env:
                      {{{PipelineParts.AgentVariable}}}: github-actions
                    run: {{{PipelineParts.Deliver}}}

            """;

    private static string Drift(PipelineGraph graph) =>
        $$$"""
            name: Drift
            on:
              schedule:
                - cron: '17 4 * * *'
              workflow_dispatch:
            permissions:
              contents: read
              id-token: write
            jobs:
              drift:
                strategy:
                  fail-fast: false
                  matrix:
                    environment: [{{{Names(graph.Environments)}}}]
                environment: ${{ matrix.environment }}
            {{{Steps()}}}
                  - env:
                      ENVIRONMENT: ${{ matrix.environment }}
                    run: exec ./build.sh --target=Drift --environment="$ENVIRONMENT" --fail-on-drift

            """;

    private static string Names(IEnumerable<string> environments) =>
        string.Join(", ", environments.Select(ValueText.Line));
}
