using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Projects;

/// <summary>
/// The tasks that a component brings along, compiled apart from all others, so that one that does not compile stops
/// no one else. Compiled once for each content of its sources and each build of this program.
/// </summary>
/// <param name="workspace">Where everything is.</param>
/// <param name="component">The component's name.</param>
/// <param name="folder">The folder that holds the project: the component's, or that of an unpacked artifact.</param>
public sealed class ComponentProject(Workspace workspace, string component, string folder)
{
    /// <summary>Both assemblies that tasks are compiled against and run with: their rules decide what passes.</summary>
    private static readonly string Program = string.Concat(
        new[] { typeof(ComponentProject), typeof(Problem) }.Select(type =>
            type.Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12]
        )
    );

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly PlatformProject? _shared = component.Length == 0 ? null : new PlatformProject(workspace);

    /// <summary>What the components of a platform share, which stands in a folder by itself and is no component's.</summary>
    internal static ComponentProject Shared(Workspace workspace, string folder) => new(workspace, "", folder);

    /// <summary>The tasks in the component's own folder.</summary>
    public ComponentProject(Workspace workspace, string component)
        : this(workspace, component, workspace.Component(component)) { }

    /// <summary>The component's name.</summary>
    public string Component => component;

    /// <summary>What the task library says to every component's project, beside the program.</summary>
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "PathToProd.Tasks.props");

    /// <summary>What all components' projects have in common; an unpacked artifact does not stand below it.</summary>
    private string Common => Path.Combine(workspace.Root, "components", "Directory.Build.props");

    private readonly Lazy<string?> _projectFile = new(() => FindProjectFile(folder));

    private string? ProjectFile => _projectFile.Value;

    /// <summary>True when the component has tasks of its own; else it has the standard tasks of its type.</summary>
    public bool Exists => ProjectFile is not null;

    /// <summary>What identifies the standard tasks: the digest of a component without tasks of its own.</summary>
    public static string StandardDigest { get; } =
        $"{TreeDigest.Of(Array.Empty<(string PathInTree, string File)>())}-{Program}";

    /// <summary>What identifies the compiled tasks: their sources, and the program they are compiled against.</summary>
    public string Digest
    {
        get
        {
            if (ProjectFile is null)
            {
                return StandardDigest;
            }

            var sources = TreeDigest.Of(
                Sources.Select(file => (Path.GetFileName(file), file)).Concat(_shared?.Sources ?? [])
            );
            return $"{sources}-{Program}";
        }
    }

    /// <summary>The files that it is compiled from, in one order.</summary>
    internal IEnumerable<string> Sources =>
        Directory
            .EnumerateFiles(folder, "*.cs")
            .Append(ProjectFile!)
            .Append(Common)
            .Append(Library)
            .Where(File.Exists)
            .Order(StringComparer.Ordinal);

    /// <summary>The compiled assembly, which may not be there yet.</summary>
    internal string Compiled
    {
        get
        {
            var digest = Digest;
            var key = $"{digest["sha256:".Length..][..12]}-{Program}";
            return Path.Combine(CompiledFolder, key, $"{Path.GetFileNameWithoutExtension(ProjectFile)}.dll");
        }
    }

    private string CompiledFolder => workspace.CompiledTasks(component.Length == 0 ? SharedFolder : component);

    /// <summary>True when there is nothing to compile.</summary>
    public bool IsUpToDate => !Exists || (File.Exists(Compiled) && _shared is not { IsUpToDate: false });

    /// <summary>Compiles the tasks, unless that is done already. Of two runs at once the second waits, and takes what the first made.</summary>
    /// <exception cref="PlatformException">They do not compile (exit code 1): the compiler's own lines; or cannot be written.</exception>
    public void Compile(CommandRunner commands, ProcessScope scope)
    {
        if (IsUpToDate)
        {
            return;
        }

        _shared?.Compile(commands, scope);
        var compiled = CompiledFolder;
        try
        {
            Directory.CreateDirectory(compiled);
            using var held = FileLock.Take(
                Path.Combine(compiled, "compiling.lock"),
                Limit,
                waiting: () => { },
                scope.Cancellation
            );
            if (!IsUpToDate)
            {
                CompileNow(commands, scope);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not write the compiled {What} to {workspace.Show(compiled)}: {exception.Message} "
                    + "Make the folder writable by this user, or free space on its disk.",
                exception
            );
        }
    }

    private void CompileNow(CommandRunner commands, ProcessScope scope)
    {
        var target = Compiled;

        // A folder of its own: project names need not differ between components, nor from what an editor compiles.
        var work = Path.Combine(workspace.Artifacts, "obj", "tasks", Path.GetFileName(CompiledFolder));
        var output = Path.Combine(work, "out");

        // What `dotnet build` does, but for its look for new workloads, which leaves two empty folders in /tmp each time.
        var command = new Command(
            "dotnet",
            [
                "msbuild",
                ProjectFile!,
                "-restore",
                "-verbosity:quiet",
                "-nologo",
                "-tl:off",
                "-p:Configuration=Release",
                $"-p:OutputPath={output}{Path.DirectorySeparatorChar}",
                $"-p:PathToProdProgram={AppContext.BaseDirectory}",
                $"-p:PathToProdPlatform={_shared?.CompiledFile}",
                $"-p:ArtifactsPath={work}",
                $"-p:DirectoryBuildPropsPath={(File.Exists(Common) ? Common : Library)}",
            ]
        )
        {
            WorkingDirectory = workspace.Root,
            Timeout = Limit,
            Quiet = true,
            Capture = Capture.Output,
        };
        using var result = commands.Run(command, scope);
        result.EnsureEnded();
        if (!result.Succeeded)
        {
            throw new PlatformException(ExitCode.Failed, Explain(result));
        }

        // Under the name of sources that are gone they would be found again, and be wrong, when those come back.
        if (Compiled != target)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The {What} changed while {(component.Length == 0 ? "it was" : "they were")} compiled.\nRun the same command again."
            );
        }

        var assembly = Path.GetFileName(target);
        AtomicFolder.Replace(
            Path.GetDirectoryName(target)!,
            next => File.Copy(Path.Combine(output, assembly), Path.Combine(next, assembly))
        );
    }

    /// <summary>Loads the compiled tasks; null when the component has none of its own.</summary>
    /// <remarks>Apart from those of other components, whose names may be the same but for case, and over the program's own assemblies.</remarks>
    public Assembly? Load()
    {
        if (!Exists)
        {
            return null;
        }

        var context = new AssemblyLoadContext(component);
        context.Resolving += (_, name) =>
            _shared?.CompiledFile is { } file && name.Name == Path.GetFileNameWithoutExtension(file)
                ? _shared.Load()
                : null;
        return context.LoadFromAssemblyPath(Compiled);
    }

    /// <summary>No component can have this name.</summary>
    private const string SharedFolder = ".platform";

    private string What => component.Length == 0 ? "C# of the platform" : $"tasks of {component}";

    private static string? FindProjectFile(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csproj").Min(StringComparer.Ordinal) : null;

    private string Explain(CommandResult result)
    {
        var errors = result
            .Output.Lines()
            .Where(line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line =>
                line.Trim().Replace(workspace.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            )
            .Distinct()
            .ToImmutableArray();
        var shown = errors.Length > 0 ? errors : [.. result.LastLines];
        var affected =
            component.Length == 0
                ? "Components with tasks of their own, and those with policies of the platform, need it."
                : $"Components that have nothing to do with {component} are not affected.";
        return $"The {What} {(component.Length == 0 ? "does" : "do")} not compile:\n{string.Join('\n', shown)}\n{affected}";
    }
}
