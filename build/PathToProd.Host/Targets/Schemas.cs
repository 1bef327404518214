using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;

namespace PathToProd.Host.Targets;

/// <summary>Writes the JSON schemas that the first line of each manifest names.</summary>
internal static class Schemas
{
    public static void Write(Invocation invocation)
    {
        var written = new List<string>();
        foreach (var (name, text) in JsonSchemas.All)
        {
            var path = Path.Combine(invocation.Workspace.Root, "build", "schemas", name);
            AtomicFile.Write(path, text);
            written.Add(invocation.Workspace.Show(path));
        }

        invocation.Output.Write(
            invocation.IsJson
                ? JsonReport.Write(writer => writer.WriteList("written", written))
                : string.Concat(written.Select(path => path + "\n"))
        );
    }
}
