using PathToProd.Decisions.Working;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Tests.Decisions.Working;

public sealed class WorkingDecisionTests
{
    private static readonly string[] Targets =
    [
        "Build",
        "Plan",
        "Publish",
        "Certify",
        "Bisect",
        "Deploy",
        "StandUp",
        "Destroy",
        "TearDown",
        "Rollback",
        "Promote --deploy",
        "Advance",
    ];

    [TestCase(WayOfWorking.Manual, CallerKind.Person, "")]
    [TestCase(WayOfWorking.Manual, CallerKind.CiJob, "")]
    [TestCase(WayOfWorking.Ci, CallerKind.Person, "Publish Certify Bisect")]
    [TestCase(WayOfWorking.Ci, CallerKind.CiJob, "")]
    [TestCase(WayOfWorking.Ci, CallerKind.DeliveryAgent, "")]
    [TestCase(
        WayOfWorking.CiCd,
        CallerKind.Person,
        "Publish Certify Bisect Deploy StandUp Destroy TearDown Rollback Promote --deploy Advance"
    )]
    [TestCase(WayOfWorking.CiCd, CallerKind.CiJob, "Deploy StandUp Destroy TearDown Rollback Promote --deploy Advance")]
    [TestCase(WayOfWorking.CiCd, CallerKind.DeliveryAgent, "")]
    public void On_the_path_a_way_of_working_refuses(WayOfWorking way, CallerKind caller, string refused) =>
        string.Join(' ', Refused(way, caller, isOnPath: true)).ShouldBe(refused);

    [TestCase(WayOfWorking.Ci)]
    [TestCase(WayOfWorking.CiCd)]
    public void In_an_environment_of_ones_own_only_publishing_is_refused(WayOfWorking way) =>
        Refused(way, CallerKind.Person, isOnPath: false).ShouldBe(["Publish"]);

    [Test]
    public void Going_back_by_hand_needs_a_reason_and_no_agent() =>
        WorkingDecision
            .Refusal(Question(WayOfWorking.CiCd, CallerKind.Person, "Rollback") with { Reason = "pages fail" })
            .ShouldBeNull();

    [Test]
    public void A_deployment_by_a_person_is_refused_with_who_does_it() =>
        WorkingDecision
            .Refusal(Question(WayOfWorking.CiCd, CallerKind.Person, "Deploy"))
            .ShouldBe(
                """
                Because platform.yaml(3,1) says ways-of-working: ci-cd,
                and because alice@desk is a person,
                and because prod is deployed by the delivery agent, Deploy to prod is refused.
                Promote a set, and the delivery agent deploys it: ./build.sh --target=Promote --set=NAME --environment=prod
                In an emergency, go back by hand: ./build.sh --target=Rollback --environment=prod --note=TEXT
                Where that does not work any longer, write ways-of-working: ci in platform.yaml, in a commit that says why.
                """
            );

    [Test]
    public void A_publication_by_a_person_is_refused_with_who_does_it() =>
        WorkingDecision
            .Refusal(Question(WayOfWorking.Ci, CallerKind.Person, "Publish") with { Environment = null })
            .ShouldBe(
                """
                Because platform.yaml(3,1) says ways-of-working: ci,
                and because alice@desk is a person,
                and because CI publishes and certifies there, Publish is refused.
                Push the commit: the pipeline of the main branch builds, tests and publishes it once it is merged.
                Where that does not work any longer, write ways-of-working: manual in platform.yaml, in a commit that says why.
                """
            );

    [Test]
    public void Every_target_that_may_be_refused_is_one_that_is_asked_about() =>
        Targets.Where(WorkingDecision.Concerns).ShouldBe(Targets.Except(["Build", "Plan"]));

    [TestCase(WayOfWorking.Manual, "")]
    [TestCase(WayOfWorking.Ci, "Validation Certification Deployment Schedule")]
    [TestCase(WayOfWorking.CiCd, "Validation Certification Delivery Schedule")]
    public void A_way_of_working_has_its_pipelines(WayOfWorking way, string kinds) =>
        string.Join(' ', WantedPipelines.Of(way)).ShouldBe(kinds);

    private static IEnumerable<string> Refused(WayOfWorking way, CallerKind caller, bool isOnPath) =>
        Targets.Where(target =>
            WorkingDecision.Refusal(Question(way, caller, target) with { IsOnPath = isOnPath }) is not null
        );

    private static WorkingQuestion Question(WayOfWorking way, CallerKind caller, string target) =>
        new()
        {
            Way = way,
            Where = new SourcePosition("platform.yaml", 3, 1),
            Target = target,
            Environment = "prod",
            IsOnPath = true,
            Caller = caller,
            Who = "alice@desk",
        };
}
