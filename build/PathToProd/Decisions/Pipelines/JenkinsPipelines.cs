using System.Collections.Immutable;

namespace PathToProd.Decisions.Pipelines;

/// <summary>
/// A Jenkinsfile. A declarative pipeline is compiled into one method of at most 64 KB, so the jobs are not stages that are written out but
/// closures made from a list when it runs.
/// </summary>
internal static class JenkinsPipelines
{
    /// <summary>A checkout of a change does not have the branch that it goes to; each job may be on another machine.</summary>
    private const string Fetch = """
        if [ -n "${CHANGE_TARGET:-}" ]; then
          git fetch origin "+refs/heads/$CHANGE_TARGET:refs/remotes/origin/$CHANGE_TARGET"
        fi
        """;

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
            {{Shell(10, Fetch + "\n" + PipelineParts.Affected)}}
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
            {{Shell(22, PipelineParts.TestShard)}}
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
                graph.Tests is { } place ? Stage("certify", "expression { env.CHANGE_TARGET }", Validate(place), Reports) : ""
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

    private const string Reports =
        $"        junit testResults: '{PipelineParts.JUnitFile}', allowEmptyResults: true\n"
        + $"        archiveArtifacts artifacts: '{PipelineParts.ReportFile}', allowEmptyArchive: true\n";

    private static string Validate(TestPlace place) =>
        $"{Fetch}\nexec ./build.sh --target=Validate --since=\"$BASE\" --environment={place.Leased} --wait \\\n"
        + $"  --report={PipelineParts.ReportFile},{PipelineParts.JUnitFile}";

    private static string Stage(string name, string? when, string command, string after = "") =>
        $$"""
                stage('{{name}}') {
                  agent any
            {{(
                when is null ? "" : $"      when {{\n        beforeAgent true\n        {when}\n      }}\n"
            )}}      steps {
                    checkout scm
                    catchError(buildResult: 'FAILURE', stageResult: 'FAILURE') {
                      sh '''
                        set -eu
            {{Shell(12, command)}}
                      '''
                    }
            {{after}}      }
                }

            """;

    /// <summary>Shell as a string of Groovy has it.</summary>
    private static string Shell(int spaces, string script) =>
        PipelineParts.In(spaces, script).Replace("\\", "\\\\", StringComparison.Ordinal);
}
