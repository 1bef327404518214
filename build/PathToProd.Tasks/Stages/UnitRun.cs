using System.Collections.Immutable;
using PathToProd.Decisions.Units;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// A group or a whole version set in a run: its one lock, from before the first member is touched until all are done, and its one record in the
/// ledger, around those of its members. Members run on several threads.
/// </summary>
/// <param name="services">The run.</param>
/// <param name="environment">Where.</param>
/// <param name="unit">The unit, with the members that take part.</param>
/// <param name="record">What its start in the ledger says, but for the moment and the token.</param>
internal sealed class UnitRun(
    RunServices services,
    EnvironmentManifest environment,
    DeploymentUnit unit,
    LedgerEntry.UnitStarted record
)
{
    private readonly Lock _gate = new();
    private IDisposable? _held;
    private PlatformException? _refusal;
    private LedgerEntry.UnitStarted? _started;
    private long _begin;
    private bool _isOver;

    public DeploymentUnit Unit => unit;

    /// <summary>Its members as they are to be there.</summary>
    public ImmutableArray<UnitMember> Members => record.Members;

    /// <summary>The name of the version set that it is deployed from; null when it is none.</summary>
    public string? Set => record.Set;

    /// <summary>Whether its start is in the ledger, as something of it was or is about to be touched.</summary>
    public bool IsStarted => _started is not null;

    /// <summary>The lease of the unit that the run holds; null where the kernel holds the locks.</summary>
    public HeldLease? Lease => services.Leases.Of(environment.Name, unit.LockName);

    /// <summary>Takes the lock, unless the unit has it. A refusal counts for all its members: none of them waits again.</summary>
    /// <param name="waiting">Called when another run has to be waited for.</param>
    /// <param name="patience">How long to wait at most; null for as long as <c>platform.yaml</c> allows.</param>
    /// <exception cref="PlatformException">Another run has it (exit code 3).</exception>
    public void Hold(Action<string> waiting, TimeSpan? patience)
    {
        lock (_gate)
        {
            if (_refusal is not null)
            {
                throw _refusal;
            }

            // A certification has the lock of all components for longer than this run.
            if (_held is not null || unit.Members.All(services.Held.Contains))
            {
                return;
            }

            try
            {
                _held = TargetLock
                    .TakeAsync(
                        services,
                        environment,
                        unit.LockName,
                        TargetIdentity.Of(services, environment),
                        waiting,
                        patience,
                        isLeased: true,
                        services.Cancellation,
                        unit
                    )
                    .GetAwaiter()
                    .GetResult();
            }
            catch (PlatformException exception)
            {
                _refusal = exception;
                throw;
            }
        }
    }

    /// <summary>Records the start, unless it is recorded. The lock is held.</summary>
    /// <returns>What the records of members name.</returns>
    /// <exception cref="PlatformException">The ledger could not be written. Nothing was touched.</exception>
    public UnitReference Start()
    {
        lock (_gate)
        {
            if (_started is null)
            {
                var started = record with { At = services.Clock.GetUtcNow(), Token = Lease?.Token };
                Ledger.Append(unit.Name, started);
                (_started, _begin) = (started, services.Clock.GetTimestamp());
            }

            return new UnitReference(unit.Name, _started.Attempt);
        }
    }

    /// <summary>Records the end, if there was a start, and releases the lock. A second call does nothing.</summary>
    /// <param name="members">What became of each member.</param>
    /// <param name="outcome">How it ended as a whole.</param>
    /// <param name="error">Why it failed, in one line; null when it did not.</param>
    public void End(IReadOnlyCollection<NodeResult> members, NodeOutcome outcome, string? error)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            try
            {
                if (_started is not null)
                {
                    Ledger.Append(unit.Name, EndOf(_started, members, outcome, error));
                }
            }
            finally
            {
                _held?.Dispose();
                _held = null;
            }
        }
    }

    private ILedger Ledger =>
        services.Ledgers.Of(
            services.Workspace,
            services.Model.Platform,
            environment.Name,
            services.Clock,
            services.Fence
        );

    private LedgerEntry.UnitEnded EndOf(
        LedgerEntry.UnitStarted started,
        IReadOnlyCollection<NodeResult> members,
        NodeOutcome outcome,
        string? error
    ) =>
        new()
        {
            Attempt = started.Attempt,
            Run = started.Run,
            Token = started.Token,
            At = services.Clock.GetUtcNow(),
            Outcome = UnitOutcome.Recorded(outcome),
            Duration = services.Clock.GetElapsedTime(_begin),
            Members =
            [
                .. members
                    .OrderBy(member => member.Component, StringComparer.Ordinal)
                    .Select(member => new UnitMemberEnd(member.Component, member.Outcome, member.Digest)),
            ],
            Error = error is null ? null : FailureLine.Of(services.Redactor.Hide(error)),
        };
}
