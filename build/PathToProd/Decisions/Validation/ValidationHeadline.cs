using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Decisions.Validation;

/// <summary>The first line of a validation's report, which says it all for those who read no further.</summary>
public static class ValidationHeadline
{
    /// <summary>Writes it.</summary>
    public static string Of(ValidationResult validation)
    {
        var took = Duration.Text(validation.Duration);
        // What needed no environment was in none.
        var where = validation.Certification is null ? "" : $" in {validation.Environment}";
        return validation.Outcome switch
        {
            ValidationOutcome.NothingAffected => "The change passed: it affects no component.",
            ValidationOutcome.Passed => $"The change passed{where}, in {took}: {Passed(validation)}."
                + (
                    validation.NotVerified.IsEmpty
                        ? ""
                        : $" {Prose.Count(validation.NotVerified.Length, "thing")} {(validation.NotVerified.Length == 1 ? "was" : "were")} not verified."
                ),
            ValidationOutcome.Cancelled =>
                $"The validation{where} was cancelled after {took}. That says nothing about the change.",
            ValidationOutcome.Unknown =>
                $"It is not known{where} whether the change works: {validation.NotVerified[^1].Why}.",
            _ => $"The change failed{where}, after {took}: {Failed(validation)}.",
        };
    }

    private static string Passed(ValidationResult validation) =>
        $"{Prose.Count(validation.Affected.Components.Length, "component")} affected, "
        + validation.Decision switch
        {
            _ when validation.Slice is { Changed.IsEmpty: true } => "and no artifact differs from the base's",
            ValidationDecision.Reused => "and its update is known to work",
            _ => "and its update works",
        };

    private static string Failed(ValidationResult validation)
    {
        string[] broken =
        [
            .. validation.Broken.Where(node => node.Outcome != NodeOutcome.NotRun).Select(node => node.Component),
        ];
        return broken.Length > 0 ? $"{Prose.List(broken)} did not pass Build and Test"
            : validation.Decision is ValidationDecision.GivenUp given
                ? $"its update failed {given.Failures.Length} times in a row, the last time with: {given.Failures[0].Error}"
            : validation.Certification?.Tested is { } tested
                ? (tested.Error ?? tested.StepFailure ?? "its update failed").TrimEnd('.')
            : validation.Error ?? "it could not be tried";
    }
}
