using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Versions;

namespace PathToProd.Decisions.Gates;

/// <summary>
/// The condition that every deployment meets first: what the component requires is there, in a version that fits, and its
/// last attempt succeeded; and the environment does not hold the component at other versions. It looks at the ledger alone;
/// the caller says what is gone without the ledger knowing.
/// </summary>
public static class RequirementGate
{
    /// <summary>Decides, and explains.</summary>
    public static GateDecision Check(GateQuestion question)
    {
        var causes = new FoundCauses();
        var asked = question.Asked.ToDictionary(component => component.Name, StringComparer.Ordinal);
        var plan = new Dictionary<string, ComponentManifest>(asked, StringComparer.Ordinal);
        var open = new Queue<ComponentManifest>(question.Asked);
        var with = new Dictionary<string, DeploymentUnit>(StringComparer.Ordinal);

        // Whatever has to be deployed first has requirements of its own, so the causes lead on to more components.
        while (open.TryDequeue(out var component))
        {
            foreach (var requirement in component.Requires.Values)
            {
                if (
                    Unmet(component, requirement, Available(requirement), question) is not { } cause
                    || IsMetByAsked(requirement)
                )
                {
                    continue;
                }

                Add(cause);
            }

            foreach (var cause in Unsuited(component, question, Available))
            {
                if (!plan.ContainsKey(cause.Requirement.Component))
                {
                    Add(cause);
                }
            }
        }

        AddThoseThatWouldLeaveRange(plan, causes, Available);
        PlannedTogether.AddCauses(question, plan, causes);
        foreach (var held in HeldVersions.Among(question.Environment, plan.Values))
        {
            causes.Add(held);
        }

        return Decide(question, asked, plan, causes.All, with);

        void Add(RequirementCause cause)
        {
            causes.Add(cause);
            if (cause.CanBeDeployed && plan.TryAdd(cause.Requirement.Component, cause.Available!))
            {
                open.Enqueue(cause.Available!);
                AddUnit(cause.Requirement.Component);
            }
        }

        // What has to be deployed first is deployed as the environment deploys it.
        void AddUnit(string component)
        {
            var unit = question.Units.Of(component);
            foreach (var member in unit.Members)
            {
                if (question.Workspace.TryGetValue(member, out var manifest) && plan.TryAdd(member, manifest))
                {
                    with.Add(member, unit);
                    open.Enqueue(manifest);
                }
            }
        }

        ComponentManifest? Available(Requirement requirement) =>
            asked.GetValueOrDefault(requirement.Component)
            ?? question.Workspace.GetValueOrDefault(requirement.Component);

        bool IsMetByAsked(Requirement requirement) =>
            asked.TryGetValue(requirement.Component, out var manifest) && requirement.Range.Contains(manifest.Version);
    }

    private static GateDecision Decide(
        GateQuestion question,
        Dictionary<string, ComponentManifest> asked,
        Dictionary<string, ComponentManifest> plan,
        ImmutableArray<RequirementCause> causes,
        Dictionary<string, DeploymentUnit> with
    )
    {
        if (!causes.IsEmpty && !(question.DeploysMissing && causes.All(cause => cause.CanBeDeployed)))
        {
            return new GateDecision.Refused(causes);
        }

        var order = DeploymentOrder.Of(RequirementGraph.OfRun(plan.Values));
        var causesOf = causes.ToLookup(cause => cause.Requirement.Component, StringComparer.Ordinal);
        var deployments = new DeploymentPlan([
            .. order.Select(name => new PlannedDeployment(
                plan[name],
                asked.ContainsKey(name) ? [] : [.. causesOf[name]]
            )
            {
                With = causesOf[name].Any() ? null : with.GetValueOrDefault(name),
            }),
        ]);
        return causes.IsEmpty ? new GateDecision.Satisfied(deployments) : new GateDecision.DeployFirst(deployments);
    }

