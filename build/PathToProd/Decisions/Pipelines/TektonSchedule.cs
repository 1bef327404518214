namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// CronJobs that start runs at times, as neither Tekton nor Pipelines-as-Code does. Each calls the address that starts a run by its name. They are not among the
/// runs in <c>.tekton</c>, as someone has to apply them to the cluster.
/// </summary>
internal static class TektonSchedule
{
    /// <summary>The file.</summary>
    public const string Path = ".ci/tekton-schedule.yaml";

    /// <summary>The secret goes through a pipe: what a process is called with can be read by others.</summary>
    public static string CronJob(string run, string schedule, PipelineGraph graph) =>
        $$"""
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: {{run}}
            spec:
              schedule: "{{schedule}}"
              concurrencyPolicy: Forbid
              jobTemplate:
                spec:
                  backoffLimit: 2
                  activeDeadlineSeconds: 300
                  template:
                    spec:
                      restartPolicy: Never
                      automountServiceAccountToken: false
                      containers:
                        - name: start
                          image: curlimages/curl:8.11.1
                          env:
                            - name: ADDRESS
                              value: http://pipelines-as-code-controller.pipelines-as-code:8080/incoming
                            - name: SECRET
                              valueFrom:
                                secretKeyRef:
                                  name: path-to-prod-incoming
                                  key: secret
                          command: [sh, -c]
                          args:
                            - |
                              printf '{"repository":"%s","branch":"{{graph.MainBranch}}","pipelinerun":"%s","secret":"%s"}' {{graph.Platform}} {{run}} "$SECRET" |
                                curl --fail --silent --show-error --header 'Content-Type: application/json' --data @- "$ADDRESS"

            """;
}
