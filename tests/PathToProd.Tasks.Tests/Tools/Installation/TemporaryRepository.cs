using System.Collections.Immutable;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>An empty repository with an empty search path, both removed at the end.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public TemporaryRepository()
    {
        Root = Directory.CreateTempSubdirectory("path-to-prod-tools-").FullName;
        Bin = Directory.CreateDirectory(Path.Combine(Root, "bin")).FullName;
        Machine = new ToolMachine
        {
            Root = Root,
            SearchPath = [Bin],
            Runtime = Runtime("linux-x64"),
        };
    }

    public string Root { get; }

    /// <summary>The only folder of the search path.</summary>
    public string Bin { get; }

    public ToolMachine Machine { get; init; }

    public static RuntimeIdentifier Runtime(string name) =>
        RuntimeIdentifier.TryParse(name, out var runtime) ? runtime : throw new ArgumentException(name);

    /// <summary>Writes a shell script that stands in for a tool.</summary>
    public static string Script(string folder, string name, string body)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
#pragma warning disable CA1416 // the stand-ins are shell scripts: these tests are for systems with a shell
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        return file;
    }

    public string Script(string name, string body) => Script(Bin, name, body);

    /// <summary>All files below a folder of the repository, relative to it.</summary>
    public ImmutableArray<string> Files(string folder)
    {
        var full = Path.Combine(Root, folder);
        return Directory.Exists(full)
            ?
            [
                .. Directory
                    .EnumerateFiles(full, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(full, file))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
