using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Planning;

/// <summary>A plan is decided from facts alone: each test writes the whole plan as text.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunPlanTests
{
    private static readonly ComponentManifest Network = ManifestBuilder.Component("network", "1.0.0");
    private static readonly ComponentManifest K8s = ManifestBuilder.Component("k8s", "1.30.1", "network >=1.0.0");
    private static readonly ComponentManifest Ingress = ManifestBuilder.Component("ingress", "1.4.0", "k8s >=1.30.0");
    private static readonly ComponentManifest Dns = ManifestBuilder.Component("dns", "2.0.0");

    private static readonly InputDigests Inputs = new([new InputDigest("file a", "sha256:1")]);

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void Requirements_that_are_missing_come_first_when_that_was_asked_for() =>
        Text(Plan(Request("Deploy", Ingress) with { Options = new RunOptions { WithDependencies = true } }))
            .ShouldBe(
                """
                network runs: k8s 1.30.1 requires network >=1.0.0 and prod has no network
                k8s runs: ingress 1.4.0 requires k8s >=1.30.0 and prod has no k8s
                ingress runs: asked for
                """
            );

    [Test]
    public void A_closed_gate_refuses_the_run() =>
        Text(Plan(Request("Deploy", Ingress)))
            .ShouldStartWith("Refused: Because ingress 1.4.0 requires k8s >=1.30.0 and prod has no k8s,");

    [Test]
    public void Plan_asks_only_for_the_versions_that_an_environment_holds()
    {
        Text(Plan(Request("Plan", Ingress))).ShouldBe("ingress runs: asked for");
        Text(Plan(Held(Request("Plan", Ingress)))).ShouldStartWith("Refused: Because prod holds ingress");
    }

    [Test]
    public void Without_the_ledger_a_deployment_asks_only_for_held_versions_too()
    {
        Text(Plan(Request("Deploy", Ingress), withLedger: false)).ShouldBe("ingress runs: asked for");
        Text(Plan(Held(Request("Deploy", Ingress)), withLedger: false)).ShouldStartWith("Refused: Because prod holds");
    }

    [Test]
    public void What_is_destroyed_goes_after_what_requires_it()
    {
        var open = (RunScope.Open)RunScope.Of(Request("Destroy", Ingress, K8s, Network), Facts(withLedger: true));

        open.Components.Select(component => component.Name).ShouldBe(["network", "k8s", "ingress"]);
        open.Graph.RequirementsOf("network").ShouldBe(["k8s"]);
        open.Graph.RequirementsOf("k8s").ShouldBe(["ingress"]);
    }

    [Test]
    public void What_others_require_is_not_destroyed_unless_that_is_forced()
    {
        _ledger.Deploy("k8s", "1.30.1").Succeeds().Deploy("ingress", "1.4.0").Succeeds();
        var facts = Facts(withLedger: true) with
        {
            Dependents = [new Dependent("ingress", SemVersion.Parse("1.4.0"), Ingress.Relations)],
        };
        var request = Request("Destroy", K8s);

        RunScope
            .Of(request, facts)
            .ShouldBeOfType<RunScope.Refused>()
            .Message.ShouldStartWith("Because prod has ingress 1.4.0, which requires k8s >=1.30.0,");
        RunScope.Of(request with { Options = new RunOptions { Force = true } }, facts).ShouldBeOfType<RunScope.Open>();
    }

    [Test]
    public void A_refusal_that_ends_with_another_run_names_what_it_waits_for()
    {
        _ledger.Deploy("network", "1.0.0").Succeeds().Deploy("k8s", "1.30.1");

        RunScope
            .Of(Request("Deploy", Ingress), Facts(withLedger: true) with { Ledger = _ledger.StateWith("run-2") })
            .ShouldBeOfType<RunScope.Refused>()
            .WaitsFor.ShouldBe(["k8s"]);
    }

    [Test]
    public void All_problems_of_the_input_refuse_the_run_at_once() =>
        Text(
                Plan(
                    Request("Test", Dns),
                    new RunFacts
                    {
                        Problems = [new Problem(null, "b is wrong", "fix b"), new Problem(null, "a is wrong", "fix a")],
                    }
                )
            )
            .ShouldBe("Refused: a is wrong; fix a\nb is wrong; fix b");

    private static IEnumerable<TestCaseData> Fates() =>
        [
            Fate("Build", new NodeFacts { Stages = [Build(isKnown: true)] }, "dns is unchanged"),
            Fate("Build", new NodeFacts { Stages = [Build(isKnown: false)] }, "dns runs: asked for"),
            Fate("Build", NodeFacts.None, "dns runs: asked for"),
            Fate("Test", new NodeFacts { Stages = [Build(isKnown: true)] }, "dns runs: asked for"),
            Fate("Test", new NodeFacts { Stages = [Build(isKnown: true), Test(isKnown: true)] }, "dns is unchanged"),
            Fate(
                "Test",
                new NodeFacts { Stages = [Build(isKnown: true), Test(isKnown: false)] },
                "dns runs: asked for"
            ),
            Fate(
                "Build",
                new NodeFacts { Stages = [Build(isKnown: true)] },
                "dns runs: asked for",
                new RunOptions { Force = true }
            ),
            Fate(
                "Build",
                new NodeFacts { Stages = [Build(isKnown: true)] },
                "dns runs: asked for",
                new RunOptions { Exclusive = true }
            ),
            Fate(
                "Test",
                new NodeFacts { Stages = [Build(isKnown: true), Test(isKnown: true)] },
                "dns runs: asked for",
                new RunOptions { UpdateSnapshots = true }
            ),
            Fate("Build", new NodeFacts { Stages = [Build(isKnown: true)], HasOwnTasks = true }, "dns runs: asked for"),
        ];

    [TestCaseSource(nameof(Fates))]
    public void Only_what_is_known_up_to_the_target_and_has_no_tasks_of_its_own_is_unchanged(
        RunRequest request,
        NodeFacts facts,
        string expected
    ) =>
        Text(Plan(request, new RunFacts { Nodes = new Dictionary<string, NodeFacts> { ["dns"] = facts } }))
            .ShouldBe(expected);

    [Test]
    public void What_does_not_compile_fails_and_what_only_it_needs_does_not_run() =>
        Text(
                WithTasks(
                    Request("Deploy", Ingress, Dns) with
                    {
                        Options = new RunOptions { WithDependencies = true },
                    },
                    ("ingress", new TaskFacts { Failure = Failure("ingress") })
                )
            )
            .ShouldBe(
                """
                dns runs: asked for
                network is needless
                k8s is needless
                ingress is broken: The tasks of ingress do not compile
                """
            );

    [Test]
    public void When_nothing_is_left_of_what_was_asked_the_run_does_not_start() =>
        Text(
                WithTasks(
                    Request("Build", Ingress, Dns),
                    ("ingress", new TaskFacts { Failure = Failure("ingress") }),
                    ("dns", new TaskFacts { Failure = Failure("dns") })
                )
            )
            .ShouldBe(
                """
                Refused: The tasks of dns do not compile
                The tasks of ingress do not compile
                Nothing was touched.
                """
            );

    [Test]
    public void Every_component_must_have_the_target_and_sources_that_can_be_built() =>
        Text(
                WithTasks(
                    Request("Tset", Ingress, Dns),
                    ("ingress", new TaskFacts { Names = ["Build", "Test"] }),
                    (
                        "dns",
                        new TaskFacts { Names = ["tset"], Problems = [new Problem(null, "dns has no chart", "add it")] }
                    )
                )
            )
            .ShouldBe("Refused: dns has no chart; add it\ningress has no target Tset; did you mean Test?");

    private static TestCaseData Fate(string target, NodeFacts facts, string expected, RunOptions? options = null) =>
        new TestCaseData(
            Request(target, Dns) with
            {
                Options = options ?? new RunOptions(),
            },
            facts,
            expected
        ).SetArgDisplayNames($"{target}, {facts.Stages.Length} looked up, {expected}, {options}");

    private static StageFacts Build(bool isKnown) => Known(Stage.Build, isKnown) with { IsInStore = true };

    private static StageFacts Test(bool isKnown) => Known(Stage.Test, isKnown);

    private static StageFacts Known(Stage stage, bool isKnown) =>
        new()
        {
            Stage = stage,
            Inputs = Inputs,
            Same = isKnown
                ? new PassedStage(
                    "dns",
                    $"{stage}",
                    Inputs.Key,
                    new Digest("sha256:a"),
                    "run-1",
                    DateTimeOffset.UnixEpoch
                )
                : null,
        };

    private static RunRequest Request(string target, params ImmutableArray<ComponentManifest> components) =>
        new()
        {
            Target = RunTarget.Of(target),
            Components = components,
            Environment = ManifestBuilder.Environment("prod"),
        };

    private static RunRequest Held(RunRequest request) =>
        request with
        {
            Environment = request.Environment with
            {
                Holds = ImmutableSortedDictionary<string, Hold>.Empty.Add(
                    "ingress",
                    new Hold("ingress", VersionRange.Parse("<1.4.0"), "it broke")
                ),
            },
        };

    private static PlatformException Failure(string component) =>
        new(ExitCode.Failed, $"The tasks of {component} do not compile");

    private EnvironmentFacts Facts(bool withLedger) =>
        new()
        {
            Ledger = withLedger ? _ledger.State : null,
            Workspace = new[] { Network, K8s, Ingress, Dns }.ToDictionary(component => component.Name),
        };

    private RunPlan Plan(RunRequest request, RunFacts? facts = null, bool withLedger = true) =>
        RunPlan.Of(request, RunScope.Of(request, Facts(withLedger)), facts ?? new RunFacts(), _ledger.Now);

    private RunPlan WithTasks(RunRequest request, params (string Component, TaskFacts Facts)[] tasks)
    {
        var plan = (RunPlan.Ready)Plan(request);
        var all = plan.Components.ToDictionary(
            component => component.Name,
            component =>
                tasks.Where(one => one.Component == component.Name).Select(one => one.Facts).FirstOrDefault()
                ?? new TaskFacts { Names = [request.Target.Name] }
        );
        return plan.With(all);
    }

    private static string Text(RunPlan plan) =>
        plan switch
        {
            RunPlan.Refused refused => $"Refused: {refused.Why.Message}",
            RunPlan.Ready ready => string.Join('\n', ready.Nodes.Select(Text)),
            _ => throw new InvalidOperationException(),
        };

    private static string Text(RunNode node) =>
        node.Fate switch
        {
            NodeFate.Runs => $"{node.Name} runs: {PlanWriter.Reason(node.Deployment, "prod")}",
            NodeFate.Broken broken => $"{node.Name} is broken: {broken.Failure.Message}",
            NodeFate.Needless => $"{node.Name} is needless",
            _ => $"{node.Name} is unchanged",
        };
}
