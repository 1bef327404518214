using PathToProd.Facts.Changes;
using PathToProd.Text;

namespace PathToProd.Decisions.Posting;

/// <summary>What stands beside a commit.</summary>
/// <param name="Context">What it is about: <c>path-to-prod/validation</c>.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Description">A short sentence.</param>
/// <param name="Link">The page of the job; null for none.</param>
public sealed record ChangeStatus(string Context, ChangeVerdict Verdict, string Description, string? Link)
{
    /// <summary>GitHub refuses a longer one, and GitLab one of more than 255 characters.</summary>
    private const int LongestDescription = 140;

    /// <summary>The status of a report. Names of a stranger's report are not in it.</summary>
    public static ChangeStatus Of(ChangeReport report)
    {
        var failed = report.Failures.Length + report.Problems.Length;
        var what =
            failed > 0
                ? $"{Prose.Count(failed, "thing")} failed or {(failed == 1 ? "is" : "are")} wrong"
                : $"{Prose.Count(report.Steps.Length, "step")}, {report.Steps.Count(step => step.Outcome == StepOutcome.Reused)} of them reused";
        var not = report.NotVerified.IsEmpty ? "" : $"; {report.NotVerified.Length} not verified";
        var text = $"{report.Verdict.Verb()}: {what}{not}";
        return new ChangeStatus(
            $"path-to-prod/{report.Name}",
            report.Verdict,
            text.Length > LongestDescription ? text[..LongestDescription] : text,
            HttpLink.Of(report.Link)
        );
    }

    /// <summary>The word for it on GitHub: <c>error</c> is for what is not the change's fault, or not known.</summary>
    public string GitHubState =>
        Verdict switch
        {
            ChangeVerdict.Passed => "success",
            ChangeVerdict.Failed or ChangeVerdict.WrongInput => "failure",
            _ => "error",
        };

    /// <summary>The word for it on GitLab.</summary>
    public string GitLabState =>
        Verdict switch
        {
            ChangeVerdict.Passed => "success",
            ChangeVerdict.Cancelled => "canceled",
            _ => "failed",
        };
}
