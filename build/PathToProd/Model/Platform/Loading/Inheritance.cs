using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform.Checks;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Platform.Loading;

/// <summary>Merges into each environment what it extends.</summary>
internal static class Inheritance
{
    public static LoadedEnvironments Resolve(
        Dictionary<string, EnvironmentFile?> files,
        Dictionary<string, ImmutableSortedDictionary<string, SemVersion>> pinned,
        List<ValuesFile> values,
        List<Problem> problems
    )
    {
        var inCircles = EnvironmentChecks.Extends(files, problems);
        var incomplete = new HashSet<string>();
        var manifests = new Dictionary<string, EnvironmentManifest>();
        foreach (var (name, file) in files)
        {
            if (file is null)
            {
                continue;
            }

            TargetChecks.Directory(file, problems);
            var order = new List<string>();
            if (!AddOrder(name, files, inCircles, order))
            {
                incomplete.Add(name);
            }

            manifests.Add(
                name,
                Merge(name, [.. order.Select(one => files[one]!)], order) with
                {
                    PinnedVersions =
                        pinned.GetValueOrDefault(name) ?? ImmutableSortedDictionary<string, SemVersion>.Empty,
                }
            );
        }

        TargetChecks.Clashes(manifests.Values, problems);
        return new LoadedEnvironments(files, manifests, incomplete, values);
    }

    /// <summary>What is extended comes first, each environment once; a later one overrides an earlier one.</summary>
    /// <returns>False when a part is missing, so that what is said there is not known.</returns>
    private static bool AddOrder(
        string name,
        Dictionary<string, EnvironmentFile?> files,
        HashSet<string> inCircles,
        List<string> order
    )
    {
        if (order.Contains(name))
        {
            return true;
        }

        if (!files.TryGetValue(name, out var file) || file is null)
        {
            return false;
        }

        var isComplete = !inCircles.Contains(name);
        foreach (var extended in isComplete ? file.Extends : [])
        {
            isComplete &= AddOrder(extended, files, inCircles, order);
        }

        order.Add(name);
        return isComplete;
    }

    private static EnvironmentManifest Merge(string name, EnvironmentFile[] files, List<string> order)
    {
        var own = files[^1];
        var backend = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, SecretSource>(StringComparer.Ordinal);
        var holds = ImmutableSortedDictionary.CreateBuilder<string, Hold>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var hold in file.Holds)
            {
                holds[hold.Name] = new Hold(hold.Name, hold.Value.Range, hold.Value.Reason);
            }

            foreach (var setting in file.TerraformBackend)
            {
                backend[setting.Name] = setting.Value;
            }

            foreach (var secret in file.Secrets)
            {
                secrets[secret.Name] = secret.Value;
            }
        }

        return new EnvironmentManifest
        {
            Name = name,
            Description = own.Description,
            Extends = [.. order.SkipLast(1).Reverse()],
            Target = (Target?)Last(files, file => file.Target),
            Provider = (string?)Last(files, file => file.Provider) ?? "sandbox",
            KubernetesVersion =
                (SemVersion?)Last(files, file => file.KubernetesVersion ?? file.Recorded?.KubernetesVersion)
                ?? SemVersion.Parse(EnvironmentManifest.DefaultKubernetesVersion),
            ApiVersions = Last(files, file => file.ApiVersions ?? file.Recorded?.ApiVersions)
                is ImmutableArray<string> versions
                ? versions
                : [],
            Versions = Last(files, file => file.Versions) is VersionSource source ? source : VersionSource.Workspace,
            MissingDependencies = Last(files, file => file.MissingDependencies) is MissingDependencies missing
                ? missing
                : MissingDependencies.Refuse,
            DeploymentModel = Last(files, file => file.DeploymentModel) is DeploymentModel model
                ? model
                : DeploymentModel.Decoupled,
            TerraformBackend = backend.ToImmutable(),
            Secrets = secrets.ToImmutable(),
            Holds = holds.ToImmutable(),
            Concurrency = Last(files, file => file.Concurrency) is int concurrency ? concurrency : null,
            IsForTests = own.IsForTests ?? false,
            PlansChanges = own.PlansChanges ?? false,
            DemandsSignatures = Last(files, file => file.DemandsSignatures) is true,
            IsProtected = Last(files, file => file.IsProtected) is true,
            Pool = (string?)Last(files, file => file.Pool),
            Source = own.Source with { Inherited = [.. files.Reverse().SelectMany(file => file.Sources).Skip(1)] },
        };
    }

    /// <summary>What the nearest file says that says something. Not generic: that would be compiled at every start.</summary>
    private static object? Last(EnvironmentFile[] files, Func<EnvironmentFile, object?> said)
    {
        for (var index = files.Length - 1; index >= 0; index--)
        {
            if (said(files[index]) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
