using System.Collections.Immutable;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Tools.Installation;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>
/// An empty repository with an empty search path, a server to download from, and all that finds and installs tools: each run of
/// a program and each line is recorded. All of it is gone after the test.
/// </summary>
internal sealed class InstallationBed : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<LoopbackServer> _server = new();

    public InstallationBed()
    {
        Bin = Directory.CreateDirectory(Path.Combine(Root, "bin")).FullName;
        Machine = new ToolMachine
        {
            Root = Root,
            SearchPath = [Bin],
            Runtime = Runtime("linux-x64"),
        };
    }

    public string Root => _folder.Path;

    public RecordingToolRun Run { get; } = new();

    public RecordingLog Log { get; } = new();

    public LoopbackServer Server => _server.Value;

    /// <summary>The only folder of the search path.</summary>
    public string Bin { get; }

    public ToolMachine Machine { get; }

    /// <summary>All that was said, without the port of the server.</summary>
    public string Said => Hide(string.Join('\n', Log.Lines));

    public static RuntimeIdentifier Runtime(string name) =>
        RuntimeIdentifier.TryParse(name, out var runtime) ? runtime : throw new ArgumentException(name);

    /// <summary>Writes a shell script that stands in for a tool on the search path.</summary>
    public string Script(string name, string body) => ScriptFile.WriteShell(Path.Combine(Bin, name), body);

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

    public ToolFinder Finder(ToolMachine? machine = null, TimeSpan? timeout = null)
    {
        machine ??= Machine;
        return new ToolFinder(machine, new VersionProbe(Run, machine, timeout));
    }

    public InstallationResult Install(ToolPin pin, ToolMachine? machine = null, InstallationTimeouts? timeouts = null)
    {
        machine ??= Machine;
        using var installer = new ToolInstaller(machine, Finder(machine), Run, Log, timeouts);
        return installer.Install(pin);
    }

    public Toolbox Toolbox(Lazy<PinnedTools> pins, ToolMachine? machine = null)
    {
        machine ??= Machine;
        var finder = Finder(machine);
#pragma warning disable CA2000 // it lives as long as the toolbox, and the test ends with both
        return new Toolbox(pins, machine, finder, new ToolInstaller(machine, finder, Run, Log), Log);
#pragma warning restore CA2000
    }

    /// <summary>A text without the port of the server.</summary>
    public string Hide(string text) =>
        _server.IsValueCreated ? text.Replace(Server.Authority, "SERVER", StringComparison.Ordinal) : text;

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            Server.Dispose();
        }

        _folder.Dispose();
    }
}
