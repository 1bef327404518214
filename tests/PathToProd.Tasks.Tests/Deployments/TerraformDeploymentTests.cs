using System.Text.Json.Nodes;
using PathToProd.Ledger;
using PathToProd.Runs;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;

namespace PathToProd.Tasks.Tests.Deployments;

/// <summary>With the real Terraform, whose built-in resource needs no provider.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class TerraformDeploymentTests : IDisposable
{
    private const string State = "artifacts/state/sandbox/network.tfstate";
    private const string Values = "environments/sandbox/values/network.yaml";
    private static readonly RunOptions Saved = new() { SavedPlan = true };

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Terraform)
        .Terraform("network", outputs: "output \"key\" {\n  value     = \"hidden-key\"\n  sensitive = true\n}");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task It_records_outputs_and_the_state_and_leaves_no_values_behind()
    {
        _bed.File(Values, "text: two\n");

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        var ended = _bed.Lines.OfType<LedgerEntry.Ended>().Single();
        ended.Outputs.Select(output => $"{output.Key}={output.Value}").ShouldBe(["text=two"]);
        ended.SensitiveOutputs.ShouldBe(["key"]);
        var state = JsonNode.Parse(_bed[State])!;
        ended.Deployed.ShouldBe($"terraform:{state["lineage"]}:{state["serial"]}");
        _bed["environments/sandbox/ledger.jsonl"].ShouldNotContain("hidden-key");
        var work = Path.Combine(_bed.Root, "artifacts/work/sandbox/network/terraform");
        Directory.Exists(Path.Combine(work, "sandbox/.terraform")).ShouldBeTrue();
        Directory.GetFiles(work, "*.auto.tfvars.json", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(work, "*.tfplan", SearchOption.AllDirectories).ShouldBeEmpty();
#pragma warning disable CA1416 // modes are looked at where there are modes
        File.GetUnixFileMode(work).HasFlag(UnixFileMode.OtherRead).ShouldBeFalse();
#pragma warning restore CA1416

        (await _bed.DeployAsync("network")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
        File.Delete(Path.Combine(_bed.Root, State));
        var again = await _bed.DeployAsync("network");
        again.Nodes[0].Stages[^1].Note!.ShouldContain("but is no longer there");
        File.Exists(Path.Combine(_bed.Root, State)).ShouldBeTrue();
    }

    [Test]
    public async Task A_saved_plan_is_applied_only_while_all_that_it_was_made_from_is_so()
    {
        await RefusedAsync("there is no saved plan in artifacts/plans/sandbox/network");

        await _bed.RunAsync("Plan", "network");
        _bed.Observer.Printed.ShouldBe([
            "network: This would change in network:\n+ create  terraform_data.place\n+ create  output key\n+ create  output text",
        ]);
        _bed.File(Values, "text: two\n");
        await RefusedAsync("it was made with other values or inputs");

        _bed.File("components/network/terraform/sandbox/more.tf", "# more\n");
        await RefusedAsync("it was made for another artifact of network");

        await _bed.RunAsync("Plan", "network");
#pragma warning disable CA1416 // modes are looked at where there are modes
        File.GetUnixFileMode(Path.Combine(_bed.Root, "artifacts/plans/sandbox/network"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        var result = await _bed.RunAsync("Deploy", Saved, "network");
        result.Nodes[0].Error.ShouldBeNull();
        _bed.Lines.OfType<LedgerEntry.Ended>().Last().Outputs["text"].ToString().ShouldBe("two");
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/plans/sandbox/network")).ShouldBeFalse();
    }

    [Test]
    public async Task Outputs_reach_what_requires_it_as_they_are_at_the_moment_and_plans_without_them_are_never_applied()
    {
        _bed.Terraform("cluster", "requires: { network: '>=1.0.0' }\ninputs: { text: network.text }\n");
        await _bed.RunAsync("Plan", "cluster");
        _bed.Observer.Printed.Single()
            .ShouldEndWith("\nNot known yet: network.text. A plan with a placeholder cannot be applied.");
        _bed.File(Values, "text: first\n");
        await _bed.DeployAsync("network");
        await RefusedAsync("it was made without knowing network.text, with placeholders in their place", "cluster");

        _bed.File(Values, "text: second\n");
        var both = await _bed.DeployAsync("network", "cluster");

        both.ExitCode.ShouldBe(ExitCode.Done);
        _bed.Ledger["cluster"].LastDeployment!.Outputs["text"].ToString().ShouldBe("second");
        File.Delete(Path.Combine(_bed.Root, State));
        (await _bed.RefusalAsync("Deploy", new RunOptions(), "cluster")).Message.ShouldContain("is no longer there");
    }

    [Test]
    public async Task Its_own_backend_gets_settings_for_component_and_environment_and_is_asked_whether_all_is_there()
    {
        _bed.File(
            "environments/sandbox/environment.yaml",
            $"target: {{ directory: artifacts/sandbox }}\nterraform: {{ backend: {{ path: '{_bed.Root}/elsewhere/{{environment}}-{{component}}.tfstate' }} }}\n"
        );
        Directory.CreateDirectory(Path.Combine(_bed.Root, "elsewhere"));

        (await _bed.DeployAsync("network")).Nodes[0].Error.ShouldBeNull();

        File.Exists(Path.Combine(_bed.Root, "elsewhere/sandbox-network.tfstate")).ShouldBeTrue();
        File.Exists(Path.Combine(_bed.Root, State)).ShouldBeFalse();
        (await _bed.DeployAsync("network")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task Destroying_uses_what_was_deployed()
    {
        await _bed.DeployAsync("network");
        _bed.File("components/network/terraform/sandbox/main.tf", "terraform {\n  backend \"local\" {}\n}\n");

        (await _bed.RunAsync("Destroy", "network")).Nodes[0].Error.ShouldBeNull();

        JsonNode.Parse(_bed[State])!["resources"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_root_that_was_removed_is_missed_although_it_was_tested_before()
    {
        await _bed.RunAsync("Test", "network");
        Directory.Move(
            Path.Combine(_bed.Root, "components/network/terraform/sandbox"),
            Path.Combine(_bed.Root, "components/network/terraform/eks")
        );

        (await _bed.RunAsync("Test", "network"))
            .Nodes[0]
            .Error!.ShouldContain(
                "network has no Terraform root for the provider sandbox; add components/network/terraform/sandbox/, or choose another provider"
            );
    }

    private async Task RefusedAsync(string because, string component = "network")
    {
        var result = await _bed.RunAsync("Deploy", Saved, component);
        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldBe(
                $"The saved plan of {component} for sandbox is not applied, because {because}.\n"
                    + $"Make a new one: ./build.sh --target=Plan --component={component} --environment=sandbox"
            );
    }
}
