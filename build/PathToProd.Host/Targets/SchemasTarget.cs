using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Versions;

namespace PathToProd.Host.Targets;

/// <summary>Writes the JSON schemas: of each manifest, which names it in its first line, and of each report for programs.</summary>
internal static class SchemasTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Schemas",
            "writes the JSON schemas of manifests and reports",
            "They go to .schemas/, with the version in their address, in this project's own repository to build/schemas/: editors use those of manifests, programs those of what --output=json writes."
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var written = new List<string>();
        var folder = SchemaPlace.In(invocation.Workspace);
        // In Path to Prod's own repository they are of no version yet.
        var isProduct = folder == SchemaPlace.Product;
        foreach (var (path, text) in All(folder).OrderBy(schema => schema.Path, StringComparer.Ordinal))
        {
            var addressed = isProduct ? text : SchemaAddress.Give(Path.GetFileName(path), text, ProductVersion.Current);
            WrittenFile.Change(path, () => AtomicFile.Write(Path.Combine(invocation.Workspace.Root, path), addressed));
            written.Add(path);
        }

        return new Report
        {
            Text = _ => string.Concat(written.Select(path => path + "\n")),
            Json = () => JsonReport.Write(new SchemasDocument([.. written]), HostJson.Default.SchemasDocument),
        };
    }

    private static IEnumerable<(string Path, string Text)> All(string folder) =>
        [
            .. JsonSchemas.All.Select(schema => ($"{folder}/{schema.Key}", schema.Value)),
            .. ((Type[])[typeof(ReportSchemas), typeof(SchemasTarget)])
                .SelectMany(type => ReportSchemas.Of(type.Assembly))
                .Select(schema => ($"{folder}/reports/{schema.Key}", schema.Value)),
        ];
}
