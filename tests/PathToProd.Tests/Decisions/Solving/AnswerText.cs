using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Explaining;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>An answer of the solver as text.</summary>
internal static class AnswerText
{
    public static string Of(SolverAnswer answer) =>
        answer switch
        {
            SolverAnswer.Solved solved => string.Join('\n', solved.Choices.Values.Select(Of)),
            SolverAnswer.Refused refused => refused.Explanation.Text,
            SolverAnswer.GaveUp gaveUp => gaveUp.Reason,
            _ => throw new InvalidOperationException($"{answer} has no text."),
        };

    private static string Of(Choice choice)
    {
        var before = choice is { IsChanged: true, Before: { } old } ? $"{old} -> " : "";
        return $"{choice.Component} {before}{choice.Version}: {choice.Because}";
    }
}