    /// <summary>What is there that a component does not need, and that is there in a version that it cannot be beside.</summary>
    private static IEnumerable<RequirementCause> Unsuited(
        ComponentManifest component,
        GateQuestion question,
        Func<Requirement, ComponentManifest?> available
    )
    {
        foreach (var (relation, isConflict) in Relations(component))
        {
            if (question.Ledger[relation.Component].Presence is Presence.InDoubt { Because: var doubt })
            {
                yield return new RequirementCause.MayBeThere(doubt, isConflict)
                {
                    RequiredBy = component,
                    Requirement = relation,
                    Available = available(relation),
                };
            }
        }

        foreach (var optional in component.Optional.Values)
        {
            if (There(optional.Component) is { } version && !optional.Range.Contains(version))
            {
                yield return new RequirementCause.OptionalOutOfRange(version)
                {
                    RequiredBy = component,
                    Requirement = optional,
                    Available = available(optional),
                };
            }
        }

        foreach (var conflict in component.Conflicts.Values)
        {
            if (There(conflict.Component) is { } version && conflict.Range.Contains(version))
            {
                yield return new RequirementCause.Conflict(version)
                {
                    RequiredBy = component,
                    Requirement = conflict,
                    Available = available(conflict),
                };
            }
        }

        SemVersion? There(string name) =>
            question.Ledger[name].Presence is Presence.Deployed { Deployment: var there }
            && !question.Gone.Contains(name)
                ? there.Version
                : null;
    }

    private static IEnumerable<(Requirement Relation, bool IsConflict)> Relations(ComponentManifest component) =>
        component
            .Optional.Values.Select(optional => (optional, false))
            .Concat(component.Conflicts.Values.Select(conflict => (conflict, true)));

    private static RequirementCause? Unmet(
        ComponentManifest component,
        Requirement requirement,
        ComponentManifest? available,
        GateQuestion question
    ) =>
        question.Ledger[requirement.Component].Presence switch
        {
            Presence.Deployed { Deployment: var there } when !requirement.Range.Contains(there.Version) =>
                new RequirementCause.OutOfRange(there.Version)
                {
                    RequiredBy = component,
                    Requirement = requirement,
                    Available = available,
                },
            Presence.Deployed { Deployment: var there } when question.Gone.Contains(requirement.Component) =>
                new RequirementCause.Gone(there)
                {
                    RequiredBy = component,
                    Requirement = requirement,
                    Available = available,
                },
            Presence.Deployed
                when question.Ledger[requirement.Component].Unit is { Outcome: not AttemptOutcome.Succeeded } unit
                    && IsAsOne(unit, component, requirement, question) => new RequirementCause.UnitNotSucceeded(unit)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            Presence.Deployed => null,
            Presence.Destroyed { By: var attempt } => new RequirementCause.Destroyed(attempt)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            Presence.Unknown { Because: var attempt } => new RequirementCause.NotSucceeded(attempt)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            Presence.InDoubt { Because: var doubt } => new RequirementCause.InDoubt(doubt)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            _ => new RequirementCause.NeverDeployed
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
        };

    /// <summary>
    /// Whether a unit that did not succeed matters: it is still deployed as one there, or is being deployed now, and the component that asks belongs to
    /// another. What a component's own unit is missing, that unit deploys.
    /// </summary>
    private static bool IsAsOne(
        UnitAttempt unit,
        ComponentManifest component,
        Requirement requirement,
        GateQuestion question
    ) =>
        question.Units.Of(component.Name).Name != unit.Started.Unit
        && (
            unit.Outcome == AttemptOutcome.InProgress
            || question.Units.Of(requirement.Component).Name == unit.Started.Unit
        );

    /// <summary>
    /// What is there may do for one component of the plan and not for another. Deploying it again for the other must not break the first.
    /// </summary>
    private static void AddThoseThatWouldLeaveRange(
        Dictionary<string, ComponentManifest> plan,
        FoundCauses causes,
        Func<Requirement, ComponentManifest?> available
    )
    {
        foreach (var component in plan.Values.OrderBy(component => component.Name))
        {
            foreach (var requirement in component.Requires.Values)
            {
                if (
                    plan.TryGetValue(requirement.Component, out var planned)
                    && !requirement.Range.Contains(planned.Version)
                    && !causes.Holds(component, requirement)
                )
                {
                    causes.Add(
                        new RequirementCause.WouldLeaveRange(causes.FirstOf(requirement)?.RequiredBy)
                        {
                            RequiredBy = component,
                            Requirement = requirement,
                            Available = available(requirement),
                        }
                    );
                }
            }
        }
    }
}
