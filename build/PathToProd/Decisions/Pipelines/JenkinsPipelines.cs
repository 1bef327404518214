using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// A Jenkinsfile. A declarative pipeline is compiled into one method of at most 64 KB, so the jobs are not stages that are written out but
/// closures made from a list when it runs.
/// </summary>
internal static class JenkinsPipelines
{
    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph) =>
        [PipelineFile.Of("Jenkinsfile", "jenkins", graph, PipelineParts.ShardNote(graph), Body(graph), "//")];

    private static string Body(PipelineGraph graph) =>
        $$"""
            def shards = [
            {{string.Concat(
                graph.Shards.Select(shard => $"  ['{shard.Name}', '{string.Join(' ', shard.Components)}'],\n")
            )}}]

            pipeline {
              agent none
              options {
                skipDefaultCheckout()
                timeout(time: 4, unit: 'HOURS')
              }
              parameters {
                string(name: 'COMPONENT', defaultValue: '', description: 'One component, whatever changed')
              }
              stages {
                stage('affected') {
                  agent any
                  steps {
                    checkout scm
                    script { env.BASE = env.CHANGE_TARGET ? "origin/${env.CHANGE_TARGET}" : '' }
                    sh '''
                      set -eu
                      if [ -n "${CHANGE_TARGET:-}" ]; then
                        git fetch origin "+refs/heads/$CHANGE_TARGET:refs/remotes/origin/$CHANGE_TARGET"
                      fi
            {{PipelineParts.In(10, PipelineParts.Affected).Replace("\\", "\\\\")}}
                    '''
                    stash name: 'affected', includes: 'affected.txt'
                  }
                }
                stage('components') {
                  steps {
                    script {
                      def branches = [:]
                      for (int i = 0; i < shards.size(); i++) {
                        def name = shards[i][0]
                        def components = shards[i][1]
                        branches[name] = {
                          node {
                            checkout scm
                            unstash 'affected'
                            catchError(buildResult: 'FAILURE', stageResult: 'FAILURE') {
                              withEnv(["SHARD=${components}"]) {
                                sh '''
                                  set -eu
            {{PipelineParts.In(22, PipelineParts.TestShard).Replace("\\", "\\\\")}}
                                '''
                              }
                            }
                            junit testResults: 'artifacts/reports/*.xml', allowEmptyResults: true
                          }
                        }
                      }
                      parallel branches
                    }
                  }
                }
            {{(graph.HasOwnTests ? Stage("tests", null, "exec .ci/run") : "")}}{{(
                graph.TestEnvironment is { } environment
                    ? Stage(
                        "certify",
                        "expression { env.CHANGE_TARGET }",
                        $"exec ./build.sh --target=Validate --since=\"$BASE\" --environment={environment}"
                    )
                    : ""
            )}}    stage('path-to-prod') {
                  steps {
                    script {
                      if (currentBuild.currentResult != 'SUCCESS') {
                        error "A job before this one ended with ${currentBuild.currentResult}."
                      }
                    }
                  }
                }
              }
            }

            """;

    private static string Stage(string name, string? when, string command) =>
        $$"""
                stage('{{name}}') {
                  agent any
            {{(when is null ? "" : $"      when {{ {when} }}\n")}}      steps {
                    checkout scm
                    catchError(buildResult: 'FAILURE', stageResult: 'FAILURE') {
                      sh '{{command}}'
                    }
                  }
                }

            """;
}
