using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Plans;

/// <summary>
/// What a component takes from others, as it will be when its turn comes: from the ledger, but where the same plan changes an output, from the
/// plan. What only a deployment will know is named, with nothing in its place.
/// </summary>
/// <param name="Ledger">What the ledger will say as far as it is known.</param>
/// <param name="Unknown">What is not known, and why; empty when the component can be planned.</param>
public sealed record PlannedInputs(LedgerState Ledger, ImmutableArray<PlanUnknown> Unknown)
{
    /// <summary>Decides.</summary>
    /// <param name="component">The component.</param>
    /// <param name="ledger">What the ledger says now.</param>
    /// <param name="plans">What is planned in the same run already, by component.</param>
    public static PlannedInputs Of(
        ComponentManifest component,
        LedgerState ledger,
        IReadOnlyDictionary<string, ComponentPlan> plans
    )
    {
        var unknown = ImmutableArray.CreateBuilder<PlanUnknown>();
        var components = ledger.Components;
        foreach (var input in component.Inputs)
        {
            var plan = plans.GetValueOrDefault(input.Component);
            if (Why(input, ledger[input.Component], plan) is { } because)
            {
                unknown.Add(new PlanUnknown("", UnknownCause.Input, $"{input.Component}.{input.Output}", because));
            }
            else if (plan?.Outputs.FirstOrDefault(output => output.Name == input.Output) is { } planned)
            {
                components = components.SetItem(
                    input.Component,
                    With(components.GetValueOrDefault(input.Component) ?? ledger[input.Component], plan, planned)
                );
            }
        }

        return new PlannedInputs(
            components == ledger.Components ? ledger : ledger with { Components = components },
            unknown.ToImmutable()
        );
    }

    /// <summary>Why an input is not known: a clause. Null when it is, and when a deployment would be refused because of it.</summary>
    private static string? Why(Input input, ComponentState state, ComponentPlan? plan)
    {
        var name = $"{input.Component}.{input.Output}";
        if (plan is { IsUnknown: true })
        {
            return $"it takes {name}, and it is not known what becomes of {input.Component}";
        }

        return plan?.Outputs.FirstOrDefault(output => output.Name == input.Output) switch
        {
            { IsUnknown: true } => $"it takes {name}, which only the deployment of {input.Component} will know",
            { IsSecret: true } => $"it takes {name}, which is secret",
            { Value: null } => $"it takes {name}, which {input.Component} will no longer have",
            not null => null,
            null when state.Presence is Presence.Deployed => null,
            null when plan is not null =>
                $"it takes {name}, which only the deployment of {input.Component} will record",
            _ => $"it takes {name}, and {input.Component} is neither deployed in {state.Environment} nor in this plan",
        };
    }

    private static ComponentState With(ComponentState state, ComponentPlan plan, PlannedOutput output)
    {
        var before = (state.Presence as Presence.Deployed)?.Deployment ?? Nothing(state, plan);
        var others = before with
        {
            Outputs = before.Outputs.Remove(output.Name),
            NullOutputs = before.NullOutputs.Remove(output.Name),
            SensitiveOutputs = before.SensitiveOutputs.Remove(output.Name),
        };
        return state with
        {
            Presence = new Presence.Deployed(
                JsonNode.Parse(output.Value!) is { } value
                    ? others with
                    {
                        Outputs = others.Outputs.Add(output.Name, value),
                    }
                    : others with
                    {
                        NullOutputs = others.NullOutputs.Add(output.Name),
                    }
            ),
        };
    }

    private static Deployment Nothing(ComponentState state, ComponentPlan plan) =>
        new()
        {
            Component = state.Component,
            Environment = state.Environment,
            Version = plan.Version,
            Digest = plan.Artifact ?? Text.Digest.None,
            Values = Text.Digest.None,
            Outputs = ImmutableSortedDictionary<string, JsonNode>.Empty,
            SensitiveOutputs = [],
            At = default,
            Duration = TimeSpan.Zero,
            Run = "",
            Who = "",
        };
}
