using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>One question takes at most twice its limit: once to search, and once to explain what was found.</summary>
public sealed class StepBudgetTests
{
    /// <summary>A search looks at its limit before each look at an incompatibility, and not while it learns from a conflict.</summary>
    private const int OneConflict = 1_000;

    [TestCase(5, 4)]
    [TestCase(7, 6)]
    public void A_refusal_is_explained_within_the_limit(int count, int holes)
    {
        var pigeons = AdversarialTests.Pigeons(count, holes);
        var limit = Refused(pigeons).Steps;
        var question = pigeons with { Limit = limit };

        var (tight, spent) = Explained(question, limit);
        var (whole, needed) = Explained(pigeons, pigeons.Limit);

        needed.ShouldBeGreaterThan(limit + OneConflict, "there is more to try than may be tried");
        spent.ShouldBeInRange(limit / 2, limit + OneConflict);
        ShouldBeTrue(pigeons, tight);
        ShouldBeTrue(pigeons, whole);
        Solver.Solve(question).ShouldBeOfType<SolverAnswer.Refused>().Explanation.Text.ShouldBe(tight.Text);
    }

    [Test]
    public void All_of_several_reasons_and_their_remedies_are_reported_within_the_limit()
    {
        var all = new[] { "ant", "bee", "cow", "dog" }
            .Select(kind => AdversarialTests.Pigeons(5, 4, kind))
            .Aggregate(
                (left, right) =>
                    left with
                    {
                        Universe = new Universe([.. All(left), .. All(right)]),
                        Wishes = [.. left.Wishes, .. right.Wishes],
                    }
            );
        var limit = Refused(all).Steps;

        Explained(all, all.Limit).Explanation.Proofs.Length.ShouldBe(4);
        foreach (var part in new[] { 10, 4, 2, 1 })
        {
            var (explanation, spent) = Explained(all with { Limit = limit / part }, limit / part);

            spent.ShouldBeLessThan((limit / part) + OneConflict);
            ShouldBeTrue(all, explanation);
        }
    }

    [Test]
    public void Nothing_is_tried_without_steps_and_what_was_found_is_reported_anyway()
    {
        var question = AdversarialTests.Pigeons(5, 4);

        var (explanation, spent) = Explained(question, limit: 0);

        spent.ShouldBe(0);
        explanation.Reasons.Length.ShouldBe(1);
        explanation.Remedies.ShouldBeEmpty();
        ShouldBeTrue(question, explanation);
    }

    [Test]
    public void The_reasons_for_choices_are_said_within_the_limit()
    {
        // The newest top needs all the pigeons, and there is no room for them.
        var pigeons = AdversarialTests.Pigeons(7, 6);
        var requires = pigeons.Wishes.ToImmutableSorted(
            wish => wish.Component,
            wish => new Requirement(wish.Component, VersionRange.Any)
        );
        var question = pigeons with
        {
            Universe = new Universe([
                .. All(pigeons),
                new Candidate("top", new SemVersion(1, 0, 0), Digest.None, ComponentRelations.None),
                new Candidate(
                    "top",
                    new SemVersion(2, 0, 0),
                    Digest.None,
                    new ComponentRelations { Requires = requires }
                ),
            ]),
            Wishes = [new Wish("top", VersionRange.Any, "you asked for it")],
        };
        var search = new Search(new UniverseFacts(question), new DecisionOrder(question), question.Limit);
        search.Run().ShouldBe(SearchOutcome.Found);
        var top = question.Universe.Find("top", new SemVersion(1, 0, 0))!;

        (Choice Choice, long Spent) Choose(long limit)
        {
            var budget = new StepBudget(limit);
            var prose = new ChoiceProse(question, search.Solution, _ => null, [top]) { Budget = budget };
            return (prose.Of(top), limit - budget.Left);
        }

        Choose(question.Limit).Spent.ShouldBeGreaterThan(search.Steps + OneConflict);
        var (choice, spent) = Choose(search.Steps);
        spent.ShouldBeInRange(search.Steps / 2, search.Steps + OneConflict);
        choice.Because.ShouldStartWith("the newest that fits: ");
    }

    private static Search Refused(SolverQuestion question)
    {
        var search = new Search(new UniverseFacts(question), new DecisionOrder(question), question.Limit);
        search.Run().ShouldBe(SearchOutcome.Refused);
        return search;
    }

    private static (Explanation Explanation, long Spent) Explained(SolverQuestion question, long limit)
    {
        var budget = new StepBudget(limit);
        var failure = Refused(question with { Limit = SolverQuestion.DefaultLimit }).Failure!;
        return (Explainer.Explain(question, failure, budget), limit - budget.Left);
    }

    private static IEnumerable<Candidate> All(SolverQuestion question) =>
        question.Universe.Components.SelectMany(component => question.Universe.Of(component));

    /// <summary>Each reason is a proof from what was said, however long; each remedy gives an answer.</summary>
    private static void ShouldBeTrue(SolverQuestion question, Explanation explanation)
    {
        foreach (var proof in explanation.Proofs)
        {
            proof.Terms.ShouldBeEmpty();
            proof.Facts().ShouldAllBe(fact => Claims.IsSaid(question, fact));
        }

        foreach (var remedy in explanation.Remedies)
        {
            Solver
                .Solve(remedy.Question! with { Limit = SolverQuestion.DefaultLimit })
                .ShouldBeOfType<SolverAnswer.Solved>(remedy.Text);
        }
    }
}
