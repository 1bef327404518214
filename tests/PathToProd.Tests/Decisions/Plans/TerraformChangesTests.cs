using System.Text.Json.Nodes;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;

namespace PathToProd.Tests.Decisions.Plans;

/// <summary>Plans as <c>terraform show -json</c> writes them.</summary>
public sealed class TerraformChangesTests
{
    [TestCase("""["create"]""", PlannedAction.Create)]
    [TestCase("""["update"]""", PlannedAction.Update)]
    [TestCase("""["delete"]""", PlannedAction.Delete)]
    [TestCase("""["forget"]""", PlannedAction.Forget)]
    [TestCase("""["delete", "create"]""", PlannedAction.Replace)]
    [TestCase("""["create", "delete"]""", PlannedAction.Replace)]
    [TestCase("""["create", "forget"]""", PlannedAction.Other)]
    public void An_action_has_its_word(string actions, PlannedAction action) =>
        Changes($$"""{ "actions": {{actions}}, "before": null, "after": {} }""").Single().Action.ShouldBe(action);

    [TestCase("""["no-op"]""")]
    [TestCase("""["read"]""")]
    public void What_stays_and_what_is_only_read_is_no_change(string actions) =>
        Changes($$"""{ "actions": {{actions}}, "before": {}, "after": {} }""").ShouldBeEmpty();

    [Test]
    public void What_only_gets_another_address_or_comes_into_the_state_is_a_change()
    {
        Plan("""{ "actions": ["no-op"], "before": {}, "after": {} }""", """, "previous_address": "a.old" """)
            .Single()
            .Action.ShouldBe(PlannedAction.Move);
        Changes("""{ "actions": ["no-op"], "before": {}, "after": {}, "importing": { "id": "1" } }""")
            .Single()
            .Action.ShouldBe(PlannedAction.Import);
    }

    [Test]
    public void Fields_have_the_values_that_they_will_have_and_those_that_stay_are_left_out()
    {
        var change = Changes(
                """
                {
                  "actions": ["update"],
                  "before": { "size": 1, "name": "a", "tags": { "x": "1", "y": "1" }, "zones": ["a", "b"], "gone": true },
                  "after": { "size": 2, "name": "a", "tags": { "x": "1", "y": "2" }, "zones": ["a", "c"], "gone": null }
                }
                """
            )
            .Single();

        Shown(change).ShouldBe(["gone=null", "size=2", "tags.y=\"2\"", "zones[1]=\"c\""]);
    }

    [Test]
    public void What_is_known_only_afterwards_is_named_and_has_no_value()
    {
        var change = Changes(
                """
                {
                  "actions": ["update"],
                  "before": { "id": "1", "list": [{ "ip": "a" }] },
                  "after": { "list": [{}] },
                  "after_unknown": { "id": true, "list": [{ "ip": true }], "known": false }
                }
                """
            )
            .Single();

        change.Unknown.ShouldBe(["id", "list[0].ip"]);
        change.Fields.ShouldBeEmpty();
    }

    [Test]
    public void A_sensitive_value_is_never_there_wherever_it_stands()
    {
        var change = Changes(
                """
                {
                  "actions": ["update"],
                  "before": { "key": "old-secret", "list": [{ "name": "b", "word": "w-secret" }], "whole": ["1-secret"], "same": "s-secret" },
                  "after": {
                    "key": "new-secret",
                    "list": [{ "name": "b", "word": "x-secret" }],
                    "whole": ["1-secret", "2-secret"],
                    "same": "s-secret"
                  },
                  "after_sensitive": { "key": true, "list": [{ "word": true }], "whole": [true, true], "same": true },
                  "before_sensitive": {}
                }
                """
            )
            .Single();

        change.Secret.ShouldBe(["key", "list[0].word", "whole"]);
        change.Fields.ShouldBeEmpty();
    }

