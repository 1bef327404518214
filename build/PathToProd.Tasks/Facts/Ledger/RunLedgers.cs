using System.Collections.Concurrent;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledgers that a run writes: one of each environment, so that what its components add at once can be written together.</summary>
internal sealed class RunLedgers
{
    private readonly ConcurrentDictionary<string, Lazy<ILedger>> _ledgers = new(StringComparer.Ordinal);

    /// <summary>The ledger of an environment. The parameters are those of <see cref="CurrentLedger.Of"/>; all calls of a run give the same.</summary>
    public ILedger Of(Workspace workspace, PlatformManifest platform, string environment, TimeProvider clock) =>
        _ledgers
            .GetOrAdd(
                environment,
                _ => new Lazy<ILedger>(() => CurrentLedger.Of(workspace, platform, environment, clock))
            )
            .Value;
}
