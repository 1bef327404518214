using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Standard;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ComponentGraphTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().Manifests("web");

    public void Dispose() => _bed.Dispose();

    [TestCase(ComponentType.Helm)]
    [TestCase(ComponentType.Terraform)]
    [TestCase(ComponentType.Manifests)]
    [TestCase(ComponentType.Controller)]
    public void Every_type_has_all_stages(ComponentType type) =>
        ComponentGraph
            .TaskNames(type, ownTasks: null)
            .ShouldBe(["Lint", "Build", "Test", "Plan", "Deploy", "Verify", "Destroy"]);

    [Test]
    public async Task Deploy_builds_and_tests_first()
    {
        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Stages.Select(stage => stage.Name).ShouldBe(["Build", "Test", "Deploy"]);
        result
            .Nodes[0]
            .Stages.Select(stage => stage.LogFile!)
            .ShouldAllBe(log => File.Exists(Path.Combine(_bed.Root, log)));
    }

    [TestCase("Lint", "Lint")]
    [TestCase("Build", "Build")]
    [TestCase("Test", "Build Test")]
    [TestCase("Plan", "Build Plan")]
    [TestCase("Destroy", "Build Destroy")]
    public async Task Other_targets_run_what_they_need(string target, string stages) =>
        string.Join(' ', (await _bed.RunAsync(target, "web")).Nodes[0].Stages.Select(stage => stage.Name))
            .ShouldBe(stages);

    [Test]
    public void A_task_of_the_components_own_replaces_the_standard_one_and_the_others_stay()
    {
        var tasks = new OwnTasks().Add("Test", typeof(SayingTask), typeof(ManifestsTasks.Build)).Load();

        ComponentGraph
            .TaskNames(ComponentType.Manifests, tasks)
            .ShouldBe(["Test", "Lint", "Build", "Plan", "Deploy", "Verify", "Destroy"]);
        _bed.Graph("Test", "web", tasks)
            .Stages.Select(stage => $"{stage.Name} {stage.Note}")
            .ShouldBe(["Build ", "Test own task"]);
    }

    [Test]
    public void A_task_that_only_the_component_has_runs_like_the_others()
    {
        var tasks = new OwnTasks().Add("Publish", typeof(SayingTask)).Load();

        var result = _bed.Graph("Publish", "web", tasks);

        result.Failure.ShouldBeNull();
        result.Stages.Select(stage => $"{stage.Name} {stage.Note}").ShouldBe(["Publish own task"]);
    }

    [Test]
    public void A_graph_that_is_wrong_in_itself_says_why()
    {
        var tasks = new OwnTasks().Add("Lint", typeof(SayingTask), typeof(NowhereTask)).Load();

        var failure = _bed.Graph("Lint", "web", tasks).Failure.ShouldBeOfType<PlatformException>();

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldBe(
            """
            The tasks of web cannot be run:
            Error: Task 'Lint' is dependent on task 'NowhereTask' which does not exist.
            Correct components/web/Tasks.cs.
            """
        );
    }

    [Test]
    public async Task A_target_that_a_component_does_not_have_is_refused_with_a_suggestion()
    {
        var refusal = await _bed.RefusalAsync("Tset", new RunOptions(), "web");

        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldBe("web has no target Tset; did you mean Test?");
    }

    [Test]
    public async Task A_target_alone_needs_what_was_built()
    {
        var result = await _bed.RunAsync("Deploy", new RunOptions { Exclusive = true }, "web");

        result.ExitCode.ShouldBe(ExitCode.WrongInput);
        result
            .Nodes[0]
            .Error.ShouldBe("web was not built in this run; run without --exclusive, or let the task depend on Build");
    }
}

/// <summary>A task that no graph has.</summary>
public abstract class NowhereTask : SayingTask;
