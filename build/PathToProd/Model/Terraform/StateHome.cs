using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Terraform;

/// <summary>
/// Where the state of Terraform roots lives: below <c>artifacts/state/</c>, or where the environment's
/// <c>terraform.backend</c> says. Never in a folder that a run removes, and never two components' in one place.
/// </summary>
public static class StateHome
{
    private const string Local = "local";

    /// <summary>What is wrong with a root's backend in an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="root">The root's folder, as messages call it.</param>
    /// <param name="declared">The backend that the root declares; null when it declares none.</param>
    public static IEnumerable<Problem> Problems(
        EnvironmentManifest environment,
        string root,
        DeclaredBackend? declared
    ) =>
        declared switch
        {
            null =>
            [
                new Problem(
                    new SourcePosition(root),
                    "the root declares no backend, so its state would be lost",
                    "add terraform { backend \"local\" {} }"
                ),
            ],
            { Type: DeclaredBackend.Cloud } cloud =>
            [
                new Problem(
                    cloud.Where,
                    "a cloud block keeps the state of all environments in one workspace",
                    "write backend \"remote\" {} in its place, and say under terraform.backend in environment.yaml where each environment's state is"
                ),
            ],
            { } backend when environment.TerraformBackend.Count == 0 => Default(environment, backend),
            { Type: Local } backend => Named(environment, backend.Where),
            _ => [],
        };

    /// <summary>What would put the states of several components, or of several environments, into one place.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="others">The other environments that something is deployed to.</param>
    /// <param name="components">How many Terraform components the platform has.</param>
    public static IEnumerable<Problem> Shared(
        EnvironmentManifest environment,
        IEnumerable<EnvironmentManifest> others,
        int components
    )
    {
        var settings = environment.TerraformBackend;
        var where = environment.Source["terraform.backend"];
        if (settings.Count == 0)
        {
            yield break;
        }

        if (components > 1 && !Says(settings, "{component}"))
        {
            yield return new Problem(
                where,
                $"terraform.backend says the same for all {components} Terraform components, so each would take the others' resources for its own and destroy them",
                "put {component} into the path, key or prefix"
            );
        }

        var same = others.Where(other => settings.SequenceEqual(other.TerraformBackend)).Select(other => other.Name);
        if (!Says(settings, "{environment}") && same.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } names)
        {
            yield return new Problem(
                where,
                $"terraform.backend of {environment.Name} says the same as that of {Prose.List(names)}, so they would share one state",
                "put {environment} into the path, key or prefix"
            );
        }
    }

    private static bool Says(IEnumerable<KeyValuePair<string, string>> settings, string placeholder) =>
        settings.Any(setting => setting.Value.Contains(placeholder, StringComparison.Ordinal));

    private static IEnumerable<Problem> Default(EnvironmentManifest environment, DeclaredBackend backend)
    {
        if (backend.Type != Local)
        {
            yield return new Problem(
                backend.Where,
                $"the root keeps its state in {backend.Type}, and {environment.Name} does not say where there",
                $"say it under terraform.backend in environments/{environment.Name}/environment.yaml, or let the root use backend \"local\" {{}}"
            );
        }
    }

    private static IEnumerable<Problem> Named(EnvironmentManifest environment, SourcePosition where)
    {
        var position = environment.Source["terraform.backend"];
        if (!environment.TerraformBackend.TryGetValue("path", out var path))
        {
            yield return new Problem(
                where,
                $"the root keeps its state in a local file, and {environment.Name} does not say which",
                "add a path under terraform.backend, or let the root use the backend that the environment means"
            );
        }
        else if (!path.StartsWith('/') && !(path.Length > 1 && path[1] == ':'))
        {
            yield return new Problem(
                position,
                $"terraform.backend says the path {path}, which is relative to a folder that every run empties",
                "write an absolute path, or remove terraform.backend: state is then kept below artifacts/state/"
            );
        }
    }
}
