namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// The steps that post the report of a change, in the pod that made it: results of tasks are too small for it, and there is no volume that another pod would
/// see. The step that has a token is a container of its own, with a home of its own, and runs the program of the branch that the change goes to. The token is
/// the one that Pipelines-as-Code makes for each run (pipelinesascode.com: the temporary GitHub App token).
/// </summary>
internal static class TektonReport
{
    /// <summary>Where the report is: all steps of a pod share this folder.</summary>
    public const string File = $"/workspace/{PipelineParts.ReportName}";

    /// <summary>Lets the next steps run after one that failed. The last step ends as it did.</summary>
    public const string Continues = "              onError: continue\n";

    private const string Script = """
        if [ ! -e "$REPORT" ]; then
          echo 'There is no report: the run ended before the change was tested.'
          exit 0
        fi
        case "$NUMBER" in
          '' | *[!0-9]*) echo 'No change is named, so nothing is posted.'; exit 0 ;;
        esac
        case "$REPOSITORY" in
          https://github.*) CHANGE_URL="${REPOSITORY%.git}/pull/$NUMBER" ;;
          https://gitlab.*) CHANGE_URL="${REPOSITORY%.git}/-/merge_requests/$NUMBER" ;;
          *) echo "It is not known whether $REPOSITORY is on GitHub or on GitLab, so nothing is posted."; exit 0 ;;
        esac
        export CHANGE_URL
        git -c credential.helper='!f() { echo username=git; echo "password=$GITHUB_TOKEN"; }; f' clone --quiet --depth=1 \
          --branch "${PAC_TARGET_BRANCH#refs/heads/}" -- "$REPOSITORY" "$HOME/source"
        cd "$HOME/source"
        exec ./build.sh --target=PostReport --report="$REPORT"
        """;

    /// <summary>The steps after the one that is called run.</summary>
    public static string Steps { get; } =
        $$$"""
                        - name: report
                          image: $(params.image)
                          onError: continue
                          env:
                            - name: HOME
                              value: /tmp/path-to-prod-report
                            - name: REPORT
                              value: {{{File}}}
                            - name: REPOSITORY
                              value: $(params.repository)
                            - name: CHANGE_HEAD
                              value: $(params.revision)
                            - name: TEKTON_PIPELINE_RUN
                              value: $(params.run)
                            - name: PAC_TARGET_BRANCH
                              value: $(params.target)
                            - name: NUMBER
                              value: $(params.number)
                            - name: GITHUB_TOKEN
                              valueFrom:
                                secretKeyRef:
                                  name: "{{ git_auth_secret }}"
                                  key: git-provider-token
                                  optional: true
                            - name: GITLAB_TOKEN
                              valueFrom:
                                secretKeyRef:
                                  name: "{{ git_auth_secret }}"
                                  key: git-provider-token
                                  optional: true
                          script: |
                            #!/bin/sh
                            set -eu
            {{{PipelineParts.In(16, Script)}}}
                        - name: verdict
                          image: $(params.image)
                          script: |
                            #!/bin/sh
                            exit "$(cat $(steps.step-run.exitCode.path))"

            """;
}
