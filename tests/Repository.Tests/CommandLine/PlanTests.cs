namespace Repository.Tests.CommandLine;

/// <summary>Terraform plans that are saved for review, and applied later: that very plan or none.</summary>
public sealed class PlanTests
{
    private const string Root =
        "variable \"size\" {\n  default = 1\n}\n\nresource \"terraform_data\" \"network\" {\n  input = var.size\n}\n\n"
        + "output \"name\" {\n  value = \"network-${terraform_data.network.output}\"\n}\n";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform().RealTool("terraform").Terraform("network", Root);

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private ProgramResult Run(string target, string component, params string[] more) =>
        _platform.Run([$"--target={target}", $"--component={component}", .. more]);

    [Test]
    public void A_saved_plan_is_applied_and_can_be_applied_only_once()
    {
        Run("Plan", "network").ShouldSucceed().Output.ShouldContain("terraform_data.network");
        _platform.Has("artifacts/state/sandbox/network.tfstate").ShouldBeFalse();
        Run("Deploy", "network", "--plan=saved").ShouldSucceed();
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldContain("network-1");
        _platform.Has("artifacts/plans/sandbox/network").ShouldBeFalse();
        Refuses("there is no saved plan in artifacts/plans/sandbox/network", more: "--force");
    }

    [Test]
    public void Without_a_saved_plan_it_is_refused() =>
        Refuses("there is no saved plan in artifacts/plans/sandbox/network");

    [Test]
    public void A_plan_of_other_values_is_refused()
    {
        Run("Plan", "network").ShouldSucceed();
        _platform.File("environments/sandbox/values/network.yaml", "size: 2\n");
        Refuses("it was made with other values or inputs");
    }

    [Test]
    public void A_plan_of_another_artifact_is_refused()
    {
        Run("Plan", "network").ShouldSucceed();
        _platform.Terraform("network", Root + "# changed\n");
        Refuses("it was made for another artifact of network");
    }

    [Test]
    public void A_plan_with_placeholders_is_refused_forever()
    {
        _platform.Terraform(
            "cluster",
            "variable \"network\" {\n  type = string\n}\n\nresource \"terraform_data\" \"cluster\" {\n  input = var.network\n}\n",
            "requires: { network: \"*\" }\ninputs: { network: network.name }\n"
        );
        Run("Plan", "cluster")
            .ShouldSucceed()
            .Output.ShouldContain("Not known yet: network.name. A plan with a placeholder cannot be applied.");
        Run("Deploy", "network").ShouldSucceed();
        Refuses("it was made without knowing network.name, with placeholders in their place", component: "cluster");
        _platform.Has("artifacts/state/sandbox/cluster.tfstate").ShouldBeFalse();

        Run("Deploy", "cluster").ShouldSucceed();
        _platform.Read("artifacts/state/sandbox/cluster.tfstate").ShouldContain("network-1");
    }

    private void Refuses(string because, string? more = null, string component = "network")
    {
        string[] options = more is null ? ["--plan=saved"] : ["--plan=saved", more];
        var result = Run("Deploy", component, options).ShouldEnd(3);
        result.Said.ShouldContain(
            $"The saved plan of {component} for sandbox is not applied, because {because}. "
                + $"Make a new one: ./build.sh --target=Plan --component={component} --environment=sandbox"
        );
    }
}
