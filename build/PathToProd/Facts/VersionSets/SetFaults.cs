using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>Finds why components cannot run together, or not in an environment, and says it in prose.</summary>
public static class SetFaults
{
    /// <summary>All faults of components that are to run together, by component. None when all is well.</summary>
    /// <param name="components">The components by name, each with its version and what that asks.</param>
    public static ImmutableArray<SetFault> Among(
        IReadOnlyDictionary<string, (SemVersion Version, ComponentRelations Relations)> components
    ) =>
        [
            .. components
                .OrderBy(component => component.Key, StringComparer.Ordinal)
                .SelectMany(component =>
                    Of(component.Key, component.Value.Version, component.Value.Relations, components)
                ),
        ];

    /// <summary>All faults of components in an environment: its Kubernetes, its provider and what it holds.</summary>
    public static ImmutableArray<SetFault> In(
        EnvironmentManifest environment,
        IReadOnlyDictionary<string, (SemVersion Version, ComponentRelations Relations)> components
    ) =>
        [
            .. components
                .OrderBy(component => component.Key, StringComparer.Ordinal)
                .SelectMany(component =>
                    In(environment, component.Key, component.Value.Version, component.Value.Relations)
                ),
        ];

    /// <summary>A fault as a clause: <c>ingress 1.4.0 requires base-k8s >=1.30 and 2026.11.1 has base-k8s 1.29.3</c>.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="place">What has the components: a set, an environment, or the working copy.</param>
    public static string Write(SetFault fault, string place)
    {
        var it = $"{fault.Component} {fault.Version}";
        return fault switch
        {
            SetFault.Missing(var needed) =>
                $"{it} requires {needed.Component} {needed.Range.Text} and {place} has no {needed.Component}",
            SetFault.OutOfRange(var needed, var there) =>
                $"{it} requires {needed.Component} {needed.Range.Text} and {place} has {needed.Component} {there}",
            SetFault.OptionalOutOfRange(var needed, var there) =>
                $"{it} works only with {needed.Component} {needed.Range.Text}, where that is there, "
                    + $"and {place} has {needed.Component} {there}",
            SetFault.Conflict(var conflict, var there) =>
                $"{it} conflicts with {conflict.Component} {conflict.Range.Text} and {place} has {conflict.Component} {there}",
            SetFault.OtherKubernetes(var range, var there) =>
                $"{it} runs on Kubernetes {range.Text} and {place} has Kubernetes {there}",
            SetFault.OtherProvider(var providers, var there) =>
                $"{it} runs on {Prose.List([.. providers], "or")} and {place} is on {there}",
            SetFault.Held(var hold) => Held(hold, fault.Version, place),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown fault."),
        };
    }

    /// <summary>What a hold says about a version that it does not take.</summary>
    internal static string Held(Hold hold, SemVersion version, string place) =>
        $"{place} holds {hold.Component} at {hold.Range.Text}"
        + (hold.Reason is null ? "" : $" ({hold.Reason})")
        + $", which {version} is not";

    private static IEnumerable<SetFault> Of(
        string component,
        SemVersion version,
        ComponentRelations relations,
        IReadOnlyDictionary<string, (SemVersion Version, ComponentRelations Relations)> all
    )
    {
        foreach (var needed in relations.Requires.Values)
        {
            if (!all.TryGetValue(needed.Component, out var there))
            {
                yield return new SetFault.Missing(needed) { Component = component, Version = version };
            }
            else if (!needed.Range.Contains(there.Version))
            {
                yield return new SetFault.OutOfRange(needed, there.Version)
                {
                    Component = component,
                    Version = version,
                };
            }
        }

        foreach (var needed in relations.Optional.Values)
        {
            if (all.TryGetValue(needed.Component, out var there) && !needed.Range.Contains(there.Version))
            {
                yield return new SetFault.OptionalOutOfRange(needed, there.Version)
                {
                    Component = component,
                    Version = version,
                };
            }
        }

        foreach (var conflict in relations.Conflicts.Values)
        {
            if (all.TryGetValue(conflict.Component, out var there) && conflict.Range.Contains(there.Version))
            {
                yield return new SetFault.Conflict(conflict, there.Version)
                {
                    Component = component,
                    Version = version,
                };
            }
        }
    }

    private static IEnumerable<SetFault> In(
        EnvironmentManifest environment,
        string component,
        SemVersion version,
        ComponentRelations relations
    )
    {
        var kubernetes = environment.KubernetesVersion;
        if (relations.Kubernetes is { } range && !range.ContainsKubernetes(kubernetes))
        {
            yield return new SetFault.OtherKubernetes(range, kubernetes) { Component = component, Version = version };
        }

        if (!relations.Providers.IsEmpty && !relations.Providers.Contains(environment.Provider))
        {
            yield return new SetFault.OtherProvider([.. relations.Providers], environment.Provider)
            {
                Component = component,
                Version = version,
            };
        }

        if (environment.Holds.GetValueOrDefault(component) is { } hold && !hold.Range.Contains(version))
        {
            yield return new SetFault.Held(hold) { Component = component, Version = version };
        }
    }
}
