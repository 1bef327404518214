using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Tests.Decisions.Solving;

public sealed class OracleTests
{
    private const int QuestionsPerSeed = 200;

    private static IEnumerable<int> Solvable => Cases.Seeds(1, 20);

    private static IEnumerable<int> Refused => Cases.Seeds(101, 10);

    private static IEnumerable<int> KeptOut => Cases.Seeds(201, 10);

    private static IEnumerable<int> Mild => Cases.Seeds(301, 20);

    private static IEnumerable<int> Upgrades => Cases.Seeds(401, 4);

    private static IEnumerable<int> Blocked => Cases.Seeds(701, 10);

    private static IEnumerable<int> KnownGood => Cases.Seeds(601, 10);

    private static IEnumerable<int> KeptAsFewChange => Cases.Seeds(501, 5);

    [Test]
    public void The_solver_agrees_with_trying_everything([ValueSource(nameof(Solvable))] int seed)
    {
        var (questions, solved) = (new RandomQuestions(seed), 0);
        for (var count = 0; count < QuestionsPerSeed; count++)
        {
            var question = questions.Next();
            var expected = Oracle.Solve(question);
            var answer = Solver.Solve(question);
            switch (answer)
            {
                case SolverAnswer.Solved found:
                    solved++;
                    expected.ShouldNotBeNull(QuestionText.Write(question));
                    found.Versions.ShouldBe(expected, QuestionText.Write(question));
                    break;
                case SolverAnswer.Refused:
                    expected.ShouldBeNull(QuestionText.Write(question));
                    break;
                default:
                    Assert.Fail($"{answer}\n{QuestionText.Write(question)}");
                    break;
            }
        }

        // Both answers must come often, or this proves little.
        solved.ShouldBeInRange(QuestionsPerSeed / 4, QuestionsPerSeed * 3 / 4);
    }

    [Test]
    public void The_solver_prefers_what_trying_everything_prefers([ValueSource(nameof(Mild))] int seed)
    {
        var (questions, searched) = (new RandomQuestions(seed, QuestionKind.Mild), 0);
        for (var count = 0; count < QuestionsPerSeed; count++)
        {
            var question = questions.Next();
            var expected = Oracle.Solve(question);
            if (Solver.Solve(question) is SolverAnswer.Solved found)
            {
                searched += found.Choices.Values.Any(choice => choice.Obstacles.Length > 0) ? 1 : 0;
                found.Versions.ShouldBe(expected, QuestionText.Write(question));
            }
            else
            {
                expected.ShouldBeNull(QuestionText.Write(question));
            }
        }

        searched.ShouldBeGreaterThan(QuestionsPerSeed / 3);
    }

    [Test]
    public void The_solver_changes_as_few_components_as_trying_everything_does([ValueSource(nameof(Upgrades))] int seed)
    {
        var all = Cases.Of(5 * QuestionsPerSeed);
        var (questions, fewer, ties) = (new RandomQuestions(seed, QuestionKind.Upgrade), 0, 0);
        for (var count = 0; count < all; count++)
        {
            var question = questions.Next();
            var expected = Oracle.Solve(question);
            if (Solver.Solve(question) is SolverAnswer.Solved found)
            {
                found.Versions.ShouldBe(expected, QuestionText.Write(question));
                found.IsFewestUnknown.ShouldBeFalse();
                if (found.KnownGood is null && !Oracle.All(question).First().SequenceEqual(found.Versions))
                {
                    fewer++;
                    ties += Oracle.Fewest(question).Take(2).Count() - 1;
                }
            }
            else
            {
                expected.ShouldBeNull(QuestionText.Write(question));
            }
        }

        // Component by component, more would have changed. That must come often, or this proves little; and so must several
        // answers with as few changes, of which the order of decisions prefers one.
        fewer.ShouldBeGreaterThan(all / 100);
        ties.ShouldBeGreaterThan(all / 200);
    }

