using System.Collections.Immutable;
using System.Text;
using PathToProd.Reporting;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Sources;

/// <summary>Asks Git what it ignores: tracked files never are, whatever the rules say.</summary>
internal static class GitIgnored
{
    /// <summary>Long enough for any disk. Without the answer digests would differ from run to run, so then nothing goes on.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Set by Git for its hooks, and by hand: they would lead to another repository, index or reading of paths than the one
    /// around the folder. Languages would change the messages.
    /// </summary>
    private static readonly ImmutableDictionary<string, string?> Variables = new[]
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_PREFIX",
        "GIT_NAMESPACE",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_LITERAL_PATHSPECS",
    }
        .ToImmutableDictionary(name => name, string? (_) => null)
        .SetItem("LC_ALL", "C");

    /// <summary>What Git ignores of some paths below a folder.</summary>
    /// <exception cref="PlatformException">Git did not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The scope was cancelled.</exception>
    public static IgnoredNames Below(string folder, string path, CommandRunner commands, ProcessScope scope)
    {
        CommandResult result;
        try
        {
            result = commands.Run(Question(folder, path), scope);
        }
        catch (PlatformException)
        {
            return Unknown("git is not on the PATH");
        }

        using (result.EnsureEnded())
        {
            return result.ExitCode == 0
                ? new IgnoredNames(Names(result.Output), Missing: null)
                : Unknown(Reason(result));
        }
    }

    private static Command Question(string folder, string path) =>
        new(
            "git",
            "--literal-pathspecs",
            // A file system monitor would be started, and outlive us.
            "-c",
            "core.fsmonitor=false",
            "ls-files",
            "--others",
            "--ignored",
            "--exclude-standard",
            // Names a folder that is ignored with all that is in it once, however much that is.
            "--directory",
            "-z",
            "--",
            path
        )
        {
            WorkingDirectory = folder,
            Environment = Variables,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
            Timeout = Timeout,
        };

    private static HashSet<string> Names(CapturedOutput output)
    {
        using var stream = output.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var names = new HashSet<string>();
        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        for (int end; (end = all.IndexOf((byte)0)) >= 0; all = all[(end + 1)..])
        {
            var name = Encoding.UTF8.GetString(all[..end]).TrimEnd('/');
            names.Add(name == "." ? "" : name);
        }

        return names;
    }

    private static string Reason(CommandResult result)
    {
        var said = result.Error.Lines().FirstOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal));
        return said?.StartsWith("fatal: not a git repository", StringComparison.Ordinal) != false
            ? "not a Git checkout"
            : $"git says: {said["fatal: ".Length..]}";
    }

    private static IgnoredNames Unknown(string reason) => new(ImmutableHashSet<string>.Empty, reason);
}
