using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Projects;

/// <summary>
/// The C# of a platform that all its components share: a project in <c>build/</c>, of which only the files beside it are compiled. Base
/// tasks and helpers for components' own tasks, and policies. It is compiled against this program, as components are.
/// </summary>
public sealed class PlatformProject
{
    // One for all components of this process: their tasks hand its types to each other.
    private static readonly ConcurrentDictionary<string, Assembly> Loaded = new(StringComparer.Ordinal);

    private readonly ComponentProject _project;

    /// <summary>That of a platform.</summary>
    public PlatformProject(Workspace workspace) =>
        _project = ComponentProject.Shared(workspace, Path.Combine(workspace.Root, "build"));

    /// <summary>Whether there is one.</summary>
    public bool Exists => _project.Exists;

    /// <summary>True when there is nothing to compile.</summary>
    internal bool IsUpToDate => _project.IsUpToDate;

    /// <summary>What identifies it: its sources, and the program that it is compiled against.</summary>
    public string Digest => _project.Digest;

    /// <summary>Its files, by their paths from the root; none when there is none.</summary>
    internal IEnumerable<(string Path, string File)> Sources =>
        Exists ? _project.Sources.Select(file => ($"build/{Path.GetFileName(file)}", file)) : [];

    /// <summary>The compiled assembly; null when there is none.</summary>
    internal string? CompiledFile => Exists ? _project.Compiled : null;

    /// <summary>Compiles it, unless that is done already.</summary>
    /// <exception cref="PlatformException">It does not compile (exit code 1): the compiler's own lines.</exception>
    public void Compile(CommandRunner commands, ProcessScope scope) => _project.Compile(commands, scope);

    /// <summary>Loads what was compiled, once in a process; null when there is none.</summary>
    public Assembly? Load() =>
        CompiledFile is { } file
            ? Loaded.GetOrAdd(file, static path => new AssemblyLoadContext("the platform").LoadFromAssemblyPath(path))
            : null;
}