    [Test]
    public void A_known_good_set_is_taken_where_trying_everything_finds_nothing_newer(
        [ValueSource(nameof(KnownGood))] int seed,
        [Values] bool isUpgrade
    )
    {
        var kind = isUpgrade ? QuestionKind.KnownGoodUpgrade : QuestionKind.KnownGood;
        var (questions, taken, newer) = (new RandomQuestions(seed, kind), 0, 0);
        for (var count = 0; count < QuestionsPerSeed; count++)
        {
            var question = questions.Next();
            var expected = Oracle.Solve(question);
            if (Solver.Solve(question) is SolverAnswer.Solved found)
            {
                found.Versions.ShouldBe(expected, QuestionText.Write(question));
                found.KnownGood?.Versions.ShouldBe(found.Versions);
                (found.KnownGood is null).ShouldBe(
                    !question.KnownGood.Any(set => set.Versions.SequenceEqual(found.Versions)),
                    QuestionText.Write(question)
                );
                newer += !question.KnownGood.IsEmpty && found.KnownGood is null ? 1 : 0;
                taken += found.Versions.SequenceEqual(Oracle.Fewest(question).First()) ? 0 : 1;
            }
            else
            {
                expected.ShouldBeNull(QuestionText.Write(question));
            }
        }

        // Both must come often, or this proves little: something newer than all that is known good, and a known-good set that
        // is not the first answer, and as new.
        newer.ShouldBeGreaterThan(QuestionsPerSeed / 20);
        taken.ShouldBeGreaterThan(QuestionsPerSeed / 100);
    }

    [Test]
    public void Every_claim_of_an_explanation_is_true_and_every_remedy_lifts_the_refusal(
        [ValueSource(nameof(Refused))] int seed
    )
    {
        var (questions, claims, remedies) = (new RandomQuestions(seed), 0, 0);
        for (var count = 0; count < 40; count++)
        {
            var question = questions.Next();
            if (Solver.Solve(question) is not SolverAnswer.Refused { Explanation: var explanation })
            {
                continue;
            }

            foreach (var claim in explanation.Proofs.SelectMany(Claims.Of))
            {
                claims++;
                (claim.IsDerived ? Claims.Follows(question, claim) : Claims.IsSaid(question, claim)).ShouldBeTrue(
                    $"{claim} of {claim.Left} and {claim.Right}, {claim.Fact}\n{explanation.Text}\n{QuestionText.Write(question)}"
                );
            }

            foreach (var remedy in explanation.Remedies)
            {
                remedies++;
                Oracle
                    .Solve(remedy.Question!)
                    .ShouldNotBeNull($"{remedy.Text}\n{explanation.Text}\n{QuestionText.Write(question)}");
            }
        }

        claims.ShouldBeGreaterThan(20);
        remedies.ShouldBeGreaterThan(5);
    }

    [Test]
    public void Lifting_all_reasons_lifts_a_refusal_and_lifting_all_but_one_does_not(
        [ValueSource(nameof(Blocked))] int seed
    )
    {
        var (questions, several) = (new RandomQuestions(seed, QuestionKind.Blocked), 0);
        for (var count = 0; count < QuestionsPerSeed; count++)
        {
            var question = questions.Next();
            if (Solver.Solve(question) is not SolverAnswer.Refused { Explanation: var explanation })
            {
                continue;
            }

            var text = $"{explanation.Text}\n{QuestionText.Write(question)}";
            explanation.MayHaveMore.ShouldBeFalse(text);
            Fact[][] reasons =
            [
                .. explanation.Proofs.Select(proof => Blockers.Of(question, proof).Select(one => one.Fact!).ToArray()),
            ];
            if (!reasons.SelectMany(facts => facts).All(fact => fact is Fact.Held or Fact.FailedTogether))
            {
                continue;
            }

            Oracle.Solve(Lifted(question, reasons.SelectMany(facts => facts))).ShouldNotBeNull(text);
            foreach (var reason in reasons)
            {
                var others = reasons.Where(one => one != reason).SelectMany(facts => facts);
                Oracle.Solve(Lifted(question, others)).ShouldBeNull(text);
            }

            explanation.Remedies.ShouldNotBeEmpty(text);
            several += reasons.Length > 1 ? 1 : 0;
        }

        several.ShouldBeGreaterThan(QuestionsPerSeed / 100);
    }

