using Cake.Core;
using Cake.Core.Annotations;
using PathToProd.Text;

namespace Cake.Skopeo;

/// <summary>
/// Skopeo, from 1.9: copies artifacts between registries and folders, and looks into registries. Every failure is a
/// <see cref="PlatformException"/> that says what to do next. Runs wherever Cake and Skopeo do.
/// </summary>
[CakeAliasCategory("Skopeo")]
[CakeNamespaceImport("Cake.Skopeo")]
public static class SkopeoAliases
{
    /// <summary>Copies an artifact.</summary>
    /// <param name="context">The context.</param>
    /// <param name="source">Where from, with its transport: <c>docker://registry.example.com/a:1.0.0</c>, <c>oci:folder:name</c>.</param>
    /// <param name="destination">Where to, in the same form.</param>
    /// <param name="settings">The settings; by default a manifest may be converted on the way.</param>
    /// <example><code>context.SkopeoCopy("oci:store:a:1.0.0", "docker://registry.example.com/a:1.0.0", new() { PreserveDigests = true });</code></example>
    [CakeMethodAlias]
    public static void SkopeoCopy(
        this ICakeContext context,
        string source,
        string destination,
        SkopeoCopySettings? settings = null
    ) => new SkopeoCopyRunner(context).Copy(source, destination, settings ?? new());

    /// <summary>Reads a manifest as it is.</summary>
    /// <param name="context">The context.</param>
    /// <param name="image">Whose, with its transport: <c>docker://registry.example.com/a:1.0.0</c>.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Null when there is none of that name.</returns>
    /// <example><code>var manifest = context.SkopeoInspect("docker://registry.example.com/a:1.0.0");</code></example>
    [CakeMethodAlias]
    public static string? SkopeoInspect(
        this ICakeContext context,
        string image,
        SkopeoInspectSettings? settings = null
    ) => new SkopeoInspectRunner(context).Manifest(image, settings ?? new());

    /// <summary>Lists the tags of a repository.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repository">Which, with its transport: <c>docker://registry.example.com/a</c>.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>None when there is no such repository.</returns>
    /// <example><code>var tags = context.SkopeoListTags("docker://registry.example.com/a");</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<string> SkopeoListTags(
        this ICakeContext context,
        string repository,
        SkopeoListTagsSettings? settings = null
    ) => new SkopeoListTagsRunner(context).Tags(repository, settings ?? new());
}
