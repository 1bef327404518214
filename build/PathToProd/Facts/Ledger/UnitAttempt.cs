using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>One attempt to deploy or remove a group or a whole version set: its start, and its end if it has one.</summary>
/// <param name="Started">The line before anything was touched.</param>
/// <param name="Ended">The line after; null if none yet, or never will be.</param>
/// <param name="Outcome">How it ended, or that it did not.</param>
/// <param name="After">How many attempts on components of the environment stand before it.</param>
public sealed record UnitAttempt(
    LedgerEntry.UnitStarted Started,
    LedgerEntry.UnitEnded? Ended,
    AttemptOutcome Outcome,
    int After
)
{
    /// <summary>The last moment that is known about it: its end, or its start when it has no end.</summary>
    public DateTimeOffset At => Ended?.At ?? Started.At;

    /// <summary>Whether it brought all its members there, and their smoke tests passed with all of them there.</summary>
    public bool IsDeployed => Outcome == AttemptOutcome.Succeeded && Started.Action == LedgerAction.Deploy;

    /// <summary>Its members with their digests; those whose digest is not known, as they were never built, are left out.</summary>
    public IEnumerable<SetMember> Members =>
        from member in Started.Members
        let digest = member.Digest ?? DigestAtTheEnd(member.Component)
        where digest is not null
        select new SetMember(member.Component, member.Version, digest);

    /// <summary>The version set's name, else <c>2 components</c>.</summary>
    public string Version => Started.Set ?? Prose.Count(Started.Members.Length, "component");

    private Digest? DigestAtTheEnd(string component) =>
        Ended?.Members.FirstOrDefault(member => member.Component == component)?.Digest;
}