    private static SolverQuestion Lifted(SolverQuestion question, IEnumerable<Fact> facts)
    {
        var all = facts.ToArray();
        return question with
        {
            Holds = question.Holds.RemoveRange(all.OfType<Fact.Held>().Select(fact => fact.Hold)),
            KnownConflicts = question.KnownConflicts.RemoveRange(
                all.OfType<Fact.FailedTogether>().Select(fact => fact.Conflict)
            ),
        };
    }

    [Test]
    public void What_keeps_a_newer_version_out_is_true([ValueSource(nameof(KeptOut))] int seed)
    {
        var questions = new RandomQuestions(seed, QuestionKind.Mild);
        ShouldBeTrue(Enumerable.Range(0, 25).Select(_ => questions.Next())).Obstacles.ShouldBeGreaterThan(10);
    }

    [Test]
    public void What_keeps_a_version_out_so_that_few_components_change_is_true(
        [ValueSource(nameof(KeptAsFewChange))] int seed
    )
    {
        var questions = new RandomQuestions(seed, QuestionKind.Upgrade);
        var fewer = Enumerable
            .Range(0, QuestionsPerSeed)
            .Select(_ => questions.Next())
            .Where(question =>
                Oracle.Solve(question) is { } answer && !answer.SequenceEqual(Oracle.All(question).First())
            );
        ShouldBeTrue(fewer).Kept.ShouldBeGreaterThan(2);
    }

    /// <summary>Checks every reason of every choice, and counts what keeps versions out.</summary>
    private static (int Obstacles, int Kept) ShouldBeTrue(IEnumerable<SolverQuestion> questions)
    {
        var (obstacles, kept) = (0, 0);
        foreach (var question in questions)
        {
            if (Solver.Solve(question) is not SolverAnswer.Solved { KnownGood: null } solved)
            {
                continue;
            }

            kept += solved
                .Choices.Values.SelectMany(choice => choice.Obstacles)
                .SelectMany(one => one.Facts)
                .Count(fact => fact.Fact is Fact.Kept);
            foreach (var choice in solved.Choices.Values)
            {
                foreach (var obstacle in choice.Obstacles)
                {
                    obstacles++;
                    var text = $"{choice.Component} {choice.Because}\n{QuestionText.Write(question)}";
                    Claims
                        .IsKeptOut(question, choice.Component, obstacle.Version, [.. obstacle.Facts])
                        .ShouldBeTrue(text);
                    obstacle.Facts.ShouldAllBe(fact => IsTrue(question, solved, fact), text);
                }
            }
        }

        return (obstacles, kept);
    }

    private static bool IsTrue(SolverQuestion question, SolverAnswer.Solved solved, Incompatibility claim) =>
        claim.Fact switch
        {
            Fact.Supposed supposed => IsSo(question, solved, supposed),
            Fact.Kept kept => Claims.IsKept(question, solved.Versions, claim, kept),
            Fact.Uncalled uncalled => Claims.IsUncalled(question, claim, uncalled),
            _ => Claims.IsSaid(question, claim),
        };

    private static bool IsSo(SolverQuestion question, SolverAnswer.Solved solved, Fact.Supposed supposed)
    {
        var name = question.Universe.Components[supposed.Component];
        var version = solved.Versions.GetValueOrDefault(name);
        return version is null
            ? supposed.Versions.HasAbsent
            : supposed.Versions.Contains(question.Universe.PlaceOf(supposed.Component, version) + 1);
    }
}
