using System.Text.Json.Nodes;
using PathToProd.Facts.Plans;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Plans;

public sealed class PlanTextTests
{
    private const string Edited =
        "the plan was changed after it was made: what it says does not match its digest; "
        + "a plan is never edited: make it again, ./build.sh --target=Plan --save=FILE";

    private static string Text => PlanText.Write(Plans.Whole);

    [Test]
    public void A_plan_is_JSON_that_people_can_read() => Snapshot.Match(Text);

    [Test]
    public void What_is_written_is_read_again()
    {
        foreach (var seed in Cases.Seeds(1, 500))
        {
            var plan = Plans.Random(seed);
            var text = PlanText.Write(plan);

            var reading = PlanText.Read("plan.json", text);

            reading.Problems.ShouldBeEmpty($"seed {seed}");
            PlanText.Write(reading.Plan!).ShouldBe(text, $"seed {seed}");
        }
    }

    [Test]
    public void The_digest_does_not_depend_on_order_times_or_runs()
    {
        foreach (var seed in Cases.Seeds(1, 500))
        {
            var plan = Plans.Random(seed);

            Plans.Shuffled(plan, seed).Digest.ShouldBe(plan.Digest, $"seed {seed}");
        }
    }

    [Test]
    public void Any_change_in_meaning_changes_the_digest()
    {
        var digests = new Dictionary<Digest, string> { [Plans.Whole.Digest] = "as it was" };
        foreach (var (name, plan) in Plans.OtherMeanings)
        {
            digests.TryAdd(plan.Digest, name).ShouldBeTrue($"{name} has the digest of {digests[plan.Digest]}");
        }

        digests.Count.ShouldBeGreaterThan(25);
    }

    [Test]
    public void A_plan_that_was_edited_by_hand_is_refused()
    {
        PlanText
            .Read("plan.json", Text.Replace("\"2\"", "\"3\"", StringComparison.Ordinal))
            .Problems.Select(problem => problem.ToString())
            .ShouldBe([$"plan.json(3,3): {Edited}"]);
        PlanText.Read("plan.json", Text.Replace("0123abcd", "4567abcd", StringComparison.Ordinal)).Plan.ShouldBeNull();
    }

    [Test]
    public void Who_made_it_and_when_may_be_edited_as_nothing_follows_from_it() =>
        PlanText.Read("plan.json", Text.Replace("ann@host", "ben", StringComparison.Ordinal)).Plan!.Who.ShouldBe("ben");

    [TestCase("", "plan.json(1,1): this is not JSON, or only a part of it; restore the file")]
    [TestCase("hello", "plan.json(1,1): this is not JSON, or only a part of it; restore the file")]
    [TestCase("{}{}", "plan.json(1,3): this is not JSON, or only a part of it; restore the file")]
    [TestCase("[]", "plan.json(1,1): the plan must be a map, and this is a list; write a map")]
    public void What_is_no_plan_is_refused_with_its_place(string text, string problem) =>
        Problems(text).ShouldBe([problem]);

    [Test]
    public void A_plan_that_is_torn_anywhere_is_refused()
    {
        var text = Text.TrimEnd();
        for (var length = 0; length < text.Length; length++)
        {
            PlanText.Read("plan.json", text[..length]).Plan.ShouldBeNull($"the first {length} characters");
        }
    }

    [Test]
    public void Every_problem_is_reported_at_once()
    {
        var json = JsonNode.Parse(Text)!.AsObject();
        json["digest"] = "sha256:12";
        json.Remove("environment");
        json["enviroment"] = "staging";
        json["deploymentModel"] = "monolith";
        var part = json["components"]![0]!.AsObject();
        part.Remove("over");
        part["version"] = "1.4";
        part["changes"]![0]!["action"] = "destroy";
        part["outputs"]![0]!["unknown"] = "no";
        part["extra"] = 1;

        Snapshot.Match(string.Concat(Problems(json.ToJsonString()).Select(problem => problem + "\n")));
    }

    private static string[] Problems(string text)
    {
        var reading = PlanText.Read("plan.json", text);
        reading.Plan.ShouldBeNull();
        return [.. reading.Problems.Select(problem => problem.ToString())];
    }
}
