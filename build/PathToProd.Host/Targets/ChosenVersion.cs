using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Host.Targets;

/// <summary>Which versions a run takes from the store: the one or the set that was asked for, or those that the environment pins.</summary>
internal static class ChosenVersion
{
    /// <summary>Finds them, and refuses what cannot be.</summary>
    /// <exception cref="PlatformException">A version is not one, does not exist, or differs from the one that the environment pins.</exception>
    public static ChosenVersions Choose(Platform platform, EnvironmentManifest environment, RunTarget target)
    {
        var invocation = platform.Invocation;
        var asked = Asked(invocation, environment);
        if (!target.ConcernsEnvironment)
        {
            return ChosenVersions.None(invocation.Model);
        }

        if (target == RunTarget.TearDown)
        {
            return Running(platform, environment);
        }

        if (invocation.Arguments.Has(Option.Set))
        {
            var set = ChosenSet.Find(invocation, environment, target);
            return ChosenVersions.OfSet(invocation.Model, set, platform.Stores.Find);
        }

        if (
            target == RunTarget.StandUp
            && environment is not { Versions: VersionSource.Pinned, PinnedVersions.Count: > 0 }
        )
        {
            throw ChosenSet.Missing(invocation, environment);
        }

        ChosenSet.RefuseWithoutSet(invocation, environment, target);
        if (environment.Versions == VersionSource.Pinned)
        {
            var pinned = ChosenVersions.Pinned(
                invocation.Model,
                environment,
                invocation.SelectedNames,
                platform.Stores.Find
            );
            return environment.DeploymentModel == DeploymentModel.Monolithic
                ? pinned with
                {
                    Set = ChosenSet.Of(invocation, pinned),
                }
                : pinned;
        }

        return asked is { } one
            ? ChosenVersions.One(invocation.Model, one.Component, one.Version, platform.Stores.Find)
            : ChosenVersions.None(invocation.Model);
    }

    /// <summary>What runs there, whatever the working copy or a set says.</summary>
    private static ChosenVersions Running(Platform platform, EnvironmentManifest environment)
    {
        var invocation = platform.Invocation;
        var ledger = LedgerState.From(Ledgers.Told(invocation, Ledgers.History(invocation, environment.Name)));
        return TearDownScope.Refusal(ledger) is { } refusal
            ? throw PlatformException.Refused(refusal)
            : ChosenVersions.Running(invocation.Model, ledger, _ => false, platform.Stores.Find);
    }

    private static (string Component, SemVersion Version)? Asked(Invocation invocation, EnvironmentManifest environment)
    {
        if (invocation.Arguments[Option.Version] is not { } text)
        {
            return null;
        }

        if (invocation.Arguments.Has(Option.Set))
        {
            throw PlatformException.Wrong("--set and --version both say which version", "leave one of the two out");
        }

        if (!SemVersion.TryParse(text, out var version, out var error))
        {
            throw PlatformException.Wrong(
                $"--version must be a version such as 1.4.0, and \"{text}\" is not: {error.What}",
                error.Fix
            );
        }

        if (invocation.SelectedNames is not [var component])
        {
            throw PlatformException.Wrong("--version goes with one component", "name it: --component=NAME");
        }

        return
            environment.Versions == VersionSource.Pinned
            && environment.PinnedVersions.GetValueOrDefault(component) is { } pinned
            && pinned != version
            ? throw PlatformException.Wrong(
                $"{environment.Name} pins {component} {pinned}",
                $"leave --version out, or pin {version} in environments/{environment.Name}/versions.yaml"
            )
            : (component, version);
    }
}
