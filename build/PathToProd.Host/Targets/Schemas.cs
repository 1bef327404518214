using PathToProd.Manifests;
using PathToProd.Tasks.Files;

namespace PathToProd.Host.Targets;

/// <summary>Writes the JSON schemas that the first line of each manifest names.</summary>
internal static class Schemas
{
    public static void Write(Invocation invocation)
    {
        foreach (var (name, text) in JsonSchemas.All)
        {
            var path = Path.Combine(invocation.Workspace.Root, "build", "schemas", name);
            AtomicFile.Write(path, text);
            invocation.Print(invocation.Workspace.Show(path));
        }
    }
}
