using Cake.Kubectl;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Kubectl;

[TestFixture]
internal sealed class KubectlAliasTests
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start() => _cake = TestCake.Recording();

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void What_has_no_status_yet_is_waited_for_although_kubectl_gives_up()
    {
        const string TooEarly =
            "error: .status.conditions accessor error: <nil> is of the type <nil>, expected []interface{}";
        _cake.Recorder.Answer(() => Fails(TooEarly)).Answer(() => Fails(TooEarly)).Answer();

        _cake.KubectlWait(KubectlWaitFor.Condition("Established"), new(), "customresourcedefinition/a");

        _cake.Recorder.Calls.Count.ShouldBe(3);
        _cake.Recorder.Calls.ShouldAllBe(call =>
            call.Arguments == "wait customresourcedefinition/a --for=condition=Established"
        );
    }

    [Test]
    public void What_never_gets_a_status_and_what_is_not_in_time_fails()
    {
        for (var call = 0; call < 100; call++)
        {
            _cake.Recorder.Answer(() => Fails("error: .status.conditions accessor error: <nil> is of the type <nil>"));
        }

        Should
            .Throw<PlatformException>(() => _cake.KubectlWait(KubectlWaitFor.Condition("Ready"), new(), "widget/a"))
            .Message.ShouldContain("accessor error");
        _cake.Recorder.Calls.Count.ShouldBe(100);

        _cake.Recorder.Answer(() => Fails("error: timed out waiting for the condition on widgets/a"));
        Should
            .Throw<PlatformException>(() => _cake.KubectlWait(KubectlWaitFor.Condition("Ready"), new(), "widget/a"))
            .Message.ShouldContain("timed out waiting");
        _cake.Recorder.Calls.Count.ShouldBe(101);
    }

    private static ExplainedProcess Fails(string line) => new("", 1, "") { LastLines = [line] };

    [Test]
    public void Pruning_what_the_cluster_merges_needs_an_apply_set()
    {
        var failure = Should.Throw<PlatformException>(() =>
            _cake.KubectlApply(
                new()
                {
                    Prune = true,
                    ServerSide = true,
                    Selector = "app=a",
                }
            )
        );

        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        failure.Message.ShouldBe(
            """
            kubectl apply cannot prune what the cluster merges by a selector.
            Name an ApplySet, or leave out ServerSide.
            """
        );
        _cake.Recorder.Calls.ShouldBeEmpty();
    }

    [Test]
    public void A_difference_is_an_answer()
    {
        _cake.Recorder.Answer("-a\n+b", exitCode: 1).Answer();

        _cake.KubectlDiff(new()).ShouldBe(new KubectlDifference(true, "-a\n+b"));
        _cake.KubectlDiff(new()).ShouldBe(new KubectlDifference(false, ""));
    }

    [TestCase(2)]
    [TestCase(1)]
    public void A_diff_that_could_not_be_made_is_a_failure(int exitCode)
    {
        _cake.Recorder.Answer("", exitCode, "The connection to the server 127.0.0.1:1 was refused");

        Should
            .Throw<PlatformException>(() => _cake.KubectlDiff(new() { Input = "kind: Secret # s3cr3t" }))
            .Message.ShouldBe(
                $"""
                kubectl diff failed with exit code {exitCode}.
                  command: {_cake.Folder}/kubectl diff --filename=-
                  last lines:
                    The connection to the server 127.0.0.1:1 was refused
                The cluster cannot be reached. Check that it runs and that the kubeconfig and the context of the environment are right.
                """
            );
    }

    [Test]
    public void Resources_of_a_list_are_read()
    {
        _cake.Recorder.Answer(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a", "namespace": "edge"}, "spec": {"replicas": 2}},
              {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}}]}
            """
        );

        var objects = _cake.KubectlGet(new(), "all");

        objects.Select(one => one.ToString()).ShouldBe(["edge/Deployment/a", "Node/n"]);
        (objects[0].ApiVersion, objects[0].Kind, objects[0].Name, objects[0].Namespace).ShouldBe(
            ("apps/v1", "Deployment", "a", "edge")
        );
        objects[0].Json["spec"]!["replicas"]!.GetValue<int>().ShouldBe(2);
        objects[1].Namespace.ShouldBeNull();
    }

    [Test]
    public void One_resource_is_read()
    {
        _cake.Recorder.Answer(
            """{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"p": "s3cr3t"}}"""
        );

        _cake.KubectlGet(new(), "secret/a").ShouldHaveSingleItem().ToString().ShouldBe("Secret/a");
    }

    [Test]
    public void A_resource_that_may_be_missing_is_nothing()
    {
        _cake.Recorder.Answer("").Answer("");

        _cake.KubectlGet(new() { IgnoreNotFound = true }, "pod/a").ShouldBeEmpty();
        Should
            .Throw<PlatformException>(() => _cake.KubectlGet(new(), "pod/a"))
            .Message.ShouldContain("what came: nothing");
    }

    private const string Extension =
        "error: unable to retrieve the complete list of server APIs: metrics.example/v1: the server is currently unable to handle the request";

    [TestCase(0, "")]
    [TestCase(1, Extension)]
    public void The_kinds_of_a_group_are_read_whatever_becomes_of_other_groups(int exitCode, string error)
    {
        _cake.Recorder.Answer(
            "deployments   deploy   apps/v1   true   Deployment\nreplicasets            apps/v1   true   ReplicaSet\n",
            exitCode,
            error
        );

        _cake.KubectlApiResources(new() { ApiGroup = "apps" }).ShouldBe(["Deployment", "ReplicaSet"]);
    }

    [Test]
    public void A_group_that_is_not_there_has_no_kinds()
    {
        _cake.Recorder.Answer("");

        _cake.KubectlApiResources(new() { ApiGroup = "gone.example" }).ShouldBeEmpty();
    }

    [TestCase("metrics.example", Extension)]
    [TestCase(null, Extension)]
    [TestCase("apps", "The connection to the server 127.0.0.1:1 was refused")]
    public void Kinds_that_could_not_be_asked_for_are_a_failure(string? group, string error)
    {
        _cake.Recorder.Answer("", 1, error);

        Should
            .Throw<PlatformException>(() => _cake.KubectlApiResources(new() { ApiGroup = group }))
            .Message.ShouldStartWith("kubectl api-resources failed");
    }

    [TestCase("yes", 0, true)]
    [TestCase("no", 1, false)]
    [TestCase("no - no RBAC policy matched", 1, false)]
    public void A_right_is_there_or_not(string output, int exitCode, bool answer)
    {
        _cake.Recorder.Answer(output, exitCode);

        _cake.KubectlAuthCanI("create", "pods").ShouldBe(answer);
    }

    [Test]
    public void A_question_that_could_not_be_asked_is_a_failure()
    {
        _cake.Recorder.Answer("", 1, "error: no such host");

        Should
            .Throw<PlatformException>(() => _cake.KubectlAuthCanI("create", "pods"))
            .Message.ShouldStartWith("kubectl auth can-i failed");
    }

    [Test]
    public void A_current_context_that_is_not_set_is_nothing()
    {
        _cake
            .Recorder.Answer("kind-platform\n")
            .Answer("", 1, "error: current-context is not set")
            .Answer("", 1, "error: other");

        _cake.KubectlConfigCurrentContext().ShouldBe("kind-platform");
        _cake.KubectlConfigCurrentContext().ShouldBeNull();
        Should.Throw<PlatformException>(() => _cake.KubectlConfigCurrentContext());
    }

    [Test]
    public void Contexts_are_listed()
    {
        _cake.Recorder.Answer("a\nb\n");

        _cake.KubectlConfigGetContexts().ShouldBe(["a", "b"]);
    }

    [Test]
    public void The_versions_are_read()
    {
        _cake.Recorder.Answer(
            """{"clientVersion": {"gitVersion": "v1.32.4"}, "serverVersion": {"gitVersion": "v1.20.2"}}"""
        );

        _cake.KubectlVersion().ShouldBe(new KubectlVersion("1.32.4", "1.20.2"));
    }

    [Test]
    public void What_to_wait_for_is_written_as_kubectl_reads_it() =>
        KubectlWaitFor.Condition("Ready").ToString().ShouldBe("condition=Ready");
}
