using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// What is in an environment, and what those versions require: as the artifact says that was deployed, else as the working copy
/// does when it holds that very version.
/// </summary>
internal sealed class Dependents(RunServices services, LedgerState ledger)
{
    /// <summary>All that is there, or may be there, but these.</summary>
    public ImmutableArray<Dependent> Except(IReadOnlySet<string> components) =>
        [
            .. ledger
                .Components.Values.Where(state => !components.Contains(state.Component))
                .Select(SetMember.Of)
                .OfType<SetMember>()
                .Select(member => new Dependent(member.Component, member.Version, RelationsOf(member))),
        ];

    private ComponentRelations? RelationsOf(SetMember member)
    {
        try
        {
            return services.Members.RelationsOf(member) ?? InWorkspace(member);
        }
        catch (PlatformException)
        {
            // A registry that does not answer leaves it unknown, which is a cause of its own.
            return InWorkspace(member);
        }
    }

    private ComponentRelations? InWorkspace(SetMember member) =>
        services.Model.Components.GetValueOrDefault(member.Component) is { } here && here.Version == member.Version
            ? here.Relations
            : null;
}
