using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>The version set whose members a run takes from the store.</summary>
internal static class ChosenSet
{
    /// <summary>Finds it, and refuses what the environment does not take.</summary>
    /// <exception cref="PlatformException">
    /// There is no such set, it does not have what was asked for, or the environment pins other versions (exit code 2); or it takes
    /// only sets that an allowed signer signed, and this one is not (3).
    /// </exception>
    public static VersionSet Find(Invocation invocation, EnvironmentManifest environment, RunTarget target)
    {
        var references = new SetReferences(invocation);
        var set = references.Need(Option.Set);
        var problems = Missing(invocation, set).Concat(OtherPins(invocation, environment, target, set)).ToArray();
        PlatformException.ThrowIfAny(problems);

        if (DemandsSignature(environment, target))
        {
            RefuseUnsigned(new Signing(invocation, references.Files).Sets.Of(set), set.Name, environment.Name);
        }

        return set;
    }

    /// <summary>Why a platform cannot be stood up without a set: the ones that there are, the newest first.</summary>
    public static PlatformException Missing(Invocation invocation, EnvironmentManifest environment)
    {
        string[] names = [.. new SetReferences(invocation).Files.Pinned.Sets.Reverse().Select(set => set.Name)];
        var pins =
            environment.Versions == VersionSource.Pinned
                ? $"environments/{environment.Name}/versions.yaml pins none"
                : $"{environment.Name} does not say versions: pinned";
        return PlatformException.Wrong(
            $"no version set is named, and {pins}, so nothing says what {environment.Name} is to run",
            names.Length == 0
                ? "make one: ./build.sh --target=Resolve proposes it for --set=proposed, and --target=Pin gives it a name"
                : $"add --set=NAME: {Prose.List([.. names.Take(MostNames)], "or")}"
        );
    }

    private const int MostNames = 5;

    /// <summary>The set that exactly these artifacts are, the newest of several; null when they are none.</summary>
    public static VersionSet? Of(Invocation invocation, ChosenVersions chosen)
    {
        var digest = SetDigest.Of(
            chosen.Given.Values.Select(one => new SetMember(one.Component, one.Version, one.Digest))
        );
        return new SetReferences(invocation).Files.Pinned.Sets.LastOrDefault(set => set.Digest == digest);
    }

    /// <summary>Refuses versions that no set names in an environment that takes only signed sets: a working copy, clean or not, one version, or pins.</summary>
    /// <exception cref="PlatformException">The environment takes only signed sets (exit code 3).</exception>
    public static void RefuseWithoutSet(Invocation invocation, EnvironmentManifest environment, RunTarget target)
    {
        if (DemandsSignature(environment, target))
        {
            var components = target.IsOfWhole
                ? ""
                : $" --component={string.Join(',', invocation.SelectedNames ?? ["all"])}";
            throw new PlatformException(
                ExitCode.Refused,
                $"Because {environment.Name} takes only version sets that an allowed signer signed, and no set was named, "
                    + "nothing is deployed there. Name a signed set (./build.sh --target=Sets lists them): "
                    + $"./build.sh --target={target}{components} --environment={environment.Name} --set=NAME"
            );
        }
    }

    /// <summary>Refuses to test sets in an environment that takes only signed ones, unless all of them are.</summary>
    /// <exception cref="PlatformException">No allowed signer signed one of them (exit code 3).</exception>
    public static void RefuseUnsigned(
        Invocation invocation,
        EnvironmentManifest environment,
        SetReferences references,
        params IEnumerable<VersionSet> sets
    )
    {
        if (environment.DemandsSignatures)
        {
            var signatures = new Signing(invocation, references.Files).Sets;
            foreach (var set in sets)
            {
                RefuseUnsigned(signatures.Of(set), set.Name, environment.Name);
            }
        }
    }

    /// <summary>Refuses mixes of two sets, which no one signed, in an environment that takes only signed ones.</summary>
    /// <exception cref="PlatformException">It takes only signed sets (exit code 3).</exception>
    public static void RefuseMixes(EnvironmentManifest environment)
    {
        if (environment.DemandsSignatures)
        {
            throw new PlatformException(
                ExitCode.Refused,
                $"Because {environment.Name} takes only version sets that an allowed signer signed, and Bisect deploys mixes of two "
                    + "sets, which no one signed, it does not run there. "
                    + "Name an environment that says for-tests: true and not signed-only: true."
            );
        }
    }

    /// <summary>Refuses a set in an environment that takes only signed ones.</summary>
    /// <exception cref="PlatformException">No allowed signer signed it (exit code 3).</exception>
    public static void RefuseUnsigned(SignatureCheck signature, string set, string environment)
    {
        if (signature.State == SignatureState.Valid)
        {
            return;
        }

        var why = signature.Wrong is { } wrong ? $"the signature of {set} is wrong ({wrong})" : $"no one signed {set}";
        throw new PlatformException(
            ExitCode.Refused,
            $"Because {environment} takes only version sets that an allowed signer signed, and {why}, {set} is not deployed there. "
                + (
                    set == VersionSetName.Proposed
                        ? $"Pin it with a signature: ./build.sh --target=Pin --from={set} --sign-with=FILE"
                        : $"Sign it{(signature.Wrong is null ? "" : $" again, once environments/version-sets/{set}.yaml.sig is removed")}: "
                            + $"./build.sh --target=Pin --set={set} --sign-with=FILE"
                )
        );
    }

    // Looking at what is there, and removing it, need no signature.
    private static bool DemandsSignature(EnvironmentManifest environment, RunTarget target) =>
        environment.DemandsSignatures && target.Stage is Stage.Deploy or Stage.Plan;

    private static IEnumerable<Problem> Missing(Invocation invocation, VersionSet set) =>
        (invocation.SelectedNames ?? [])
            .Where(name => !set.Members.ContainsKey(name))
            .Select(name => new Problem(
                null,
                $"{set.Name} has no component {name}",
                Suggestion.Fix(name, set.Members.Keys, "component", "name another set")
            ));

    private static IEnumerable<Problem> OtherPins(
        Invocation invocation,
        EnvironmentManifest environment,
        RunTarget target,
        VersionSet set
    )
    {
        var isOnPath = new Lazy<bool>(() =>
            PromotionLoader.Load(new DiskPlatformFiles(invocation.Workspace), invocation.Model).StepOf(environment.Name)
                is not null
        );
        return from name in environment is { Versions: VersionSource.Pinned, PinnedVersions.IsEmpty: false }
                ? invocation.SelectedNames ?? set.Members.Keys
                : Enumerable.Empty<string>()
            let member = set.Members.GetValueOrDefault(name)
            let pinned = environment.PinnedVersions.GetValueOrDefault(name)
            where member is not null && member.Version != pinned
            // What a promotion would bring may be looked at before it is promoted.
            where target.Stage != Stage.Plan || !isOnPath.Value
            select new Problem(
                null,
                $"{environment.Name} pins {(pinned is null ? $"no version of {name}" : $"{name} {pinned}")}, and {set.Name} has {member.Version}",
                isOnPath.Value
                    ? $"promote it: ./build.sh --target=Promote --set={set.Name} --environment={environment.Name} --deploy; or leave --set out"
                    : $"leave --set out, or pin {name}: {member.Version} in environments/{environment.Name}/versions.yaml"
            );
    }
}
