using System.Collections.Immutable;
using PathToProd.Decisions.Working;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// Jenkinsfiles of jobs that are about no change. Each is a job of its own, as what keeps builds apart belongs to a whole job: one build at a time, the next
/// waits, and none is aborted by a newer one.
/// </summary>
internal static class JenkinsJobs
{
    private const string Nightly = "  triggers { cron('H 4 * * *') }\n";

    private const string Often = "  triggers { cron('H/15 * * * *') }\n";

    public static IEnumerable<PipelineFile> Of(PipelineGraph graph)
    {
        if (graph.Has(PipelineKind.Delivery))
        {
            var agent = $"{Often}  environment {{ {PipelineParts.AgentVariable} = 'jenkins' }}\n";
            yield return File("deliver", graph, agent, PipelineParts.Deliver);
        }

        if (graph.Has(PipelineKind.Deployment))
        {
            yield return File("deploy", graph, Parameters(graph.Environments), PipelineParts.Deploy);
        }

        if (graph.Has(PipelineKind.Schedule))
        {
            yield return File("drift", graph, Nightly, PipelineParts.Drift(graph.Environments));
        }
    }

    private static string Parameters(ImmutableArray<string> environments) =>
        $$"""
              parameters {
                choice(name: 'ENVIRONMENT', choices: [{{string.Join(
                ", ",
                environments.Select(name => $"'{name}'")
            )}}], description: 'Where to')
                string(name: 'VERSION_SET', defaultValue: '', description: 'The version set')
              }

            """;

    private static PipelineFile File(string name, PipelineGraph graph, string head, string script) =>
        PipelineFile.Of(
            $"Jenkinsfile.{name}",
            "jenkins",
            graph,
            null,
            $$"""
            pipeline {
              agent any
              options {
                skipDefaultCheckout()
                disableConcurrentBuilds()
                timeout(time: 1, unit: 'DAYS')
              }
            {{head}}  stages {
                stage('{{name}}') {
                  steps {
                    checkout scm
                    sh '''
                      set -eu
            {{JenkinsPipelines.Shell(10, script)}}
                    '''
                  }
                }
              }
            }

            """,
            "//"
        );
}
