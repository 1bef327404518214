using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>Compares what two environments say for components, with inputs as their ledgers have them. Secrets are only named.</summary>
/// <param name="services">What all components share.</param>
public sealed class EnvironmentValues(RunServices services)
{
    /// <summary>All values that differ, component by component.</summary>
    /// <param name="components">The components as the working copy describes them.</param>
    /// <param name="from">The first environment, and what its ledger says.</param>
    /// <param name="to">The second environment, and what its ledger says.</param>
    public ImmutableArray<ValueDifference> Differences(
        IEnumerable<ComponentManifest> components,
        (EnvironmentManifest Environment, LedgerState Ledger) from,
        (EnvironmentManifest Environment, LedgerState Ledger) to
    ) =>
        [
            .. components.SelectMany(component =>
                ValueDifference.Between(
                    component.Name,
                    Leaves(component, from.Environment, from.Ledger),
                    Leaves(component, to.Environment, to.Ledger),
                    component.Inputs.ToDictionary(
                        input => input.ValuePath,
                        input => $"{input.Component}.{input.Output}",
                        StringComparer.Ordinal
                    )
                )
            ),
        ];

    private Dictionary<string, string> Leaves(
        ComponentManifest component,
        EnvironmentManifest environment,
        LedgerState ledger
    )
    {
        var session = new ComponentSession(
            services,
            component,
            environment,
            new RunOptions(),
            ComponentProject.StandardDigest
        );
        return ValueInputs
            .Leaves(ValueResolution.WithoutSecrets(session, ledger))
            .ToDictionary(leaf => leaf.Path, leaf => leaf.Json, StringComparer.Ordinal);
    }
}
