using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Stages;

/// <summary>Writes an attempt's two lines into the ledger, around what it does.</summary>
internal static class Attempts
{
    /// <summary>Records the start, after that of the unit which the component belongs to, does it, and records how it ended, whatever happens short of a kill.</summary>
    public static void Record(ComponentContext context, LedgerAction action, Digest values, Func<DeploymentResult?> act)
    {
        context.Work.RemovedLock = null;
        // The unit's start is the older one, also where entries are read from several files by their times.
        var unit = context.Work.Unit?.Start();
        var started = Start(context, action, values) with { Unit = unit };
        if (context.Work.Services.Provenance.NoCommit is { } reason)
        {
            context.Note($"the ledger names no commit: {reason}");
        }

        context.Work.Services.Observer.Settle();
        context.Work.Ledger.Append(context.Component.Name, started);
        var begin = context.Work.Services.Clock.GetTimestamp();
        try
        {
            var result = WithoutSecrets(context, act());
            context.Work.Ledger.Append(
                context.Component.Name,
                End(context, started, begin, Outcome.Succeeded, error: null, result)
            );
        }
        catch (Exception exception)
        {
            var outcome = context.Work.IsCancelled ? Outcome.Cancelled : Outcome.Failed;
            var error = FailureLine.Of(
                context.Work.Services.Redactor.Hide(LimitedStage.Cause(context, exception).Message)
            );
            context.Work.Ledger.Append(
                context.Component.Name,
                End(context, started, begin, outcome, error, result: null)
            );
            throw;
        }
    }

    /// <summary>
    /// The ledger is in Git, and so forever: an output that holds a secret of this run counts as sensitive, whatever
    /// the component says of it.
    /// </summary>
    private static DeploymentResult? WithoutSecrets(ComponentContext context, DeploymentResult? result)
    {
        var secret = result
            ?.Outputs.Where(output => context.Work.Services.Redactor.IsIn(output.Value))
            .Select(output => output.Key);
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

    private static LedgerEntry.Started Start(ComponentContext context, LedgerAction action, Digest values) =>
        new()
        {
            Attempt = Guid.NewGuid().ToString("N"),
            Run = context.Run.ToString(),
            At = context.Work.Services.Clock.GetUtcNow(),
            Token = context.Work.Lease?.Token,
            Action = action,
            Component = context.Component.Name,
            Environment = context.EnvironmentManifest.Name,
            Version = context.Artifact.Version,
            Digest = context.Artifact.Digest,
            Values = values,
            Who = context.Work.Services.Provenance.Who,
            Commit = context.Work.Services.Provenance.Commit,
            Set = context.Work.Services.Set,
            Plan = context.Options.Plan?.Digest,
            Product = ProductVersion.Text,
            Rollback = action == LedgerAction.Deploy ? Rollback(context) : null,
        };

    private static RollbackReference? Rollback(ComponentContext context)
    {
        var services = context.Work.Services;
        return services.Rollback.Components.GetValueOrDefault(context.Component.Name) is { } rollback
            ? rollback with
            {
                Because = services.Redactor.Hide(rollback.Because),
            }
            : null;
    }

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
            Token = started.Token,
            At = context.Work.Services.Clock.GetUtcNow(),
            Outcome = outcome,
            Duration = context.Work.Services.Clock.GetElapsedTime(begin),
            Error = error,
            RemovedLock = context.Work.RemovedLock,
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
