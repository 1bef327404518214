using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;

namespace PathToProd.Host.Targets;

/// <summary>Writes the JSON schemas: of each manifest, which names it in its first line, and of each report for programs.</summary>
internal static class Schemas
{
    public static void Write(Invocation invocation)
    {
        var written = new List<string>();
        foreach (var (path, text) in All().OrderBy(schema => schema.Path, StringComparer.Ordinal))
        {
            AtomicFile.Write(Path.Combine(invocation.Workspace.Root, path), text);
            written.Add(path);
        }

        invocation.Output.Write(
            invocation.IsJson
                ? JsonReport.Write(new SchemasDocument([.. written]), HostReports.Default.SchemasDocument)
                : string.Concat(written.Select(path => path + "\n"))
        );
    }

    private static IEnumerable<(string Path, string Text)> All() =>
        [
            .. JsonSchemas.All.Select(schema => ($"build/schemas/{schema.Key}", schema.Value)),
            .. ((Type[])[typeof(ReportSchemas), typeof(Schemas)])
                .SelectMany(type => ReportSchemas.Of(type.Assembly))
                .Select(schema => ($"build/schemas/reports/{schema.Key}", schema.Value)),
        ];
}
