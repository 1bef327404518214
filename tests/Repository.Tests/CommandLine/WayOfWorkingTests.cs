namespace Repository.Tests.CommandLine;

/// <summary>Who builds, tests and deploys, held from the command line.</summary>
[CancelAfter(180_000)]
public sealed class WayOfWorkingTests
{
    private PathPlatform _path = null!;

    private ScratchPlatform Platform => _path.Platform;

    [SetUp]
    public void SetUp()
    {
        _path = new PathPlatform();
        Platform.File("platform.yaml", $"{Platform.Read("platform.yaml")}ways-of-working: ci-cd\n");
    }

    [TearDown]
    public void TearDown() => _path.Dispose();

    [TestCase("Deploy", "--component=all", "Deploy to prod")]
    [TestCase("StandUp", "--output=text", "StandUp of prod")]
    [TestCase("Promote", "--deploy", "Promote --deploy to prod")]
    public void A_deployment_to_prod_by_a_person_is_refused_with_who_does_it(string target, string more, string what)
    {
        var refused = _path.Run(target, "--environment=prod", more).ShouldEnd(3);

        refused.Error.ShouldBe(
            $"""
            Because platform.yaml({Line},1) says ways-of-working: ci-cd,
            and because {PathPlatform.Who} is a person,
            and because prod is deployed by the delivery agent, {what} is refused.
            Promote a set, and the delivery agent deploys it: ./build.sh --target=Promote --set=NAME --environment=prod
            In an emergency, go back by hand: ./build.sh --target=Rollback --environment=prod --note=TEXT
            Where that does not work any longer, write ways-of-working: ci in platform.yaml, in a commit that says why.

            """
        );
        Platform.Has("environments/prod/ledger.jsonl").ShouldBeFalse();
        Platform.Has("environments/promotions.jsonl").ShouldBeFalse();
    }

    [Test]
    public void The_delivery_agent_walks_the_path_and_a_person_or_a_job_does_not()
    {
        _path
            .Run("Advance")
            .ShouldEnd(3)
            .Error.ShouldContain("every environment of the path is deployed by the delivery agent");
        Platform.Variable("GITHUB_ACTIONS", "true");
        _path.Run("Advance").ShouldEnd(3).Error.ShouldContain(" is a CI job, and not the delivery agent,");
        _path.Run("Advance", "--dry-run").ShouldSucceed();
        Platform.Variable("PATH_TO_PROD_AGENT", "delivery");
        _path.Run("Advance").ShouldSucceed();
    }

    [Test]
    public void An_environment_of_ones_own_is_deployed_as_ever()
    {
        Platform.Component("notes");
        _path.Run("Deploy", "--component=notes", "--environment=sandbox").ShouldSucceed();
    }

    [Test]
    public void A_delivery_agent_without_a_path_is_a_problem_of_platform_yaml()
    {
        File.Delete(Path.Combine(Platform.Root, "environments/promotion.yaml"));

        _path
            .Run("Check")
            .ShouldEnd(2)
            .Error.ShouldContain(
                $"platform.yaml({Line},1): the platform's ways-of-working is ci-cd, and there is no environments/promotion.yaml that says where "
                    + "the delivery agent deploys; add it as docs/promotion.md shows, or write ways-of-working: ci"
            );
    }

    [Test]
    public void A_misspelt_way_of_working_is_a_problem()
    {
        Platform.File("platform.yaml", "name: scratch\nways-of-working: cicd\n");

        _path
            .Run("Components")
            .ShouldEnd(2)
            .Error.ShouldContain("platform.yaml(2,18): ways-of-working must be manual, ci or ci-cd");
    }

    private int Line =>
        Platform
            .Read("platform.yaml")
            .Split('\n')
            .TakeWhile(line => !line.StartsWith("ways-of-", StringComparison.Ordinal))
            .Count() + 1;
}
