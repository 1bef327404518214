using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Decisions.Inputs;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Inputs;

/// <summary>Runs a program under <c>strace</c> and says which files its stages read.</summary>
public sealed class InputTrace
{
    private const string Calls = "trace=?open,?openat,?openat2,?execve,?execveat,?fork,?vfork,?clone,?clone3";

    private readonly Workspace _workspace;
    private readonly ProcessScope _scope;
    private readonly ImmutableArray<FileRead> _reads;
    private readonly IReadOnlyCollection<string> _programs;

    private InputTrace(Workspace workspace, ProcessScope scope, int exitCode, StraceLog log, DateTime begin)
    {
        _workspace = workspace;
        _scope = scope;
        _programs = log.Programs;
        ExitCode = exitCode;

        // Folders and devices say nothing, and what the run wrote itself is not an input of it.
        var counts = new Dictionary<string, bool>(StringComparer.Ordinal);
        _reads =
        [
            .. log.Reads.Where(read =>
            {
                if (!counts.TryGetValue(read.Path, out var doesCount))
                {
                    var file = new FileInfo(read.Path);
                    counts.Add(read.Path, doesCount = file.Exists && file.LastWriteTimeUtc < begin);
                }

                return doesCount;
            }),
        ];
    }

    /// <summary>What the program returned.</summary>
    public int ExitCode { get; }

    /// <summary>How many files stages read.</summary>
    public int Files => _reads.Select(read => read.Path).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Runs the program to its end.</summary>
    /// <param name="workspace">Where everything is.</param>
    /// <param name="program">The program and its arguments; it marks where stages start and end.</param>
    /// <param name="environment">Variables for it.</param>
    /// <param name="scope">Gets what it prints.</param>
    /// <exception cref="PlatformException">This machine cannot do that.</exception>
    public static InputTrace Of(
        Workspace workspace,
        IReadOnlyList<string> program,
        ImmutableDictionary<string, string?> environment,
        ProcessScope scope
    )
    {
        var strace = FindStrace();
        Directory.CreateDirectory(workspace.Artifacts);
        var trace = Path.Combine(workspace.Artifacts, $"trace-{Guid.NewGuid():n}");
        try
        {
            var begin = DateTime.UtcNow;
            var command = new Command(
                strace,
                ["-f", "-qq", "-y", "--seccomp-bpf", "-e", "signal=none", "-e", Calls, "-o", trace, "--", .. program]
            )
            {
                WorkingDirectory = workspace.Root,
                Environment = environment,
            };
            using var result = new CommandRunner().Run(command, scope).EnsureEnded();
            var log = new StraceLog();
            foreach (var line in File.Exists(trace) ? File.ReadLines(trace) : [])
            {
                log.Add(line);
            }

            return log.Programs.Count > 0
                ? new InputTrace(workspace, scope, result.ExitCode, log, begin)
                : throw PlatformException.Wrong(
                    $"strace could not trace the run: {string.Join(" ", result.LastLines)}",
                    "use strace 5.3 or newer where it is allowed; a container may need --cap-add=SYS_PTRACE"
                );
        }
        finally
        {
            File.Delete(trace);
        }
    }

    /// <summary>What nothing declares.</summary>
    public ImmutableArray<UndeclaredRead> Undeclared(PlatformModel model)
    {
        var rules = new InputRules(model, RealPath(_workspace.Root), Trusted());
        var own = _reads.Select(rules.OwnFile).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return rules.Undeclared(_reads, Ignored(own));
    }

    private HashSet<string> Ignored(HashSet<string> files)
    {
        if (files.Count == 0)
        {
            return [];
        }

        try
        {
            var git = new GitProcess(_workspace.Root, _scope with { Console = NoSink.Instance });
            using var result = git.Run(["check-ignore", "-z", "--stdin"], string.Join('\0', files) + "\0");
            return [.. result.Output.Text().Split('\0', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (GitMissingException)
        {
            // Without Git nothing is ignored.
            return [];
        }
    }

    /// <summary>Folders of the system, of .NET, and of the tools that ran.</summary>
    private IEnumerable<string> Trusted()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile).TrimEnd('/') + "/";
        string[] known =
        [
            "/usr",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/bin",
            "/sbin",
            "/etc",
            "/proc",
            "/sys",
            "/dev",
            "/run",
            AppContext.BaseDirectory,
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
                ? packages
                : $"{home}.nuget",
            $"{home}.dotnet",
            $"{home}.local/share/NuGet",
        ];

        // A tool in the user's own folder makes no input of all that the user has.
        var tools = _programs
            .Select(program => Path.GetDirectoryName(RealPath(program)))
            .OfType<string>()
            .Where(folder => !home.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));
        return known.Concat(tools).Distinct();
    }

    private static string RealPath(string path)
    {
        // The kernel says where an open file is, whatever links lead to it.
        if (!Path.Exists(path) || !OperatingSystem.IsLinux())
        {
            return path;
        }

        try
        {
            var file = Directory.Exists(path) ? Path.Combine(path, "platform.yaml") : path;
            using var handle = File.OpenHandle(file);
            var real = new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget ?? file;
            return file == path ? real : Path.GetDirectoryName(real)!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string FindStrace()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw PlatformException.Wrong(
                "only Linux can show what a stage reads, and this is another system",
                "use --check-inputs in CI, on Linux with strace"
            );
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, "strace"))
                .FirstOrDefault(File.Exists)
            ?? throw PlatformException.Wrong(
                "strace is not on the PATH, and --check-inputs needs it to see what stages read",
                "install it: apt-get install strace, dnf install strace or apk add strace"
            );
    }
}
