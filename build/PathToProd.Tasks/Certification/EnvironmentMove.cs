using System.Collections.Immutable;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Ledger;
using PathToProd.Runs;
using PathToProd.Tasks.Ledger;
using PathToProd.Tasks.Runs;
using PathToProd.VersionSets;

namespace PathToProd.Tasks.Certification;

/// <summary>
/// Brings an environment to a version set: deploys all of it, as Deploy does, and then removes what is there and not in the
/// set, what requires others first.
/// </summary>
internal sealed class EnvironmentMove(
    RunServices services,
    EnvironmentManifest environment,
    Func<SetMember, FoundArtifact> find
)
{
    private const string Deploy = nameof(Stage.Deploy);
    private const string Destroy = nameof(Stage.Destroy);

    /// <summary>Checks all that is needed for it, and touches nothing.</summary>
    /// <exception cref="Reporting.PlatformException">Something is missing, wrong or refused.</exception>
    public void Check(PreparedSet set)
    {
        new ComponentRun(set.For(services), environment, Deploy).Check([.. set.Components]);
        Others(set);
    }

    /// <summary>Does it.</summary>
    public async Task<(ImmutableArray<NodeResult> Deployed, ImmutableArray<NodeResult> Removed)> ToAsync(
        PreparedSet set
    )
    {
        var deployed = await new ComponentRun(set.For(services), environment, Deploy).RunAsync([.. set.Components]);
        if (deployed.ExitCode != ExitCode.Done)
        {
            return (deployed.Nodes, []);
        }

        var others = Others(set);
        if (others.Given.IsEmpty)
        {
            return (deployed.Nodes, []);
        }

        ImmutableArray<ComponentManifest> removed = [.. others.Model.Components.Values];
        var both = services with
        {
            Model = set.Chosen.Model.With(removed, areAll: false),
            Given = set.Chosen.Given.SetItems(others.Given),
        };
        var result = await new ComponentRun(both, environment, Destroy).RunAsync(removed);
        return (deployed.Nodes, result.Nodes);
    }

    /// <summary>What the ledger says is there, or may be there, and is not in a set.</summary>
    private ChosenVersions Others(PreparedSet set) =>
        ChosenVersions.OfSet(
            set.Chosen.Model,
            new VersionSet
            {
                Name = environment.Name,
                Members = CurrentLedger
                    .Read(services.Workspace, environment.Name, services.Clock)
                    .Components.Values.Where(state => !set.Set.Members.ContainsKey(state.Component))
                    .Select(Member)
                    .OfType<SetMember>()
                    .ToImmutableSortedDictionary(member => member.Component, member => member, StringComparer.Ordinal),
            },
            find
        );

    private static SetMember? Member(ComponentState state) =>
        state.Presence switch
        {
            Presence.Deployed { Deployment: var there } => new SetMember(there.Component, there.Version, there.Digest),
            Presence.Unknown { Because.Started: var started } => new SetMember(
                started.Component,
                started.Version,
                started.Digest
            ),
            _ => null,
        };
}
