using System.Text.Json.Nodes;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

public sealed class TerraformPlanTextTests
{
    [TestCase("[\"create\"]", "+ create  a.b\n")]
    [TestCase("[\"update\"]", "~ update  a.b\n")]
    [TestCase("[\"delete\"]", "- delete  a.b\n")]
    [TestCase("[\"delete\", \"create\"]", "± replace a.b\n")]
    [TestCase("[\"create\", \"delete\"]", "± replace a.b\n")]
    [TestCase("[\"forget\"]", "- forget  a.b\n")]
    [TestCase("[\"no-op\"]", "")]
    [TestCase("[\"read\"]", "")]
    public void Each_change_is_a_line(string actions, string line) =>
        Text("""{"resource_changes":[{"address":"a.b","change":{"actions":ACTIONS}}]}""".Replace("ACTIONS", actions))
            .ShouldBe(line);

    [Test]
    public void Changes_of_outputs_follow_those_of_resources() =>
        Text(
                """
                {"resource_changes":[{"address":"a.b","change":{"actions":["create"]}}],
                 "output_changes":{"text":{"actions":["update"]},"same":{"actions":["no-op"]}}}
                """
            )
            .ShouldBe("+ create  a.b\n~ update  output text\n");

    [TestCase("{}")]
    [TestCase("""{"resource_changes":null,"output_changes":[]}""")]
    public void A_plan_that_says_nothing_changes_nothing(string plan) => Text(plan).ShouldBe("");

    private static string Text(string plan) => TerraformPlanText.Of(JsonNode.Parse(plan)!);
}
