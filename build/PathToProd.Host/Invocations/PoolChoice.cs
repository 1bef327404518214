using System.Collections.Immutable;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Pools;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Environments;
using PathToProd.Model.Pools;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>Which environments of a pool suit a call best, and why.</summary>
internal sealed class PoolChoice
{
    private readonly Invocation _invocation;
    private readonly SetReferences _references;
    private readonly Lazy<ImmutableHashSet<(Digest From, Digest To)>> _steps;
    private ImmutableArray<EnvironmentManifest> _members;

    /// <param name="invocation">The call.</param>
    /// <param name="asked">What it asks for.</param>
    /// <param name="first">The set that it brings an environment to first; null for the one that its options name, if any.</param>
    /// <exception cref="PlatformException">There is no such pool, or no such set (exit code 2).</exception>
    public PoolChoice(Invocation invocation, PoolReference asked, VersionSet? first = null)
    {
        (_invocation, _references) = (invocation, new SetReferences(invocation));
        _members = PoolOf.Members(invocation.Model, asked);
        Register = PoolRegister.Of(invocation.Workspace, invocation.Model, asked.Pool, invocation.Clock);
        UnderTest = (first ?? SetUnderTest()) is { } set ? new SetThere(set.Name, set.Digest) : null;
        _steps = new(() =>
            UnderTest is null
                ? []
                : TestedSteps.Of(new EvidenceView(invocation) { IsLaterLook = first is not null }.Verdicts)
        );
        Sets = LedgerSets(Register.Read());
    }

    /// <summary>The pool's record.</summary>
    public PoolRegister Register { get; }

    /// <summary>The set that the environment is brought to first; null when the call names none.</summary>
    public SetThere? UnderTest { get; }

    /// <summary>The environments that the call may get.</summary>
    public ImmutableArray<string> Members => [.. _members.Select(member => member.Name)];

    /// <summary>The set in each environment of which the pool's record says nothing yet, by its ledger.</summary>
    public ImmutableDictionary<string, SetThere> Sets { get; }

    /// <summary>Leaves one out.</summary>
    public void Without(string environment) => _members = _members.RemoveAll(member => member.Name == environment);

    /// <summary>Some environments, the nearest to the set under test first.</summary>
    public ImmutableArray<RankedEnvironment> Rank(PoolRecord record, IEnumerable<string> names) =>
        NearestEnvironment.Rank(
            names.ToDictionary(
                name => name,
                name => record.Members.TryGetValue(name, out var member) ? member.Set : Sets.GetValueOrDefault(name),
                StringComparer.Ordinal
            ),
            UnderTest,
            _steps.Value
        );

    /// <summary>The set that is in an environment now, as its ledger says; null when that is no whole set, or not known.</summary>
    public SetThere? SetIn(string environment)
    {
        try
        {
            return Named(
                RunningSet.Of(
                    CurrentLedger.Read(
                        _invocation.Workspace,
                        _invocation.Model.Platform,
                        environment,
                        _invocation.Clock
                    )
                )
            );
        }
        catch (PlatformException)
        {
            // Nothing is there, or it is not known what is.
            return null;
        }
    }

    private VersionSet? SetUnderTest() =>
        _references.Find(Option.From, environments: true)
        ?? _references.Find(Option.Good, environments: true)
        ?? _references.Find(Option.Set);

    private ImmutableDictionary<string, SetThere> LedgerSets(PoolRecord? record) =>
        Members
            .Where(name => record?.Members.ContainsKey(name) != true)
            .Select(name => (Name: name, Set: SetIn(name)))
            .Where(one => one.Set is not null)
            .ToImmutableDictionary(one => one.Name, one => one.Set!, StringComparer.Ordinal);

    private SetThere Named(VersionSet set) =>
        new(
            _references.Files.Pinned.Sets.LastOrDefault(one => one.Digest == set.Digest)?.Name
                ?? (UnderTest?.Digest == set.Digest ? UnderTest.Name : null)
                ?? _references.Files.OfChange(ChangeSetName.OfChange(set.Digest))?.Name
                ?? _references.Files.OfChange(ChangeSetName.OfBase(set.Digest))?.Name
                ?? $"a set of its own ({set.Digest.ShortText})",
            set.Digest
        );
}
