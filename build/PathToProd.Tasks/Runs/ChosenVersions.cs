using System.Collections.Immutable;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Units;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs;

/// <summary>The artifacts that a run takes from the store by their versions instead of building them.</summary>
/// <param name="Model">The platform, with those components as their artifacts describe them.</param>
/// <param name="Given">The artifacts, by component.</param>
public sealed record ChosenVersions(PlatformModel Model, ImmutableSortedDictionary<string, StoredArtifact> Given)
{
    /// <summary>The version set that they are; null when they are none.</summary>
    public VersionSet? Set { get; init; }

    /// <summary>Nothing is taken from the store: all is built from what the working copy holds.</summary>
    public static ChosenVersions None(PlatformModel model) =>
        new(model, ImmutableSortedDictionary<string, StoredArtifact>.Empty);

    /// <summary>One component in one version; the others are built from what the working copy holds.</summary>
    /// <param name="model">The platform.</param>
    /// <param name="component">The component.</param>
    /// <param name="version">The version.</param>
    /// <param name="find">Finds an artifact, or throws what says that there is none.</param>
    public static ChosenVersions One(
        PlatformModel model,
        string component,
        SemVersion version,
        Func<string, SemVersion, FoundArtifact> find
    )
    {
        var found = find(component, version);
        return new ChosenVersions(
            model.With([found.Manifest], areAll: false),
            ImmutableSortedDictionary<string, StoredArtifact>.Empty.Add(component, found.Artifact)
        );
    }

    /// <summary>
    /// The versions that an environment pins: of what was asked for, of all that it requires, and of what is deployed with these as one. What is not pinned there
    /// does not exist for it, whatever the working copy holds.
    /// </summary>
    /// <param name="model">The platform.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="asked">The names of the components; null for all that are pinned.</param>
    /// <param name="find">Finds an artifact, or throws what says that there is none.</param>
    /// <exception cref="PlatformException">Something asked for, or all, is not pinned (exit code 2), or not in the store.</exception>
    public static ChosenVersions Pinned(
        PlatformModel model,
        EnvironmentManifest environment,
        IReadOnlyCollection<string>? asked,
        Func<string, SemVersion, FoundArtifact> find
    )
    {
        var pins = environment.PinnedVersions;
        if (asked is null && pins.IsEmpty)
        {
            throw PlatformException.Wrong(
                $"{environment.Name} deploys pinned versions, and pins none",
                $"add --set=NAME, or write environments/{environment.Name}/versions.yaml with a line such as \"ingress: 1.4.0\""
            );
        }

        var unpinned = (asked ?? [])
            .Where(name => !pins.ContainsKey(name))
            .Select(name => new Problem(
                null,
                $"{environment.Name} pins no version of {name}",
                Suggestion.For(name, pins.Keys) is { } near
                    ? $"did you mean {near}?"
                    : $"add it to environments/{environment.Name}/versions.yaml"
            ))
            .ToArray();
        PlatformException.ThrowIfAny(unpinned);

        var found = new Dictionary<string, FoundArtifact>(StringComparer.Ordinal);
        var open = new Queue<string>(asked ?? pins.Keys);
        var units = DeploymentUnits.Of(environment, model.Platform, pins.Keys);
        while (open.TryDequeue(out var name))
        {
            if (found.ContainsKey(name) || !pins.TryGetValue(name, out var version))
            {
                continue;
            }

            found[name] = find(name, version);
            foreach (var required in found[name].Manifest.Requires.Keys.Concat(units.Of(name).Members))
            {
                open.Enqueue(required);
            }
        }

        return new ChosenVersions(
            model.With(found.Values.Select(one => one.Manifest), areAll: true),
            found.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Artifact, StringComparer.Ordinal)
        );
    }

    /// <summary>All of a version set, each component by its digest. What is not in the set does not exist for the run.</summary>
    /// <param name="model">The platform.</param>
    /// <param name="set">The set.</param>
    /// <param name="find">Finds an artifact by its digest, or throws what says that there is none.</param>
    /// <exception cref="PlatformException">Artifacts are not available: all of them are reported at once.</exception>
    public static ChosenVersions OfSet(PlatformModel model, VersionSet set, Func<SetMember, FoundArtifact> find)
    {
        var found = new List<FoundArtifact>();
        var failures = new List<PlatformException>();
        foreach (var member in set.Members.Values)
        {
            try
            {
                found.Add(find(member));
            }
            catch (PlatformException exception)
            {
                failures.Add(exception);
            }
        }

        return failures.Count == 0
            ? new ChosenVersions(
                model.With(found.Select(one => one.Manifest), areAll: true),
                found.ToImmutableSortedDictionary(
                    one => one.Artifact.Component,
                    one => one.Artifact,
                    StringComparer.Ordinal
                )
            )
            {
                Set = set,
            }
            : throw All(failures);
    }

    /// <summary>What the ledger says is there, or may be, in the versions that it names. Nothing else exists for the run.</summary>
    /// <param name="model">The platform.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="isLeftOut">Whether a component is left out although it is there.</param>
    /// <param name="find">Finds an artifact by its digest, or throws what says that there is none.</param>
    /// <exception cref="PlatformException">Artifacts are not available: all of them are reported at once.</exception>
    public static ChosenVersions Running(
        PlatformModel model,
        LedgerState ledger,
        Func<string, bool> isLeftOut,
        Func<SetMember, FoundArtifact> find
    )
    {
        var members = TearDownScope.Members(ledger);
        var set = new VersionSet
        {
            Name = ledger.Environment,
            Members = members.RemoveRange(members.Keys.Where(isLeftOut)),
        };
        return OfSet(model, set, find) with { Set = null };
    }

    private static PlatformException All(List<PlatformException> failures) =>
        failures.TrueForAll(failure => failure.Problems.Count > 0)
            ? new PlatformException(failures.SelectMany(failure => failure.Problems))
            : new PlatformException(
                failures[0].ExitCode,
                // A registry that does not answer says the same of every artifact.
                string.Join('\n', failures.Select(failure => failure.Message).Distinct(StringComparer.Ordinal))
            );
}