    [Test]
    public void A_value_that_was_sensitive_stays_hidden() =>
        Changes(
                """
                {
                  "actions": ["update"],
                  "before": { "key": "a" },
                  "after": { "key": "b" },
                  "before_sensitive": { "key": true },
                  "after_sensitive": {}
                }
                """
            )
            .Single()
            .Secret.ShouldBe(["key"]);

    [Test]
    public void A_secret_of_the_run_is_hidden_whatever_Terraform_says_of_it()
    {
        var change = Changes(
                """{ "actions": ["create"], "before": null, "after": { "text": "word-of-run", "size": 1 } }"""
            )
            .Single();

        change.Secret.ShouldBe(["text"]);
        Shown(change).ShouldBe(["size=1"]);
    }

    [Test]
    public void A_key_that_is_a_secret_of_the_run_is_hidden_too() =>
        Shown(
                Changes(
                        """{ "actions": ["create"], "before": null, "after": { "tags": { "word-of-run": "x", "b": "y" } } }"""
                    )
                    .Single()
            )
            .ShouldBe(["tags.***=\"x\"", "tags.b=\"y\""]);

    [Test]
    public void Why_something_is_replaced_is_said() =>
        Changes(
                """
                {
                  "actions": ["delete", "create"],
                  "before": { "zone": "a" },
                  "after": { "zone": "b" },
                  "replace_paths": [["zone"], ["rules", 0, "port"]]
                }
                """
            )
            .Single()
            .ReplacedBecause.ShouldBe(["rules[0].port", "zone"]);

    [Test]
    public void Outputs_that_change_are_known_unknown_or_secret()
    {
        var plan = JsonNode.Parse(
            """
            {
              "output_changes": {
                "a": { "actions": ["create"], "before": null, "after": { "x": [1] }, "after_unknown": false },
                "b": { "actions": ["create"], "before": null, "after_unknown": true },
                "c": { "actions": ["update"], "before": "1", "after": "2", "after_unknown": false, "after_sensitive": true },
                "d": { "actions": ["no-op"], "before": "1", "after": "1" },
                "e": { "actions": ["delete"], "before": "1", "after": null },
                "f": { "actions": ["update"], "before": "1", "after": "word-of-run" },
                "g": { "actions": ["create"], "after": { "y": 1 }, "after_unknown": { "z": true } }
              }
            }
            """
        )!;

        new TerraformChanges(IsSecret)
            .Outputs(plan)
            .ShouldBe([
                new PlannedOutput("a", PlannedAction.Create) { Value = "{\"x\":[1]}" },
                new PlannedOutput("b", PlannedAction.Create) { IsUnknown = true },
                new PlannedOutput("c", PlannedAction.Update) { IsSecret = true },
                new PlannedOutput("e", PlannedAction.Delete),
                new PlannedOutput("f", PlannedAction.Update) { IsSecret = true },
                new PlannedOutput("g", PlannedAction.Create) { IsUnknown = true },
            ]);
    }

    [Test]
    public void A_plan_that_is_not_all_of_it_says_that_something_is_not_known()
    {
        TerraformChanges.Unknown(JsonNode.Parse("""{ "complete": false }""")!).Single().IsAll.ShouldBeTrue();
        TerraformChanges.Unknown(JsonNode.Parse("""{ "complete": true }""")!).ShouldBeEmpty();
        TerraformChanges.Unknown(JsonNode.Parse("{}")!).ShouldBeEmpty();
    }

    private static IEnumerable<PlannedChange> Changes(string change) => Plan(change, "");

    private static IEnumerable<PlannedChange> Plan(string change, string more) =>
        new TerraformChanges(IsSecret).Of(
            JsonNode.Parse($$"""{ "resource_changes": [{ "address": "a.b", "change": {{change}} {{more}} }] }""")!
        );

    private static IEnumerable<string> Shown(PlannedChange change) =>
        change.Fields.Select(field => $"{field.Key}={field.Value}");

    private static bool IsSecret(JsonNode? value) =>
        value?.ToJsonString().Contains("word-of-run", StringComparison.Ordinal) == true;
}
