using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Gates;

/// <summary>
/// Whether the components of the working copy can run together, and in the environments that deploy it. It is checked when it
/// is asked for: while components are changed one after the other, they may well not fit.
/// </summary>
public static class FitChecks
{
    private const string WorkingCopy = "the working copy";

    /// <summary>Each thing that does not fit, at the line that says so.</summary>
    public static ImmutableArray<Problem> Of(PlatformModel model)
    {
        var components = model.Components.ToDictionary(
            component => component.Key,
            component => (component.Value.Version, component.Value.Relations),
            StringComparer.Ordinal
        );
        return
        [
            .. SetFaults.Among(components).Select(fault => Among(model, fault)),
            .. model
                .DeployableEnvironments.Where(environment => environment.Versions == VersionSource.Workspace)
                .SelectMany(environment => In(model, environment, components)),
            .. model
                .DeployableEnvironments.Where(environment => environment.Versions == VersionSource.Pinned)
                .SelectMany(HeldPins),
            .. model.Components.Values.SelectMany(component => Homeless(model, component)),
            .. model.DeployableEnvironments.Where(one => one.DemandsSignatures).SelectMany(one => Closed(model, one)),
        ];
    }

    private static Problem Among(PlatformModel model, SetFault fault)
    {
        var component = model.Components[fault.Component];
        var (key, other) = fault switch
        {
            SetFault.Missing(var needed) => ("requires", needed.Component),
            SetFault.OutOfRange(var needed, _) => ("requires", needed.Component),
            SetFault.OptionalOutOfRange(var needed, _) => ("optional", needed.Component),
            SetFault.Conflict(var conflict, _) => ("conflicts", conflict.Component),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "It is not about two components."),
        };
        return new Problem(
            component.Source[$"{key}.{other}"],
            SetFaults.Write(fault, WorkingCopy),
            model.Components.TryGetValue(other, out var there)
                ? $"change this range, or the version in {there.Source["version"]}"
                : $"add components/{other}, or drop the requirement"
        );
    }

    /// <summary>A component need not run on every provider, so of providers there is a check of its own.</summary>
    private static IEnumerable<Problem> In(
        PlatformModel model,
        EnvironmentManifest environment,
        IReadOnlyDictionary<string, (SemVersion Version, ComponentRelations Relations)> components
    ) =>
        from fault in SetFaults.In(environment, components)
        where fault is not SetFault.OtherProvider
        let component = model.Components[fault.Component]
        where RunsOn(component, environment)
        select fault is SetFault.Held
            ? new Problem(
                environment.Source[$"holds.{fault.Component}"],
                SetFaults.Write(fault, environment.Name),
                $"widen the range, or let {environment.Name} deploy pinned versions: versions: pinned"
            )
            : new Problem(
                component.Source["kubernetes"],
                SetFaults.Write(fault, environment.Name),
                $"change this range, or the version in {environment.Source["kubernetes-version"]}"
            );

    private static IEnumerable<Problem> HeldPins(EnvironmentManifest environment) =>
        from pin in environment.PinnedVersions
        let hold = environment.Holds.GetValueOrDefault(pin.Key)
        where hold is not null && !hold.Range.Contains(pin.Value)
        select new Problem(
            environment.Source[$"holds.{pin.Key}"],
            $"{environment.Name} pins {pin.Key} {pin.Value} and holds it at {hold.Range.Text}",
            $"change one of the two; the pin is in environments/{environment.Name}/versions.yaml"
        );

    private static IEnumerable<Problem> Homeless(PlatformModel model, ComponentManifest component)
    {
        var environments = model.DeployableEnvironments.ToArray();
        if (environments.Length > 0 && !environments.Any(environment => RunsOn(component, environment)))
        {
            var providers = environments.Select(environment => environment.Provider).Distinct().Order().ToArray();
            yield return new Problem(
                component.Source["providers"],
                $"{component.Name} runs on {Prose.List([.. component.Providers], "or")}, and no environment is on that",
                $"the providers of environments are {string.Join(", ", providers)}"
            );
        }
    }

    /// <summary>An environment that takes only signed sets, but no one may sign.</summary>
    private static IEnumerable<Problem> Closed(PlatformModel model, EnvironmentManifest environment)
    {
        if (model.Platform.AllowedSigners is null)
        {
            yield return new Problem(
                environment.Source["signed-only"],
                $"{environment.Name} takes only signed version sets, and platform.yaml names no allowed-signers, so nothing can be deployed there",
                "add a line such as allowed-signers: environments/allowed-signers to platform.yaml"
            );
        }
    }

    private static bool RunsOn(ComponentManifest component, EnvironmentManifest environment) =>
        component.Providers.IsEmpty || component.Providers.Contains(environment.Provider);
}
