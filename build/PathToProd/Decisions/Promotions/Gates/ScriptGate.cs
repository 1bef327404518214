using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>A program says so. Only 1 is a no: every other end is that of a program that could not find out.</summary>
internal sealed class ScriptGate(ScriptRule rule) : IGate
{
    public IEnumerable<Look> Looks(PromotionQuestion question) => [LookOf(question)];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var (answer, why) = question.Answers.Of(LookOf(question));
        if (answer?.ExitCode == 0)
        {
            yield break;
        }

        var program = rule.Run[0];
        yield return new GateCause
        {
            Kind = answer?.ExitCode == 1 ? CauseKind.Closed : CauseKind.Unknown,
            About = program,
            Because = answer switch
            {
                null => $"{program} gave no answer: {why}",
                { ExitCode: 1 } => $"{program} says no{Said(answer)}",
                _ => $"{program} could not tell: it ended with exit code {answer.ExitCode}{Said(answer)}",
            },
            Lift =
                $"do what it asks for, and see what it says then: {string.Join(' ', LookOf(question).Words.Select(word => word.Contains(' ') ? $"\"{word}\"" : word))}",
        };
    }

    public string Open(PromotionQuestion question) =>
        $"{rule.Run[0]} says yes{Said(question.Answers.Of(LookOf(question)).Answer!)}";

    private static string Said(ScriptAnswer answer) =>
        answer.LastLines.IsEmpty ? "" : $": {Printable.Line(string.Join(" / ", answer.LastLines))}";

    private ScriptLook LookOf(PromotionQuestion question) =>
        new([.. rule.Run.Select(word => Filled(word, question))], rule.Timeout);

    private static string Filled(string word, PromotionQuestion question) =>
        word.Replace("{set}", question.Set.Name, StringComparison.Ordinal)
            .Replace("{set-digest}", question.Set.Digest.ToString(), StringComparison.Ordinal)
            .Replace("{environment}", question.Environment, StringComparison.Ordinal);
}
