using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>Writes what happened to an attempt that did not succeed: <c>the last deployment of ingress 1.4.0 to prod failed (run ...)</c>.</summary>
public static class AttemptWriter
{
    /// <summary>A clause, without a full stop.</summary>
    public static string Write(Attempt attempt)
    {
        var started = attempt.Started;
        var isDeployment = started.Action == LedgerAction.Deploy;
        var what = $"{started.Component} {started.Version} {(isDeployment ? "to" : "from")} {started.Environment}";
        var last = $"the last {(isDeployment ? "deployment" : "removal")} of {what}";
        return attempt.Outcome switch
        {
            AttemptOutcome.InProgress =>
                $"run {started.Run} ({started.Who}) is {(isDeployment ? "deploying" : "removing")} {what} right now",
            AttemptOutcome.Interrupted =>
                $"{last} was interrupted: run {started.Run} started it on {Moment.Text(started.At)} and never ended it",
            AttemptOutcome.Cancelled => $"{last} was cancelled (run {started.Run})",
            AttemptOutcome.Failed when attempt.Ended?.Error is { } error =>
                $"{last} failed (run {started.Run}: {Prose.FirstLine(error)})",
            AttemptOutcome.Failed => $"{last} failed (run {started.Run})",
            _ => $"{last} succeeded (run {started.Run})",
        };
    }
}
