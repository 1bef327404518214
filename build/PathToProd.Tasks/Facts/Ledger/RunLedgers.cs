using System.Collections.Concurrent;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledgers that a run writes: one of each environment, so that what its components add at once can be written together.</summary>
internal sealed class RunLedgers
{
    private readonly ConcurrentDictionary<string, Lazy<ILedger>> _ledgers = new(StringComparer.Ordinal);

    /// <summary>The ledger of an environment: all calls of a run give the same.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="fence">The lease that the run has of an environment; null when it has none.</param>
    public ILedger Of(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        TimeProvider clock,
        EnvironmentFence? fence
    ) =>
        _ledgers
            .GetOrAdd(
                environment,
                _ => new Lazy<ILedger>(() =>
                    fence?.Environment == environment
                        ? new FencedLedger(CurrentLedger.Of(workspace, platform, environment, clock), fence)
                        : CurrentLedger.Of(workspace, platform, environment, clock)
                )
            )
            .Value;
}
