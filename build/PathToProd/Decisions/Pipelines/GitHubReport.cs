namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// The workflow that posts the report of a change. It is the only one with a token that may write, so it runs nothing of the change: it checks
/// out the main branch, and takes the change's artifact, which a stranger may have made, to a folder outside of the checkout. It starts
/// after the validation of each change, as that of a fork has no token (github.com/release-drafter/release-drafter/issues/868).
/// </summary>
internal static class GitHubReport
{
    /// <summary>What the artifact is called.</summary>
    private const string Artifact = "path-to-prod-report";

    /// <summary>The step of the job that validates a change. A run for one component leaves no report.</summary>
    public const string Upload = $$"""
              - if: always()
                uses: {{GitHubActions.Upload}}
                with:
                  name: {{Artifact}}
                  path: {{PipelineParts.ReportFile}}
                  if-no-files-found: ignore
                  overwrite: true
        """;

    /// <summary>
    /// The workflow. Where a name is asked for, a run without an artifact is an error; where a pattern is, it is none.
    /// </summary>
    public const string Body = $$$"""
        name: Report
        on:
          workflow_run:
            workflows: [Validate]
            types: [completed]
        permissions: {}
        jobs:
          report:
            if: github.event.workflow_run.event == 'pull_request'
            permissions:
              actions: read
              contents: read
              pull-requests: write
              statuses: write
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - uses: {{{GitHubActions.Checkout}}}
                with:
                  ref: ${{ github.event.repository.default_branch }}
                  persist-credentials: false
              - uses: {{{GitHubActions.Download}}}
                with:
                  pattern: {{{Artifact}}}
                  merge-multiple: true
                  path: ${{ runner.temp }}/report
                  run-id: ${{ github.event.workflow_run.id }}
                  github-token: ${{ github.token }}
              - env:
                  GITHUB_TOKEN: ${{ github.token }}
                  REPORT: ${{ runner.temp }}/report/{{{PipelineParts.ReportName}}}
                run: |
                  if [ ! -e "$REPORT" ]; then
                    echo 'There is no report: the change affects nothing, or its run ended before it was tested.'
                    exit 0
                  fi
                  exec ./build.sh --target=PostReport --report="$REPORT"

        """;
}
