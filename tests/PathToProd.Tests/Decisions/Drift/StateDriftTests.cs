using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Drift;

public sealed class StateDriftTests
{
    private static readonly TargetLook.State Same = new(IsThere: true, IsSame: true);

    [Test]
    public void A_plan_without_changes_over_the_recorded_state_is_no_drift() =>
        Decide(Same).Verdict.ShouldBe(DriftVerdict.None);

    [Test]
    public void A_state_that_is_not_there_is_gone() =>
        Lines(new TargetLook.State(IsThere: false, IsSame: false)).ShouldBe(["gone: the Terraform state"]);

    [Test]
    public void A_state_that_something_else_wrote_has_drifted_even_when_nothing_would_change() =>
        Lines(Same with { IsSame = false })
            .ShouldBe([
                "changed: the Terraform state: it was written since by something else, and applying again would change nothing",
            ]);

    [Test]
    public void What_moved_by_hand_is_separate_from_what_the_configuration_would_change() =>
        Lines(
                Same with
                {
                    Moved =
                    [
                        new ResourceMove("aws_vpc.main", ["update"], ["tags.team"]),
                        new ResourceMove("aws_subnet.a", ["delete"], []),
                    ],
                    Planned =
                    [
                        new ResourceMove("aws_subnet.a", ["create"], []),
                        new ResourceMove("aws_vpc.main", ["update"], ["tags.team"]),
                        new ResourceMove("aws_route.b", ["create"], []),
                        new ResourceMove("aws_route.c", ["delete"], []),
                        new ResourceMove("aws_route.d", ["delete", "create"], ["cidr"]),
                        new ResourceMove("output text", ["update"], []),
                    ],
                }
            )
            .ShouldBe([
                "changed: aws_vpc.main, tags.team: changed outside Terraform",
                "gone: aws_subnet.a: changed outside Terraform",
                "gone: aws_route.b: the state is not what was deployed",
                "no one deployed: aws_route.c: the state is not what was deployed",
                "changed: aws_route.d, cidr: the state is not what was deployed",
                "changed: output text: the state is not what was deployed",
            ]);

    [Test]
    public void A_plan_is_read_by_what_would_change_and_never_shows_a_value()
    {
        var plan = JsonNode.Parse(
            """
            {
              "resource_drift": [
                { "address": "a.one", "change": { "actions": ["update"], "before": { "tags": { "x": "old" } }, "after": { "tags": { "x": "new", "y": "more" } } } }
              ],
              "resource_changes": [
                { "address": "a.one", "change": { "actions": ["no-op"], "before": {}, "after": {} } },
                { "address": "data.two", "change": { "actions": ["read"] } },
                { "address": "a.three", "change": { "actions": ["update"], "before": { "in": "s3cret", "id": "7" }, "after": { "in": "0ther" }, "after_unknown": { "id": true, "tags": {} } } }
              ],
              "output_changes": { "text": { "actions": ["update"], "before": "a", "after": "b" }, "same": { "actions": ["no-op"] } }
            }
            """
        )!;

        Show(PlanMoves.Drift(plan)).ShouldBe(["a.one update tags.x tags.y", "output text update "]);
        Show(PlanMoves.Changes(plan)).ShouldBe(["a.three update in id", "output text update "]);
    }

    private static string[] Show(IEnumerable<ResourceMove> moves) =>
        [.. moves.Select(move => $"{move.Address} {string.Join('+', move.Actions)} {string.Join(' ', move.Fields)}")];

    private static string[] Lines(TargetLook look) => [.. Decide(look).Findings.Select(DriftWriter.Write)];

    private static ComponentDrift Decide(TargetLook look) =>
        ComponentDrift.Of(new LedgerBuilder().Deploy("network", "1.4.0").Succeeds().State["network"], look);
}
