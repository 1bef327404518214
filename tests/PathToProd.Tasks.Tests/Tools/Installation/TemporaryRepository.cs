using System.Collections.Immutable;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.ToolPins;

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
            Runtime = RuntimeIdentifier.TryParse("linux-x64", out var runtime) ? runtime : null,
        };
    }

    public string Root { get; }

    /// <summary>The only folder of the search path.</summary>
    public string Bin { get; }

    public ToolMachine Machine { get; init; }

    /// <summary>Writes a shell script that stands in for a tool.</summary>
    public static string Script(string folder, string name, string body)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
