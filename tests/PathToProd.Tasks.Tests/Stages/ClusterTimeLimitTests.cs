using PathToProd.Tasks.Tests.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>A deployment to a cluster that runs out of time says where to look, whichever call the time ran out in.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ClusterTimeLimitTests : IDisposable
{
    private const string WhereToLook = "Look at: kubectl --context dev --namespace edge get pods,events";

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .File(
            "kubeconfig",
            """
            apiVersion: v1
            kind: Config
            clusters: [{ name: none, cluster: { server: "http://127.0.0.1:1" } }]
            contexts: [{ name: dev, context: { cluster: none, user: none } }]
            users: [{ name: none, user: {} }]
            """
        )
        .File(
            "environments/sandbox/environment.yaml",
            "target: { cluster: { context: dev, kubeconfig: kubeconfig } }\n"
        );

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Before_the_cluster_has_answered_for_the_first_time()
    {
        Web("timeout: 2s");
        Kubectl("1) exit 0;; *) exec sleep 300");

        var result = await _bed.DeployAsync("web");

        result
            .Nodes[0]
            .Error.ShouldBe(
                $"""
                Deploy of web took longer than 2 s, and was ended.
                Raise stages.deploy.timeout in component.yaml if that is too short; the log is artifacts/runs/{result.Run}/web/Deploy.log.
                {WhereToLook}
                """
            );
    }

    [Test]
    public async Task While_the_cluster_is_asked_what_is_there()
    {
        const string Words = "Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded)";
        Web("timeout: 1m");
        Kubectl($"1|2) exit 0;; *) echo '{Words}' >&2; exit 1");

        var error = (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldNotBeNull();

        error.ShouldContain(Words);
        error.ShouldEndWith($"\n{WhereToLook}", Case.Sensitive);
        error.Split(WhereToLook).Length.ShouldBe(2, "it says so once");
    }

    [Test]
    public async Task Another_failure_of_a_question_says_nothing_of_pods()
    {
        Web("timeout: 1m");
        Kubectl("1|2) exit 0;; *) echo 'error: boom' >&2; exit 1");

        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldNotBeNull().ShouldNotContain("Look at");
    }

    [Test]
    public async Task A_stage_that_is_tried_again_asks_the_cluster_again()
    {
        const string Words = "Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded)";
        Web("timeout: 2m, retries: 1");
        _bed.Clock.Hurries = true;
        Kubectl($"1|2) exit 0;; 3) echo '{Words}' >&2; exit 1;; *) echo 'error: boom' >&2; exit 1");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result.Nodes[0].Error.ShouldNotBeNull().ShouldContain("error: boom");
        result
            .Nodes[0]
            .Stages[^1]
            .Note.ShouldNotBeNull()
            .ShouldContain("attempt 2 of 2, in 2 s, because the server did not answer in time");
    }

    private void Web(string limits) =>
        _bed.Manifests("web", $"namespace: edge\nstages: {{ deploy: {{ {limits} }} }}\n");

    /// <summary>A kubectl that does something else with each call, by the number of the call.</summary>
    private void Kubectl(string cases) =>
        _bed.Tool(
            "kubectl",
            $"echo call >>{_bed.Root}/calls\ncase $(($(wc -l <{_bed.Root}/calls))) in {cases};; esac",
            "1.32.4"
        );
}
