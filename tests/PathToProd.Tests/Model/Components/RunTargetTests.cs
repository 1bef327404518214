using PathToProd.Model.Components;

namespace PathToProd.Tests.Model.Components;

public sealed class RunTargetTests
{
    [TestCase("Deploy", "Deploy", Stage.Deploy)]
    [TestCase("deploy", "Deploy", Stage.Deploy)]
    [TestCase("LINT", "Lint", Stage.Lint)]
    [TestCase("RotateKeys", "RotateKeys", null)]
    [TestCase("4", "4", null)]
    [TestCase("Build, Test", "Build, Test", null)]
    public void A_target_is_a_stage_by_its_name_in_any_case_or_a_task_of_a_component(
        string written,
        string name,
        Stage? stage
    )
    {
        var target = RunTarget.Of(written);

        (target.Name, target.Stage, target.ToString()).ShouldBe((name, stage, name));
    }

    [Test]
    public void Every_stage_is_the_same_target_by_its_name()
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            RunTarget.Of(stage).ShouldBe(RunTarget.Of(stage.ToString()));
        }
    }

    [Test]
    public void Deploy_and_Destroy_change_an_environment_and_Plan_and_Verify_look_at_it() =>
        Enum.GetValues<Stage>()
            .Select(RunTarget.Of)
            .Append(RunTarget.Of("RotateKeys"))
            .Where(target => target.ConcernsEnvironment)
            .Select(target => $"{target} {(target.ChangesEnvironment ? "changes it" : "looks at it")}")
            .ShouldBe(["Plan looks at it", "Deploy changes it", "Verify looks at it", "Destroy changes it"]);
}
