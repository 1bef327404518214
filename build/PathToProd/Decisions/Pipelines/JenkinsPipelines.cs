using System.Collections.Immutable;
using PathToProd.Decisions.Working;

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

    /// <summary>
    /// The commit of the change, by the reference that the checkout made of it: what is checked out may be a merge of it that no one else has. A newer
    /// commit than the one that is tested is not taken for it.
    /// </summary>
    private const string Head = """
        CHANGE_HEAD=$(git rev-parse --verify --quiet "refs/remotes/origin/$BRANCH_NAME" || git rev-parse HEAD)
        git merge-base --is-ancestor "$CHANGE_HEAD" HEAD || CHANGE_HEAD=$(git rev-parse HEAD)
        export CHANGE_HEAD
        """;

    /// <summary>Shell that has a token: what it starts is of the branch that the change goes to, never of the change.</summary>
    private const string Post = $"""
        if [ ! -e {PipelineParts.ReportFile} ]; then
          echo 'There is no report: the run ended before the change was tested.'
          exit 0
        fi
        {Head}
        git checkout --quiet --detach "origin/$CHANGE_TARGET"
        exec ./build.sh --target=PostReport --report={PipelineParts.ReportFile}
        """;

    /// <summary>Names the credential, a secret text, with which reports are posted.</summary>
    private const string CredentialVariable = "PATH_TO_PROD_REPORT_CREDENTIAL";

    public static ImmutableArray<PipelineFile> Of(PipelineGraph graph) =>
        [
            PipelineFile.Of("Jenkinsfile", "jenkins", graph, PipelineParts.ShardNote(graph), Body(graph), "//"),
            .. JenkinsJobs.Of(graph),
        ];

    private static string Body(PipelineGraph graph) =>
        $$"""
            def shards = [
            {{string.Concat(
                graph.Shards.Select(shard => $"  ['{shard.Name}', '{string.Join(' ', shard.Components)}'],\n")
            )}}]

            def isMain() {
              return env.BRANCH_NAME == '{{graph.MainBranch}}' && !params.COMPONENT
            }

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
                  when {
                    beforeAgent true
                    expression { !isMain() }
                  }
                  steps {
                    checkout scm
                    script {
                      env.BASE = env.CHANGE_TARGET ? "origin/${env.CHANGE_TARGET}" : ''
                      if (env.CHANGE_TARGET) {
                        // A newer commit of the change ends the build of an older one. What is not a change is never ended so.
                        int number = env.BUILD_NUMBER as int
                        if (number > 1) {
                          milestone(number - 1)
                        }
                        milestone(number)
                      }
                    }
                    sh '''
                      set -eu
            {{Shell(10, Fetch + "\n" + PipelineParts.Affected)}}
                    '''
                    stash name: 'affected', includes: 'affected.txt'
                  }
                }
                stage('components') {
                  when { expression { !isMain() } }
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
            {{(graph.HasOwnTests ? Stage("tests", "!isMain()", "exec .ci/run", "") : "")}}{{(
                graph.Tests is { } place ? Tested(graph, place) : ""
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

    private static string Tested(PipelineGraph graph, TestPlace place) =>
        Stage("certify", "env.CHANGE_TARGET", Validate(place), Kept([PipelineParts.ReportFile]) + JUnit + Stash)
        + Report
        + (
            graph.Has(PipelineKind.Certification)
                ? Stage("certification", "isMain()", PipelineParts.Certify(place), Kept(PipelineParts.Evidence))
                : ""
        );

    private const string JUnit = $"        junit testResults: '{PipelineParts.JUnitFile}', allowEmptyResults: true\n";

    private const string Stash =
        $"        stash name: 'report', includes: '{PipelineParts.ReportFile}', allowEmpty: true\n";

    /// <summary>
    /// Without the variable there is no such stage, so a Jenkins that has no credential loses nothing. The workspace may hold what an earlier build of the
    /// change left, such as a compiled program: nothing of it stays. Whatever goes wrong fails no build.
    /// </summary>
    private static string Report =>
        $$"""
                stage('report') {
                  agent any
                  when {
                    beforeAgent true
                    expression { env.CHANGE_TARGET && env.{{CredentialVariable}} }
                  }
                  steps {
                    catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE') {
                      deleteDir()
                      checkout scm
                      sh '''
                        set -eu
            {{Shell(12, Fetch)}}
                      '''
                      unstash 'report'
                      withCredentials([
                        string(credentialsId: env.{{CredentialVariable}}, variable: 'GITHUB_TOKEN'),
                        string(credentialsId: env.{{CredentialVariable}}, variable: 'GITLAB_TOKEN'),
                      ]) {
                        sh '''
                          set -eu
            {{Shell(14, Post)}}
                        '''
                      }
                    }
                  }
                }

            """;

    private static string Kept(IEnumerable<string> files) =>
        $"        archiveArtifacts artifacts: '{string.Join(',', files)}', allowEmptyArchive: true\n";

    private static string Validate(TestPlace place) =>
        $"{Fetch}\n{Head}\nexec ./build.sh --target=Validate --since=\"$BASE\" --environment={place.Leased} --wait \\\n"
        + $"  --report={PipelineParts.ReportFile},{PipelineParts.JUnitFile}";

    private static string Stage(string name, string when, string command, string after) =>
        $$"""
                stage('{{name}}') {
                  agent any
                  when {
                    beforeAgent true
                    expression { {{when}} }
                  }
                  steps {
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
    internal static string Shell(int spaces, string script) =>
        PipelineParts.In(spaces, script).Replace("\\", "\\\\", StringComparison.Ordinal);
}
