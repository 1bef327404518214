using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Plans;
using PathToProd.Model.Units;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Plans;

/// <summary>
/// The right to change what a plan changes, from before it is planned again until all of it is deployed: so no other run changes what was compared,
/// and of two that apply one plan the second finds in the ledger that the first did. What the plan leaves as it is takes its own lock when its turn comes.
/// </summary>
public sealed class PlanHold : IDisposable
{
    private readonly List<IDisposable> _locks = [];
    private readonly RunServices _services;
    private readonly ImmutableHashSet<string> _components;

    private PlanHold(RunServices services, ImmutableHashSet<string> components) =>
        (_services, _components) = (services, components);

    /// <summary>Takes it, and waits for other runs as long as <c>platform.yaml</c> allows, or until they end with <c>--wait</c>.</summary>
    /// <param name="services">The run that deploys.</param>
    /// <param name="request">What it was asked.</param>
    /// <exception cref="PlatformException">Another run is changing one of them (exit code 3).</exception>
    public static async Task<PlanHold> TakeAsync(RunServices services, RunRequest request)
    {
        var units = Changed(request.Options.Plan!, DeploymentUnits.Of(request.Environment, services.Model));
        var hold = new PlanHold(services, [.. units.SelectMany(unit => unit.Members)]);
        try
        {
            foreach (var unit in units.Where(unit => unit.IsRecorded))
            {
                await hold.TakeAsync(request, unit.LockName, TargetIdentity.Of(services, request.Environment), unit);
            }

            // In one order, so that two that hold several never wait for one another.
            var leased = units
                .Where(unit => !unit.IsRecorded)
                .Select(unit => unit.Name)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var component in hold._components.Order(StringComparer.Ordinal))
            {
                await hold.TakeAsync(
                    request,
                    component,
                    TargetIdentity.Of(services, request.Environment, services.Model.Components[component]),
                    unit: null,
                    isLeased: leased.Contains(component)
                );
            }

            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>The units of which something changes. Where nothing does, one, so that two of the same plan still meet.</summary>
    private static ImmutableArray<DeploymentUnit> Changed(EnvironmentPlan plan, DeploymentUnits units)
    {
        var planned = plan.Components.Select(part => part.Component).ToImmutableSortedSet(StringComparer.Ordinal);
        var changed = plan.Components.Where(part => !part.IsEmpty).Select(part => part.Component).ToArray();
        return
        [
            .. units
                .Of(changed.Length > 0 ? changed : planned.Take(1))
                .Select(unit => unit with { Members = unit.Members.Intersect(planned) }),
        ];
    }

    /// <summary>The services of a run whose stages need not take what this holds.</summary>
    public RunServices In(RunServices services) => services with { Leases = _services.Leases, Held = _components };

    /// <inheritdoc />
    public void Dispose()
    {
        for (var index = _locks.Count - 1; index >= 0; index--)
        {
            _locks[index].Dispose();
        }

        _locks.Clear();
    }

    private async Task TakeAsync(
        RunRequest request,
        string name,
        string target,
        DeploymentUnit? unit,
        bool isLeased = true
    ) =>
        _locks.Add(
            await TargetLock.TakeAsync(
                _services,
                request.Environment,
                name,
                target,
                _services.Observer.Say,
                request.Options.Waits ? TimeSpan.MaxValue : null,
                isLeased,
                _services.Cancellation,
                unit
            )
        );
}
