namespace PathToProd.Tasks.Files;

/// <summary>
/// Where a checkout has the schemas that editors use: <c>build/schemas/</c> in Path to Prod's own repository, <c>.schemas/</c> in a
/// platform's.
/// </summary>
public static class SchemaPlace
{
    /// <summary>In the product's own repository.</summary>
    public const string Product = "build/schemas";
    private const string Platform = ".schemas";

    /// <summary>The folder, from the root, without a slash at its end.</summary>
    public static string In(Workspace workspace) =>
        File.Exists(Path.Combine(workspace.Root, "build", "PathToProd", "PathToProd.csproj")) ? Product : Platform;

    /// <summary>A manifest that names its schema in its first line, as this checkout has it.</summary>
    public static string Named(Workspace workspace, string manifest) =>
        In(workspace) == Product ? manifest : InPlatform(manifest);

    /// <summary>The same in a platform's own repository.</summary>
    public static string InPlatform(string manifest) =>
        manifest.Replace($"$schema=../../{Product}/", $"$schema=../../{Platform}/", StringComparison.Ordinal);
}
