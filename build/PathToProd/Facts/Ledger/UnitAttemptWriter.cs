using PathToProd.Facts.Runs;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>Writes what happened to an attempt on a unit that did not succeed, and which of its members it left how.</summary>
public static class UnitAttemptWriter
{
    /// <summary>A clause, without a full stop.</summary>
    public static string Write(UnitAttempt attempt)
    {
        var started = attempt.Started;
        var isDeployment = started.Action == LedgerAction.Deploy;
        var what = $"{Name(started)} {(isDeployment ? "to" : "from")} {started.Environment}";
        var last = $"the last {(isDeployment ? "deployment" : "removal")} of {what}";
        return attempt.Outcome switch
        {
            AttemptOutcome.InProgress =>
                $"run {started.Run} ({started.Who}) is {(isDeployment ? "deploying" : "removing")} {what} right now",
            AttemptOutcome.Interrupted =>
                $"{last} was interrupted: run {started.Run} started it on {Moment.Text(started.At)} and never ended it",
            AttemptOutcome.Cancelled => $"{last} was cancelled (run {started.Run})",
            AttemptOutcome.Failed when attempt.Ended?.Error is { } error =>
                $"{last} failed as a whole (run {started.Run}: {Prose.FirstLine(error)})",
            AttemptOutcome.Failed => $"{last} failed as a whole (run {started.Run})",
            _ => $"{last} succeeded (run {started.Run})",
        };
    }

    /// <summary>The unit, as a name: <c>the group edge</c>, or <c>2026.11.1</c>, the version set that it is.</summary>
    public static string Name(LedgerEntry.UnitStarted started) =>
        started.Unit != DeploymentUnit.Everything ? $"the group {started.Unit}"
        : started.Set is { } set ? $"version set {set}"
        : "all components";

    /// <summary>What became of each of its members, when that was recorded: <c>base is done, web failed</c>; else null.</summary>
    public static string? Members(UnitAttempt attempt) =>
        attempt.Ended is { } ended
            ? string.Join(", ", ended.Members.Select(member => $"{member.Component} {member.Outcome.Verb()}"))
            : null;
}
