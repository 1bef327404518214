using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility.Bisection;

namespace PathToProd.Tests.Decisions.Compatibility.Bisection;

/// <summary>What delta debugging finds, against all that there is to find.</summary>
public sealed class DeltaDebuggingTests
{
    [Test]
    public async Task One_guilty_change_of_any_number_is_found_in_a_logarithmic_number_of_trials()
    {
        for (var count = 1; count <= Cases.Of(200); count++)
        {
            var most = 2 * (int)Math.Ceiling(Math.Log2(count));
            for (var guilty = 0; guilty < count; guilty++)
            {
                var found = await Find(ChangeNeeds.None(count), changes => changes.Contains(guilty));

                found.Changes.ShouldBe([guilty]);
                found.Trials.Length.ShouldBeLessThanOrEqualTo(most, $"{guilty} of {count}");
            }
        }
    }

    [Test]
    public async Task Two_that_fail_only_together_are_found_wherever_they_are()
    {
        for (var one = 0; one < 40; one++)
        {
            for (var other = one + 1; other < 40; other++)
            {
                var found = await Find(
                    ChangeNeeds.None(40),
                    changes => changes.Contains(one) && changes.Contains(other)
                );

                found.Changes.ShouldBe([one, other]);
                found.Trials.Length.ShouldBeLessThan(100);
            }
        }
    }

    [Test]
    public async Task A_hidden_guilty_part_is_found_exactly()
    {
        for (var seed = 0; seed < Cases.Of(2000); seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 11);
            var guilty = Some(random, count);
            var needs = RandomNeeds(random, count);

            var found = await Find(needs, guilty.IsSubsetOf);

            // With all that it needs, as nothing else can be tried.
            found.Changes.ShouldBe(needs.With(guilty), $"seed {seed}");
        }
    }

    [Test]
    public async Task Whatever_fails_the_result_fails_and_no_change_can_be_left_out()
    {
        for (var seed = 0; seed < Cases.Of(3000); seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 11);
            var needs = RandomNeeds(random, count);

            // Any outcome for any mix: more changes may make a failure pass again, or tell nothing.
            var outcomes = new Dictionary<string, TrialOutcome>();
            var found = await DeltaDebugging.MinimizeAsync(needs, changes => Task.FromResult(Outcome(changes)));

            Outcome(found.Changes).ShouldBe(TrialOutcome.Failed, $"seed {seed}");
            needs.With(found.Changes).ShouldBe(found.Changes, $"seed {seed}");
            foreach (var change in found.Changes)
            {
                var without = Outcome(needs.Within(found.Changes.Remove(change)));
                without.ShouldNotBe(TrialOutcome.Failed, $"seed {seed} without {change}");
                found.Unclear.Contains(change).ShouldBe(without == TrialOutcome.Unresolved, $"seed {seed}");
            }

            TrialOutcome Outcome(ImmutableSortedSet<int> changes)
            {
                if (changes.Count == 0 || changes.Count == count)
                {
                    return changes.Count == 0 ? TrialOutcome.Passed : TrialOutcome.Failed;
                }

                var key = string.Join(',', changes);
                return outcomes.TryGetValue(key, out var known) ? known : outcomes[key] = (TrialOutcome)random.Next(3);
            }
        }
    }

    [Test]
    public async Task Several_guilty_parts_lead_to_one_of_them()
    {
        for (var seed = 0; seed < Cases.Of(1000); seed++)
        {
            var random = new Random(seed);
            var count = random.Next(2, 11);
            ImmutableSortedSet<int>[] guilty = [Some(random, count), Some(random, count)];

            var found = await Find(ChangeNeeds.None(count), changes => guilty.Any(part => part.IsSubsetOf(changes)));

            guilty.ShouldContain(part => part.SetEquals(found.Changes), $"seed {seed}");
        }
    }

    [Test]
    public async Task A_change_that_needs_another_is_never_tried_without_it()
    {
        // 0 needs 1: alone it cannot be tried.
        var tried = new List<string>();
        var needs = ChangeNeeds.Of([
            [1],
            [],
            [],
        ]);

        var found = await Find(
            needs,
            changes =>
            {
                tried.Add(string.Join(' ', changes));
                return changes.Contains(0);
            }
        );

        found.Changes.ShouldBe([0, 1]);
        tried.ShouldBe(["0 1", "1"]);
    }

    [Test]
    public async Task What_is_needed_may_be_the_guilty_one()
    {
        var found = await Find(
            ChangeNeeds.Of([
                [1],
                [],
                [],
            ]),
            changes => changes.Contains(1)
        );

        found.Changes.ShouldBe([1]);
    }

    [Test]
    public async Task When_nothing_smaller_can_be_found_it_says_which_changes_are_unclear()
    {
        var found = await DeltaDebugging.MinimizeAsync(
            ChangeNeeds.None(2),
            changes => Task.FromResult(changes.Contains(0) ? TrialOutcome.Unresolved : TrialOutcome.Passed)
        );

        found.Changes.ShouldBe([0, 1]);
        found.Unclear.ShouldBe([1], "with 0 alone the outcome is unclear");
    }

    private static async Task<MinimalFailure> Find(ChangeNeeds needs, Func<ImmutableSortedSet<int>, bool> fails)
    {
        var tried = new HashSet<string>();
        return await DeltaDebugging.MinimizeAsync(
            needs,
            changes =>
            {
                tried.Add(string.Join(',', changes)).ShouldBeTrue("nothing is tried twice");
                changes.Count.ShouldBeInRange(1, needs.Count - 1, "nothing and all are known");
                needs.With(changes).ShouldBe(changes, "nothing is tried without what it needs");
                return Task.FromResult(fails(changes) ? TrialOutcome.Failed : TrialOutcome.Passed);
            }
        );
    }

    private static ImmutableSortedSet<int> Some(Random random, int count)
    {
        var all = Enumerable.Range(0, count).ToArray();
        random.Shuffle(all);
        return [.. all.Take(random.Next(1, count + 1))];
    }

    private static ChangeNeeds RandomNeeds(Random random, int count) =>
        ChangeNeeds.Of(
            Enumerable
                .Range(0, count)
                .Select(change =>
                    Enumerable.Range(0, count).Where(other => other != change && random.Next(8) == 0).ToArray()
                )
                .ToArray()
        );
}
