using PathToProd.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>A component in a version set.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The digest of its artifact: <c>sha256:...</c>.</param>
public sealed record SetMember(string Component, SemVersion Version, Digest Digest)
{
    /// <summary>What an environment has of a component, or may have after an attempt that did not succeed; null when it has none, or none that is known.</summary>
    public static SetMember? Of(ComponentState state) => Of(state.Presence);

    private static SetMember? Of(Presence presence) =>
        presence switch
        {
            Presence.Deployed { Deployment: var there } => new SetMember(there.Component, there.Version, there.Digest),
            Presence.Unknown { Because.Started: var started } => new SetMember(
                started.Component,
                started.Version,
                started.Digest
            ),
            Presence.InDoubt { Before: var before } => Of(before),
            _ => null,
        };
}
