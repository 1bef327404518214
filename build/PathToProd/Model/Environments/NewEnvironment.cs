using System.Text.RegularExpressions;
using PathToProd.Formats.Values;
using PathToProd.Model.Kubernetes.Hooks;

namespace PathToProd.Model.Environments;

/// <summary>An environment that takes over everything from another one, but deploys somewhere else.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extends">The environment that it extends.</param>
/// <param name="Target">What it deploys to.</param>
public sealed partial record NewEnvironment(string Name, string Extends, Target Target)
{
    /// <summary>The one file that it is, relative to the repository's root.</summary>
    public string File => $"environments/{Name}/environment.yaml";

    /// <summary>
    /// An environment like another one. Where the other's context, kubeconfig and directory contain its name, the new name takes
    /// its place; a context without it becomes the new name, and so does the last folder of a directory without it.
    /// </summary>
    /// <param name="name">The new environment's name.</param>
    /// <param name="extended">An environment that has a target.</param>
    public static NewEnvironment Like(string name, EnvironmentManifest extended)
    {
        var old = extended.Name;
        return new NewEnvironment(
            name,
            old,
            extended.Target switch
            {
                Target.Cluster cluster => new Target.Cluster(
                    Renamed(cluster.Context, old, name) ?? name,
                    cluster.Kubeconfig is { } file ? Renamed(file, old, name) ?? file : null
                ),
                Target.Directory directory => directory with
                {
                    Path = Renamed(directory.Path, old, name) ?? LastFolder().Replace(directory.Path, name),
                },
                _ => throw new ArgumentException($"{old} has no target.", nameof(extended)),
            }
        );
    }

    /// <summary>The text of <see cref="File"/>.</summary>
    public string Text =>
        $"""
            # yaml-language-server: $schema=../../build/schemas/environment.schema.json
            extends: {ValueText.Line(Extends)}
            target:
            {TargetText}
            """;

    private string TargetText =>
        string.Concat(
            Target switch
            {
                Target.Cluster cluster =>
                [
                    "  cluster:\n",
                    Line("    context", cluster.Context),
                    Line("    kubeconfig", cluster.Kubeconfig),
                ],
                Target.Directory directory =>
                [
                    Line("  directory", directory.Path),
                    Line("  reason", directory.Reason),
                    Line("  hooks", directory.Hooks is HookHandling.ArgoCd ? "argocd" : null),
                ],
                _ => Array.Empty<string>(),
            }
        );

    private static string Line(string key, string? value) => value is null ? "" : $"{key}: {ValueText.Line(value)}\n";

    /// <summary>A text with one name in place of another; null when it does not contain it.</summary>
    private static string? Renamed(string text, string old, string name)
    {
        var whole = $"(?<![A-Za-z0-9-]){Regex.Escape(old)}(?![A-Za-z0-9-])";
        return Regex.IsMatch(text, whole) ? Regex.Replace(text, whole, name) : null;
    }

    [GeneratedRegex(@"[^/\\]+(?=[/\\]?$)")]
    private static partial Regex LastFolder();
}
