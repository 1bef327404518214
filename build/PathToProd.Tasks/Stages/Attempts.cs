using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Writes an attempt's two lines into the ledger, around what it does.</summary>
internal static class Attempts
{
    /// <summary>Records the start, does it, and records how it ended, whatever happens short of a kill.</summary>
    public static void Record(ComponentContext context, LedgerAction action, string values, Func<DeploymentResult?> act)
    {
        var started = Start(context, action, values);
        if (context.NoCommit is { } reason)
        {
            context.Note($"the ledger names no commit: {reason}");
        }

        context.Ledger.Append(started);
        var begin = context.Clock.GetTimestamp();
        try
        {
            var result = WithoutSecrets(context, act());
            context.Ledger.Append(End(context, started, begin, Outcome.Succeeded, error: null, result));
        }
        catch (Exception exception)
        {
            var outcome = context.IsCancelled ? Outcome.Cancelled : Outcome.Failed;
            var error = context.Redactor.Hide(LimitedStage.Cause(context, exception).Message).Split('\n')[0];
            context.Ledger.Append(End(context, started, begin, outcome, error, result: null));
            throw;
        }
    }

    /// <summary>
    /// The ledger is in Git, and so forever: an output that holds a secret of this run counts as sensitive, whatever
    /// the component says of it.
    /// </summary>
    private static DeploymentResult? WithoutSecrets(ComponentContext context, DeploymentResult? result)
    {
        var secret = result?.Outputs.Where(output => context.Redactor.IsIn(output.Value)).Select(output => output.Key);
        if (secret?.ToArray() is not { Length: > 0 } names)
        {
            return result;
        }

        context.Note(
            $"{Prose.List(names)} {(names.Length == 1 ? "holds a secret, so it counts as a sensitive output and is" : "hold secrets, so they count as sensitive outputs and are")} "
                + $"not recorded; say so in {context.Component.Name} itself (sensitive = true)"
        );
        return result! with
        {
            Outputs = result.Outputs.RemoveRange(names),
            SensitiveOutputs = [.. result.SensitiveOutputs.Concat(names).Order(StringComparer.Ordinal)],
        };
    }

    private static LedgerEntry.Started Start(ComponentContext context, LedgerAction action, string values) =>
        new()
        {
            Attempt = Guid.NewGuid().ToString("N"),
            Run = context.Run.ToString(),
            At = context.Clock.GetUtcNow(),
            Action = action,
            Component = context.Component.Name,
            Environment = context.EnvironmentManifest.Name,
            Version = context.Artifact.Version,
            Digest = context.Artifact.Digest,
            Values = values,
            Who = context.Who,
            Commit = context.Commit,
        };

    private static LedgerEntry.Ended End(
        ComponentContext context,
        LedgerEntry.Started started,
        long begin,
        Outcome outcome,
        string? error,
        DeploymentResult? result
    )
    {
        var ended = new LedgerEntry.Ended
        {
            Attempt = started.Attempt,
            Run = started.Run,
            At = context.Clock.GetUtcNow(),
            Outcome = outcome,
            Duration = context.Clock.GetElapsedTime(begin),
            Error = error,
        };
        return result is null
            ? ended
            : ended with
            {
                Deployed = result.Fingerprint,
                Outputs = result.Outputs,
                NullOutputs = result.NullOutputs,
                SensitiveOutputs = result.SensitiveOutputs,
            };
    }
}
