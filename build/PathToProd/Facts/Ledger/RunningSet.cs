using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>What runs in an environment, as a version set.</summary>
public static class RunningSet
{
    /// <summary>The components that are there, by their last deployments. The set has the environment's name.</summary>
    /// <param name="ledger">What the environment's ledger says now.</param>
    /// <exception cref="PlatformException">
    /// Nothing runs there, or of something it is not known what is there (exit code 3): the reason, and what to do.
    /// </exception>
    public static VersionSet Of(LedgerState ledger)
    {
        var unknown = ledger
            .Components.Values.Where(state => state.Presence is Presence.Unknown or Presence.InDoubt)
            .ToArray();
        if (unknown.Length > 0)
        {
            throw NotKnown(ledger.Environment, unknown);
        }

        if (ledger.DoubtOfAll is { } doubt && ledger.Components.IsEmpty)
        {
            throw PlatformException.Refused(
                $"What runs in {ledger.Environment} is not known: {DoubtWriter.Line(doubt)}. "
                    + "Restore that line from the file's history, or name a version set."
            );
        }

        var there = ledger
            .Components.Values.Select(state => state.Presence)
            .OfType<Presence.Deployed>()
            .Select(presence => presence.Deployment)
            .ToArray();
        return there.Length == 0
            ? throw PlatformException.Refused(
                $"Nothing runs in {ledger.Environment}: "
                    + (ledger.Components.IsEmpty ? "nothing was ever deployed there" : "everything there was destroyed")
                    + ". Deploy to it first, or name a version set."
            )
            : new VersionSet
            {
                Name = ledger.Environment,
                Members = there.ToImmutableSortedDictionary(
                    deployment => deployment.Component,
                    deployment => new SetMember(deployment.Component, deployment.Version, deployment.Digest),
                    StringComparer.Ordinal
                ),
                At = there.Max(deployment => deployment.At),
            };
    }

    private static PlatformException NotKnown(string environment, ComponentState[] states)
    {
        var running = states.All(state =>
            state.Presence is Presence.Unknown { Because.Outcome: AttemptOutcome.InProgress }
        );
        return PlatformException.Refused(
            $"What runs in {environment} is not known: {Prose.Clauses([.. states.Select(Why)])}. "
                + (running ? "Wait for that to end" : "Deploy that again, or destroy it")
                + ", or name a version set."
        );
    }

    private static string Why(ComponentState state) =>
        state.Presence switch
        {
            Presence.Unknown { Because: var attempt } => AttemptWriter.Write(attempt),
            Presence.InDoubt { Because: var doubt } => DoubtWriter.Write(state.Component, state.Environment, doubt),
            var other => throw new InvalidOperationException($"{other} is known."),
        };
}
