using PathToProd.Decisions.Rollbacks;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>What a command line means to roll back, in each deployment model. The group edge is dns and ingress.</summary>
public sealed class RollbackSelectionTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Groups = new() { ["edge"] = ["dns", "ingress"] };

    private static readonly string[] Components = ["dns", "ingress", "web"];

    [TestCase(DeploymentModel.Decoupled, null, "environment")]
    [TestCase(DeploymentModel.Decoupled, "web", "component web")]
    [TestCase(DeploymentModel.Decoupled, "dns", "component dns")]
    [TestCase(DeploymentModel.Groups, null, "environment")]
    [TestCase(DeploymentModel.Groups, "web", "component web")]
    [TestCase(DeploymentModel.Groups, "edge", "unit edge")]
    [TestCase(DeploymentModel.Groups, "ingress,dns", "unit edge")]
    [TestCase(DeploymentModel.Monolithic, null, "unit all")]
    public void It_is_a_component_a_unit_or_the_environment(DeploymentModel model, string? names, string expected) =>
        Of(model, names).Text.ShouldBe(expected);

    [TestCase(
        DeploymentModel.Decoupled,
        "edge",
        2,
        "edge is a group of dns and ingress, and prod deploys each by itself; name one of them, or leave --component out to roll back all of the environment"
    )]
    [TestCase(
        DeploymentModel.Decoupled,
        "dns,web",
        2,
        "--component names dns and web, which have no version that was good for all of them; name one, or leave --component out to roll back all of the environment"
    )]
    [TestCase(
        DeploymentModel.Groups,
        "dns,web",
        2,
        "--component names dns and web, which have no version that was good for all of them; name one, or leave --component out to roll back all of the environment"
    )]
    [TestCase(
        DeploymentModel.Groups,
        "dns",
        3,
        "Because prod deploys the group edge (dns and ingress) as one (environments/prod/environment.yaml), dns cannot be rolled back there alone. "
            + "Roll back all of it: ./build.sh --target=Rollback --component=edge --environment=prod"
    )]
    [TestCase(
        DeploymentModel.Monolithic,
        "web",
        3,
        "Because prod deploys all of a version set as one (environments/prod/environment.yaml), web cannot be rolled back there alone. "
            + "Roll back all of it: ./build.sh --target=Rollback --environment=prod"
    )]
    public void Anything_else_is_refused(DeploymentModel model, string names, int exitCode, string message)
    {
        var refused = Should.Throw<PlatformException>(() => Of(model, names));

        refused.Message.ShouldBe(message);
        ((int)refused.ExitCode).ShouldBe(exitCode);
    }

    [TestCase("environment")]
    [TestCase("component web")]
    [TestCase("unit edge")]
    public void The_journal_says_it_and_it_is_read_again(string text) =>
        RollbackScope.Of(new PathToProd.Facts.Runs.RollbackAsked(text, "a1", "bug 7"), "prod").Text.ShouldBe(text);

    private static RollbackScope Of(DeploymentModel model, string? names)
    {
        var environment = ManifestBuilder.Environment("prod") with { DeploymentModel = model };
        var units = model switch
        {
            DeploymentModel.Groups => DeploymentUnits.OfGroups(Groups, Components),
            DeploymentModel.Monolithic => DeploymentUnits.OfAll(Components),
            _ => DeploymentUnits.Decoupled,
        };
        return RollbackSelection.Of(names?.Split(','), environment, units, Groups);
    }
}
