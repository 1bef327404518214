using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>What an environment says about versions holds for those that come back too.</summary>
internal static class RollbackChecks
{
    /// <summary>Refuses what the environment does not take.</summary>
    /// <exception cref="PlatformException">
    /// It pins other versions, so that the next deployment would undo the rollback (exit code 2); or it takes only signed sets, and no signed one has what would
    /// come back (3).
    /// </exception>
    public static void Refuse(Invocation invocation, EnvironmentManifest environment, RollbackPlan.Ready plan)
    {
        PlatformException.ThrowIfAny([.. OtherPins(environment, plan)]);
        if (environment.DemandsSignatures)
        {
            RefuseUnsigned(invocation, environment, plan);
        }
    }

    private static IEnumerable<Problem> OtherPins(EnvironmentManifest environment, RollbackPlan.Ready plan) =>
        from change in plan.Changes
        where environment is { Versions: VersionSource.Pinned, PinnedVersions.IsEmpty: false }
        let pinned = environment.PinnedVersions.GetValueOrDefault(change.Component)
        where pinned != change.To.Version
        select new Problem(
            null,
            $"{environment.Name} pins {(pinned is null ? "no version of " : "")}{change.Component}{(pinned is null ? "" : $" {pinned}")}, so "
                + $"the next deployment would undo a rollback to {change.To.Version}",
            $"pin {change.Component}: {change.To.Version} in environments/{environment.Name}/versions.yaml first"
        );

    private static void RefuseUnsigned(Invocation invocation, EnvironmentManifest environment, RollbackPlan.Ready plan)
    {
        var references = new SetReferences(invocation);
        var signatures = new Signing(invocation, references.Files).Sets;
        var isSigned = references
            .Files.Pinned.Sets.Where(set => plan.Changes.All(change => Has(set, change)))
            .Any(set => signatures.Of(set).State == SignatureState.Valid);
        if (!isSigned)
        {
            throw PlatformException.Refused(
                $"Because {environment.Name} takes only version sets that an allowed signer signed, and no signed one has "
                    + $"{Prose.List([.. plan.Changes.Select(change => $"{change.Component} {change.To.Version}")])}, nothing goes back there. "
                    + "Sign the set that has them: ./build.sh --target=Pin --set=NAME --sign-with=FILE"
            );
        }
    }

    private static bool Has(VersionSet set, RollbackChange change) =>
        set.Members.GetValueOrDefault(change.Component) == change.To;
}
