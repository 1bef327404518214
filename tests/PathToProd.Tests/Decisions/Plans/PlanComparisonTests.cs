using System.Collections.Immutable;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Versions;
using Plan = PathToProd.Tests.Facts.Plans.Plans;

namespace PathToProd.Tests.Decisions.Plans;

public sealed class PlanComparisonTests
{
    private static readonly ImmutableHashSet<string> None = [];

    [Test]
    public void The_same_plan_in_any_order_at_any_time_does_not_differ()
    {
        foreach (var seed in Cases.Seeds(1, 300))
        {
            var plan = Plan.Random(seed);

            PlanComparison.Of(plan, Plan.Shuffled(plan, seed), None).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Test]
    public void Every_change_in_meaning_is_a_difference_but_the_commit_which_is_compared_before()
    {
        foreach (var (name, other) in Plan.OtherMeanings)
        {
            var differences = PlanComparison.Of(Plan.Whole, other, None);

            differences.IsEmpty.ShouldBe(name is "commit" or "no commit", name);
        }
    }

    [Test]
    public void Differences_are_lines_that_say_what_was_planned_and_what_is_now()
    {
        var lines = Plan.OtherMeanings.SelectMany(other =>
            PlanComparison.Of(Plan.Whole, other.Plan, None).Select(difference => $"{other.Name}: {difference}\n")
        );

        Snapshot.Match(string.Concat(lines));
    }

    [Test]
    public void What_was_not_known_may_be_anything_once_what_it_waited_for_is_deployed()
    {
        var saved = Plan.Part("ingress") with
        {
            Values = Values(("replicas", "2")),
            Unknown = [new PlanUnknown("", UnknownCause.Input, "net.id", "it takes net.id")],
        };
        var now = saved with
        {
            Unknown = [],
            Values = Values(("replicas", "2"), ("net", "\"n-1\"")),
            Changes = [new PlannedChange("Deployment ingress", PlannedAction.Create)],
        };

        PlanComparison.Of(saved, now, PlanMoment.UnderWay).ShouldBeEmpty();
        Lines(saved, now, PlanMoment.Before)
            .ShouldBe([
                "ingress: the value net: planned nothing, now \"n-1\"",
                "ingress: Deployment ingress: planned nothing, now create",
                "ingress: what would change: planned not known, because it takes net.id (input net.id), now known",
            ]);
    }

    [Test]
    public void What_was_known_stays_although_something_else_of_it_was_not()
    {
        var saved = Plan.Part("ingress") with
        {
            Values = Values(("replicas", "2")),
            Unknown = [new PlanUnknown("", UnknownCause.Input, "net.id", "it takes net.id")],
        };
        var now = saved with { Unknown = [], Values = Values(("replicas", "3")), Version = SemVersion.Parse("1.5.0") };

        Lines(saved, now, PlanMoment.UnderWay)
            .ShouldBe([
                "ingress: the version: planned 1.4.0, now 1.5.0",
                "ingress: the value replicas: planned 2, now 3",
            ]);
    }

    [Test]
    public void A_resource_whose_kind_was_not_served_may_become_what_the_server_makes_of_it()
    {
        var change = new PlannedChange("Widget.example.com x", PlannedAction.Create) { Fields = Values(("spec", "1")) };
        var saved = Plan.Part("ingress") with
        {
            Changes = [change],
            Unknown = [new PlanUnknown(change.What, UnknownCause.Definition, "Widget.example.com", "not served")],
        };
        var now = saved with
        {
            Unknown = [],
            Changes = [change with { Fields = Values(("spec", "1"), ("more", "2")) }],
        };

        PlanComparison.Of(saved, now, PlanMoment.UnderWay).ShouldBeEmpty();
        PlanComparison.Of(saved, now with { Changes = [] }, PlanMoment.UnderWay).ShouldNotBeEmpty();
    }

    [Test]
    public void Something_new_that_is_not_known_is_always_a_difference()
    {
        var saved = Plan.Part("ingress");
        var now = saved with { Unknown = [new PlanUnknown("", UnknownCause.Failure, "", "the dry run failed")] };

        foreach (var moment in (PlanMoment[])[PlanMoment.Before, PlanMoment.UnderWay])
        {
            Lines(saved, now, moment)
                .ShouldBe([
                    "ingress: what would change: planned known, now not known, because the dry run failed (failure)",
                ]);
        }
    }

    [Test]
    public void Of_what_the_plan_began_only_what_is_deployed_counts()
    {
        var saved = Plan.Whole.Components[0];
        var now = saved with { Changes = [], Outputs = [], Over = new PlanBase("its deployment failed", "a9", "x") };

        PlanComparison.Of(saved, now, PlanMoment.Begun).ShouldBeEmpty();
        Lines(saved, now with { Artifact = null }, PlanMoment.Begun)
            .ShouldBe([$"base-network: the artifact: planned {Plan.Artifact}, now nothing"]);
    }

    [Test]
    public void A_whole_plan_that_goes_on_is_compared_component_by_component()
    {
        var begun = Plan.Whole.Components[0] with { Changes = [], Over = new PlanBase("it failed", "a9", "x") };
        var untouched = Plan.Whole.Components[1];
        var resolved = untouched with { Unknown = [] };

        PlanComparison
            .Of(Plan.Whole, Plan.Of(begun, resolved), ImmutableHashSet.Create("base-network"))
            .ShouldBeEmpty();
        PlanComparison
            .Of(
                Plan.Whole,
                Plan.Of(begun, resolved with { Over = untouched.Over with { Attempt = "other" } }),
                ImmutableHashSet.Create("base-network")
            )
            .Select(difference => difference.ToString())
            .ShouldBe(["ingress: the last attempt: planned a1, now other"]);
    }

    private static string[] Lines(ComponentPlan saved, ComponentPlan now, PlanMoment moment) =>
        [.. PlanComparison.Of(saved, now, moment).Select(difference => difference.ToString())];

    private static ImmutableSortedDictionary<string, string> Values(params (string Path, string Json)[] values) =>
        values.ToImmutableSortedDictionary(value => value.Path, value => value.Json, StringComparer.Ordinal);
}
