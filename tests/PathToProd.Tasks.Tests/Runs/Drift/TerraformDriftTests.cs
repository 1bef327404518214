using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Tasks.Tests.Tools;

namespace PathToProd.Tasks.Tests.Runs.Drift;

/// <summary>What is not as it was deployed by the real Terraform.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class TerraformDriftTests : IDisposable
{
    private const string State = "artifacts/state/sandbox/network.tfstate";
    private const string Values = "environments/sandbox/values/network.yaml";

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Terraform)
        .Terraform("network")
        .File(Values, "text: two\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Right_after_a_deployment_nothing_has_drifted_and_the_state_is_not_written()
    {
        await _bed.DeployAsync("network");
        var before = _bed[State];

        (await DriftAsync()).Verdict.ShouldBe(DriftVerdict.None);

        _bed[State].ShouldBe(before);
        var work = Path.Combine(_bed.Root, "artifacts/work");
        Directory
            .EnumerateFiles(work, "*tfvars.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(work, "*.tfplan", SearchOption.AllDirectories))
            .ShouldBeEmpty();
    }

    [Test]
    public async Task A_resource_that_left_the_state_by_hand_is_gone()
    {
        await _bed.DeployAsync("network");
        ChangeState(state => state["resources"] = new JsonArray());

        (await LinesAsync()).ShouldBe([
            "gone: terraform_data.place: the state is not what was deployed",
            "changed: output text: the state is not what was deployed",
        ]);
    }

    [Test]
    public async Task What_something_else_applied_is_compared_with_the_root_and_the_values_that_were_deployed()
    {
        await _bed.DeployAsync("network");
        ChangeState(state => state["resources"]![0]!["instances"]![0]!["attributes"]!["input"]!["value"] = "by hand");
        _bed.File(Values, "text: three\n");

        (await LinesAsync())[0]
            .ShouldBe("changed: terraform_data.place, input and output: the state is not what was deployed");
    }

    [Test]
    public async Task A_state_that_was_written_again_without_a_change_is_named_too()
    {
        await _bed.DeployAsync("network");
        ChangeState(_ => { });

        (await LinesAsync()).ShouldBe([
            "changed: the Terraform state: it was written since by something else, and applying again would change nothing",
        ]);
    }

    [Test]
    public async Task A_state_that_is_not_there_is_gone()
    {
        await _bed.DeployAsync("network");
        File.Delete(Path.Combine(_bed.Root, State));

        (await LinesAsync()).ShouldBe(["gone: the Terraform state"]);
    }

    [Test]
    public async Task Without_the_values_it_is_not_known()
    {
        await _bed.DeployAsync("network");
        _bed.File(Values, "text: three\n");
        Directory.Delete(Path.Combine(_bed.Workspace.Results, "values"), recursive: true);
        var values = _bed.Ledger["network"].LastDeployment!.Values.ShortText;

        var drift = await DriftAsync();

        drift.Verdict.ShouldBe(DriftVerdict.Unknown);
        drift.Because.ShouldBe(
            $"the values that it was deployed with ({values}) are neither those of now nor in artifacts/results, "
                + "where the checkout that deployed it keeps them"
        );
    }

    [Test]
    public async Task A_secret_that_is_not_here_is_why_it_is_not_known()
    {
        _bed.File(
                "environments/sandbox/environment.yaml",
                "target: { directory: artifacts/sandbox }\nsecrets: { TEXT: { file: text.txt } }\n"
            )
            .File(Values, "text: ${secrets.TEXT}\n")
            .File("text.txt", "hunter2-secret\n");
        await _bed.DeployAsync("network");
        (await DriftAsync()).Verdict.ShouldBe(DriftVerdict.None);
        File.Delete(Path.Combine(_bed.Root, "text.txt"));

        (await DriftAsync()).Because!.ShouldStartWith("the secret TEXT ");
    }

    [Test]
    public async Task State_of_what_the_ledger_does_not_have_there_is_named_while_it_has_resources()
    {
        await _bed.DeployAsync("network");
        File.Copy(Path.Combine(_bed.Root, State), Path.Combine(_bed.Root, "artifacts/state/sandbox/old.tfstate"));

        (await _bed.DriftAsync())
            .NotDeployed.Select(DriftWriter.Write)
            .ShouldBe(["no one deployed: artifacts/state/sandbox/old.tfstate: a Terraform state with resources"]);
    }

    private async Task<ComponentDrift> DriftAsync() => (await _bed.DriftAsync("network")).Components.Single();

    private async Task<string[]> LinesAsync()
    {
        var drift = await DriftAsync();
        drift.Because.ShouldBeNull();
        return [.. drift.Findings.Select(DriftWriter.Write)];
    }

    /// <summary>As another Terraform would: the serial grows.</summary>
    private void ChangeState(Action<JsonNode> change)
    {
        var state = JsonNode.Parse(_bed[State])!;
        state["serial"] = state["serial"]!.GetValue<int>() + 1;
        change(state);
        _bed.File(State, state.ToJsonString());
    }
}
