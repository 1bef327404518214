using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What a command line means to roll back.</summary>
public static class RollbackSelection
{
    private const string Target = "Rollback";

    /// <summary>Finds it.</summary>
    /// <param name="names">What was named: components and groups; null for all.</param>
    /// <param name="environment">Where.</param>
    /// <param name="units">What the environment deploys as one.</param>
    /// <param name="groups">The groups of the platform, each with its components.</param>
    /// <exception cref="PlatformException">Several were named (exit code 2), or a part of what is deployed as one (3).</exception>
    public static RollbackScope Of(
        IReadOnlyList<string>? names,
        EnvironmentManifest environment,
        DeploymentUnits units,
        IReadOnlyDictionary<string, IReadOnlyList<string>> groups
    )
    {
        if (names is null)
        {
            return environment.DeploymentModel == DeploymentModel.Monolithic
                ? new RollbackScope(RollbackKind.Unit, DeploymentUnit.Everything)
                : new RollbackScope(RollbackKind.Environment, environment.Name);
        }

        var components = names
            .SelectMany(name => groups.TryGetValue(name, out var members) ? members : [name])
            .ToImmutableSortedSet(StringComparer.Ordinal);
        if (environment.DeploymentModel == DeploymentModel.Monolithic)
        {
            throw Part(components, environment, "all of a version set", []);
        }

        var asked = units.Of(components);
        if (asked is not [var unit])
        {
            throw Several(names, environment, groups);
        }

        return unit.Kind == UnitKind.Component ? new RollbackScope(RollbackKind.Component, unit.Name)
            : components.IsSupersetOf(unit.Members) ? new RollbackScope(RollbackKind.Unit, unit.Name)
            : throw Part(components, environment, $"the group {unit.Text}", [unit.Name]);
    }

    private static PlatformException Part(
        IReadOnlyCollection<string> components,
        EnvironmentManifest environment,
        string whole,
        string[] selection
    ) =>
        PlatformException.Refused(
            $"Because {environment.Name} deploys {whole} as one ({environment.Source["deployment-model"]}), "
                + $"{Prose.List([.. components])} cannot be rolled back there alone. "
                + $"Roll back all of it: {CommandLine.Of(Target, selection, environment.Name)}"
        );

    private static PlatformException Several(
        IReadOnlyList<string> names,
        EnvironmentManifest environment,
        IReadOnlyDictionary<string, IReadOnlyList<string>> groups
    ) =>
        names is [var name] && groups.TryGetValue(name, out var members)
            ? PlatformException.Wrong(
                $"{name} is a group of {Prose.List(members)}, and {environment.Name} deploys each by itself",
                "name one of them, or leave --component out to roll back all of the environment"
            )
            : PlatformException.Wrong(
                $"--component names {Prose.List([.. names])}, which have no version that was good for all of them",
                "name one, or leave --component out to roll back all of the environment"
            );
}
