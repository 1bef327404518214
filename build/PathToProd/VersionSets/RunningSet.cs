using System.Collections.Immutable;
using PathToProd.Ledger;
using PathToProd.Reporting;
using PathToProd.Runs;

namespace PathToProd.VersionSets;

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
        var unknown = ledger.Components.Values.Select(state => state.Presence).OfType<Presence.Unknown>().ToArray();
        if (unknown.Length > 0)
        {
            throw NotKnown(ledger.Environment, [.. unknown.Select(one => one.Because)]);
        }

        var there = ledger
            .Components.Values.Select(state => state.Presence)
            .OfType<Presence.Deployed>()
            .Select(presence => presence.Deployment)
            .ToArray();
        return there.Length == 0
            ? throw Refused(
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

    private static PlatformException NotKnown(string environment, Attempt[] attempts)
    {
        var running = attempts.All(attempt => attempt.Outcome == AttemptOutcome.InProgress);
        return Refused(
            $"What runs in {environment} is not known: {Prose.List([.. attempts.Select(AttemptWriter.Write)], ", and")}. "
                + (running ? "Wait for that to end" : "Deploy that again, or destroy it")
                + ", or name a version set."
        );
    }

    private static PlatformException Refused(string message) => new(ExitCode.Refused, message);
}
