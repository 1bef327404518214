using System.Collections.Immutable;
using System.Text;
using PathToProd.Reporting;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Sources;

/// <summary>
/// Asks Git what it ignores (tracked files never are, whatever the rules say), and which files may be executed where the
/// disk does not know: on Windows, and where <c>core.fileMode</c> is false.
/// </summary>
internal static class GitQuestion
{
    /// <summary>Long enough for any disk. Without the answer digests would differ from run to run, so then nothing goes on.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Set by Git for its hooks, and by hand: they would lead to another repository, index or reading of paths than the one
    /// around the folder. Other languages would change the messages.
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

    /// <summary>What Git says about some paths below a folder.</summary>
    /// <exception cref="PlatformException">Git did not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The scope was cancelled.</exception>
    public static GitAnswer Ask(string folder, IEnumerable<string> paths, CommandRunner commands, ProcessScope scope)
    {
        RunningCommand mode;
        try
        {
            // Meanwhile the other question is asked.
            mode = CommandRunner.Start(Git(folder, ["config", "--type=bool", "--get", "core.fileMode"]), scope);
        }
        catch (PlatformException)
        {
            return GitAnswer.None("git is not on the PATH");
        }

        // --directory names a folder that is ignored with all that is in it once, however much that is.
        string[] ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--"];
        using var result = commands.Run(Git(folder, [.. ignored, .. paths]), scope).EnsureEnded();
        using var diskKnowsModes = mode.Wait().EnsureEnded();
        if (result.ExitCode != 0)
        {
            return GitAnswer.None(Reason(result));
        }

        var asksIndex = OperatingSystem.IsWindows() || diskKnowsModes.Output.Text().Trim() == "false";
        return new GitAnswer(Ignored(result.Output), asksIndex ? Executables(folder, commands, scope) : null);
    }

    /// <summary>The rule by which Git ignores a path, as <c>file:line: pattern</c>; null when it cannot say.</summary>
    public static string? RuleFor(string folder, string path, CommandRunner commands, ProcessScope scope)
    {
        try
        {
            // <file>:<line>:<pattern><tab><path>; it takes a path as it is, and refuses to be told so.
            var question = Git(folder, []) with
            {
                Arguments = ["check-ignore", "--verbose", "--", path],
            };
            using var result = commands.Run(question, scope).EnsureEnded();
            var line = result.Output.Text().Split('\n')[0].Split('\t')[0];
            return result.ExitCode == 0 && line.Split(':', 3) is [var file, var number, var pattern]
                ? $"{file}({number}): {pattern}"
                : null;
        }
        catch (PlatformException)
        {
            // Without Git nobody ignores anything; then it is not asked.
            return null;
        }
    }

    private static Command Git(string folder, IEnumerable<string> arguments) =>
        // A file system monitor would be started, and outlive us.
        new("git", ["--literal-pathspecs", "-c", "core.fsmonitor=false", .. arguments])
        {
            WorkingDirectory = folder,
            Environment = Variables,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
            Timeout = Timeout,
        };

    private static HashSet<string> Ignored(CapturedOutput output)
    {
        var names = new HashSet<string>();
        Each(
            output,
            entry =>
            {
                var name = Encoding.UTF8.GetString(entry).TrimEnd('/');
                names.Add(name == "." ? "" : name);
            }
        );
        return names;
    }

    private static HashSet<string> Executables(string folder, CommandRunner commands, ProcessScope scope)
    {
        var question = Git(folder, ["ls-files", "--stage", "-z", "--", "."]);
        using var result = commands.Run(question, scope).EnsureSucceeded();
        var names = new HashSet<string>();
        Each(
            result.Output,
            entry =>
            {
                // 100755 <object> <stage><tab><path>
                if (entry.StartsWith("100755 "u8))
                {
                    names.Add(Encoding.UTF8.GetString(entry[(entry.IndexOf((byte)'\t') + 1)..]));
                }
            }
        );
        return names;
    }

    private static void Each(CapturedOutput output, EntryHandler handle)
    {
        using var stream = output.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        ReadOnlySpan<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        for (int end; (end = all.IndexOf((byte)0)) >= 0; all = all[(end + 1)..])
        {
            handle(all[..end]);
        }
    }

    private static string Reason(CommandResult result)
    {
        var said = result.Error.Lines().FirstOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal));
        return said?.StartsWith("fatal: not a git repository", StringComparison.Ordinal) != false
            ? "not a Git checkout"
            : $"git says: {said["fatal: ".Length..]}";
    }

    private delegate void EntryHandler(ReadOnlySpan<byte> entry);
}
