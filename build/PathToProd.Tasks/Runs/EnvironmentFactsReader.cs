using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Looks up what is known of the environment of a run.</summary>
internal sealed class EnvironmentFactsReader(RunServices services, RunRequest request)
{
    /// <summary>What the ledger says now, and what else the request's gate asks for.</summary>
    public EnvironmentFacts Read()
    {
        var ledger = CurrentLedger.Read(
            services.Workspace,
            services.Model.Platform,
            request.Environment.Name,
            services.Clock
        );
        var facts = WithoutLedger() with { Ledger = ledger };
        return request.Target.Stage switch
        {
            Stage.Deploy => facts with
            {
                Gone = new DeployedOnDisk(services.Workspace, request.Environment, ledger).Gone(
                    request.Components,
                    services.Model.Components
                ),
            },
            Stage.Destroy when !request.Options.Force => facts with { Dependents = Dependents(ledger) },
            _ => facts,
        };
    }

    /// <summary>What is known without the ledger: enough to say what could be deployed later.</summary>
    public EnvironmentFacts WithoutLedger() =>
        new()
        {
            Workspace = services.Model.Components,
            Units = DeploymentUnits.Of(request.Environment, services.Model),
        };

    /// <summary>
    /// What else is in the environment, and what those versions require: as the artifact says that was deployed, else as the
    /// working copy does when it holds that very version.
    /// </summary>
    private ImmutableArray<Dependent> Dependents(LedgerState ledger)
    {
        var asked = request.Components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ledger
                .Components.Values.Where(state => !asked.Contains(state.Component))
                .Select(state => state.Member)
                .OfType<SetMember>()
                .Select(member => new Dependent(member.Component, member.Version, RelationsOf(member))),
        ];
    }

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
