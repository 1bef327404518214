using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Freezes, holds, condemnations, approvals and overrides, from the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class PromotionRecordTests : IDisposable
{
    private readonly PathPlatform _path = new();

    private SetPlatform Sets => _path.Sets;

    private ScratchPlatform Platform => _path.Platform;

    public void Dispose() => _path.Dispose();

    [Test]
    public void A_freeze_a_hold_and_a_condemnation_are_in_the_way_until_they_end()
    {
        Good("2026.11.1");
        Run("Promote", "--set=2026.11.1", "--environment=ci", "--deploy").ShouldSucceed();
        Run("Freeze", "--until=20d", "--reason=Year end").ShouldSucceed();
        Run("Hold", "--environment=staging", "--reason=Migration").ShouldSucceed();
        Run("Condemn", "--set=2026.11.1", "--reason=Bug 7").ShouldSucceed();

        var gates = Run("Gates", "--set=2026.11.1", "--environment=staging", "--output=json").ShouldSucceed();
        Closed(gates).ShouldBe(["freeze", "hold", "condemned"]);

        Run("Unfreeze", "--reason=Done").ShouldSucceed();
        Run("Release", "--environment=staging", "--reason=Done").ShouldSucceed();
        Run("Release", "--set=2026.11.1", "--reason=Not a bug").ShouldSucceed();
        Run("Promote", "--set=2026.11.1", "--environment=staging").ShouldSucceed();
    }

    [Test]
    public void An_override_names_its_causes_and_stands_in_the_records()
    {
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        Run("Override", "--set=2026.11.1", "--environment=prod", "--until=1h", "--reason=Urgent")
            .ShouldOnlySay(2, "no --cause is given; add one of: approved/approval by release-managers");

        Run("Override", "--set=2026.11.1", "--environment=prod", "--cause=approved", "--until=1h", "--reason=Urgent")
            .ShouldSucceed();
        Run("Promote", "--set=2026.11.1", "--environment=prod").ShouldSucceed().Said.ShouldContain("closed, accepted");

        var promoted = JsonNode.Parse(Platform.Read("environments/promotions.jsonl").TrimEnd('\n').Split('\n')[^1])!;
        promoted["accepted"]![0]!["about"]!.ToString().ShouldBe("approval by release-managers");
        Run("Override", "--set=2026.11.1", "--environment=staging", "--cause=works", "--until=1h", "--reason=x")
            .ShouldEnd(3)
            .Error.ShouldBe(
                "Because the policy early does not allow it, no cause is accepted for staging. Lift the causes, or write \"override: allowed\" in the policy.\n"
            );
    }

    [Test]
    public void An_approval_that_would_not_count_is_not_recorded()
    {
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        Run("Approve", "--set=2026.11.1", "--environment=ci")
            .ShouldOnlySay(
                2,
                "nobody is asked to approve a promotion to ci; promote it: ./build.sh --target=Promote --set=2026.11.1 --environment=ci"
            );
        _path.People("somebody-else");

        Run("Approve", "--set=2026.11.1", "--environment=prod")
            .ShouldEnd(3)
            .Error.ShouldBe(
                $"Nothing was recorded: the approval by {PathPlatform.Who} does not count, as {Environment.UserName} is not in release-managers.\n"
            );

        _path.People(Environment.UserName);
        Run("Approve", "--set=2026.11.1", "--environment=prod").ShouldSucceed();
        Run("Approve", "--set=2026.11.1", "--environment=prod")
            .ShouldEnd(3)
            .Error.ShouldBe(
                $"Nothing was recorded: {Environment.UserName} approved it more than once, which counts once.\n"
            );
    }

    [Test]
    public void A_signed_approval_counts_where_the_gate_wants_it_signed_and_one_without_does_not()
    {
        Sets.Signer(Environment.UserName, "key");
        _path.People(Environment.UserName, hasSigners: true);
        Platform.File(
            "environments/promotion.yaml",
            PathPlatform.Path.Replace("author: enough", "author: enough, signed: true")
        );
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();

        Run("Approve", "--set=2026.11.1", "--environment=prod")
            .ShouldEnd(3)
            .Error.ShouldBe(
                $"Nothing was recorded: the approval by {PathPlatform.Who} does not count, as it is not signed.\n"
            );
        Run("Approve", "--set=2026.11.1", "--environment=prod", $"--sign-with={Sets.Key("key")}")
            .ShouldSucceed()
            .Output.ShouldStartWith(
                $"2026.11.1 is approved for prod by {Environment.UserName}, who signed. What else is in the way: "
            );

        PathPlatform.Moves(Run("Advance", "--output=json").ShouldSucceed())[^1].ShouldBe("prod promotes 2026.11.1");
    }

    [Test]
    public void A_freeze_without_an_end_is_refused_where_a_policy_wants_one()
    {
        const string Limit =
            "add --until=WHEN, [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC at the latest\n";
        Run("Freeze", "--environment=prod", "--reason=x")
            .ShouldEnd(2)
            .Error.ShouldMatch($"^the policy late wants an end of each freeze; {Limit}$");
        Run("Freeze", "--environment=prod", "--reason=x", "--until=31d")
            .ShouldEnd(2)
            .Error.ShouldMatch($"^the policy late lets a freeze stand for 30 d at most; {Limit}$");
        Run("Freeze", "--environment=prod", "--reason=x", "--until=2020-01-01")
            .ShouldEnd(2)
            .Error.ShouldStartWith("--until cannot be 2020-01-01: it has passed: it is ");
    }

    private ProgramResult Run(string target, params string[] arguments) => _path.Run(target, arguments);

    private void Good(string set) => _path.Good(set);

    private static string[] Closed(ProgramResult gates) =>
        [
            .. JsonNode.Parse(gates.RawOutput)!["promotions"]![0]!["gates"]!
                .AsArray()
                .Where(gate => gate!["state"]!.ToString() == "closed")
                .Select(gate => gate!["gate"]!.ToString()),
        ];
}
