using System.Globalization;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Certification;

/// <summary>What requests during an update came to.</summary>
/// <param name="Sent">How many were sent, those that failed included.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="FirstFailure">What was wrong with the first that failed; null if none did.</param>
/// <param name="During">What was done at that moment: <c>ingress was deployed</c>; null when nothing was, or it is not known.</param>
/// <param name="Slept">How long nothing was sent although it was time; null when that never was for long.</param>
public sealed record LoadCounts(int Sent, int Failed, string? FirstFailure, string? During, TimeSpan? Slept = null);

/// <summary>Whether an update went well under load. What was not measured is not known, and never good.</summary>
/// <param name="Outcome">Passed; failed; or not run, when it is not known.</param>
/// <param name="Message">Why, in one line; null when it passed.</param>
public sealed record LoadVerdict(TestOutcome Outcome, string? Message)
{
    /// <summary>So few requests say nothing about a share: one failure of them would be more than any budget, and none no proof.</summary>
    public const int FewestRequests = 10;

    /// <summary>Decides it.</summary>
    /// <param name="probe">What was asked for.</param>
    /// <param name="counts">What was counted.</param>
    public static LoadVerdict Of(LoadProbe probe, LoadCounts counts)
    {
        // What failed too often failed, however little was measured.
        var isOver = counts.Failed > 0 && 100m * counts.Failed > probe.ErrorBudget * counts.Sent;
        if (isOver && counts.Sent >= FewestRequests)
        {
            return new LoadVerdict(
                TestOutcome.Failed,
                $"{counts.Failed} of {counts.Sent} requests to {probe.Url} failed ({Percent(100m * counts.Failed / counts.Sent)}, and {Percent(probe.ErrorBudget)} may)"
                    + $": the first {(counts.During is null ? "" : $"while {counts.During}, ")}with {counts.FirstFailure}"
            );
        }

        return counts.Sent < FewestRequests
                ? new LoadVerdict(
                    TestOutcome.NotRun,
                    $"only {Prose.Count(counts.Sent, "request")} to {probe.Url} {(counts.Sent == 1 ? "was" : "were")} sent during the update, which is too few to say anything"
                )
            : counts.Slept is { } slept
                ? new LoadVerdict(
                    TestOutcome.NotRun,
                    $"no request to {probe.Url} was sent for {Duration.Text(slept)} of the update, so nothing is known of that time"
                )
            : new LoadVerdict(TestOutcome.Passed, null);
    }

    private static string Percent(decimal share) => share.ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
