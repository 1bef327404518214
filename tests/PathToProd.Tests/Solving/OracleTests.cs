using PathToProd.Solving;

namespace PathToProd.Tests.Solving;

public sealed class OracleTests
{
    private const int Seeds = 20;
    private const int QuestionsPerSeed = 400;

    [Test]
    public void The_solver_agrees_with_trying_everything([Range(1, Seeds)] int seed)
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
}
