using System.Collections.Immutable;
using System.Text;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// Asks Git which files below a folder belong to every checkout of it: what <c>.gitignore</c> files keep out (tracked files
/// never are, whatever the rules say), what only this machine's rules keep out, what is tracked and not on the disk, and
/// which files may be executed where the disk does not know (Windows, <c>core.fileMode</c> false).
/// </summary>
/// <param name="folder">The absolute path of the folder.</param>
/// <param name="paths">The paths below it that are asked about.</param>
/// <param name="scope">What ends Git when the run is cancelled.</param>
internal sealed class GitQuestion(string folder, IEnumerable<string> paths, ProcessScope scope)
{
    // --directory names a folder that is ignored with all that is in it once, however much that is.
    private static readonly string[] Ignored = ["ls-files", "--others", "--ignored", "--directory", "-z"];

    private readonly GitProcess _git = new(folder, scope);

    /// <summary>The answer; that there is none is one too, with its reason.</summary>
    /// <exception cref="PlatformException">Git did not end in time.</exception>
    /// <exception cref="OperationCanceledException">The scope was cancelled.</exception>
    public GitAnswer Ask()
    {
        try
        {
            return _git.Place.Top is null ? WithoutRepository() : OfRepository();
        }
        catch (GitMissingException)
        {
            return _git.Place.Top is null && !HasRules() ? GitAnswer.NoRules : GitAnswer.None(GitRefusal.Missing);
        }
    }

    private GitAnswer OfRepository()
    {
        // All at once.
        var shared = _git.Start(Literal([.. Ignored, "--exclude-per-directory=.gitignore", "--", .. paths]));
        var settings = _git.Start(["config", "-z", "--get-regexp", @"^core\.(filemode|sparsecheckout|excludesfile)$"]);
        using var set = GitProcess.End(settings);
        var lines = set.Output.Text().Split('\0');
        var own = OwnIgnoreRules.MayExist(_git.Place, lines.Any(line => line.StartsWith("core.excludesfile\n")))
            ? _git.Start(Literal([.. Ignored, "--exclude-standard", "--", .. paths]))
            : null;
        using var ignored = GitProcess.End(shared);
        using var ignoredHere = own is null ? null : GitProcess.End(own);
        if (Array.Find([ignored, ignoredHere], result => result is { ExitCode: not 0 }) is { } failed)
        {
            return GitAnswer.None(GitRefusal.Of(_git.Place, failed));
        }

        var names = Names(ignored.Output);
        var answer = new GitAnswer(names)
        {
            Doubtful = ignoredHere is null ? [] : Names(ignoredHere.Output).Except(names).ToHashSet(),
        };
        var diskKnowsModes =
            !OperatingSystem.IsWindows() && !Array.Exists(lines, line => line == "core.filemode\nfalse");
        var isSparse = Array.Exists(lines, line => line == "core.sparsecheckout\ntrue");
        return diskKnowsModes && !isSparse && !_git.Place.HasSubmodules ? answer : WithTracked(answer, diskKnowsModes);
    }

    private GitAnswer WithTracked(GitAnswer answer, bool diskKnowsModes)
    {
        using var result = _git.Run(Literal(["ls-files", "-t", "--stage", "-z", "--", "."]), input: null);
        if (result.ExitCode != 0)
        {
            return GitAnswer.None(GitRefusal.Of(_git.Place, result));
        }

        var executables = new HashSet<string>();
        var absent = new Dictionary<string, SourceDoubt>();
        Each(
            result.Output,
            entry =>
            {
                // H 100755 <object> <stage><tab><path>; S for what a sparse checkout leaves out.
                var path = Encoding.UTF8.GetString(entry[(entry.IndexOf((byte)'\t') + 1)..]);
                if (entry[2..].StartsWith("100755 "u8))
                {
                    executables.Add(path);
                }

                if (entry.StartsWith("S "u8) && !Path.Exists(Path.Combine(folder, path)))
                {
                    absent[path] = SourceDoubt.Sparse;
                }
                else if (entry[2..].StartsWith("160000 "u8) && !Path.Exists(Path.Combine(folder, path, ".git")))
                {
                    absent[path] = SourceDoubt.Submodule;
                }
            }
        );
        return answer with { Executables = diskKnowsModes ? null : executables, Absent = absent };
    }

    /// <summary>
    /// What <c>.gitignore</c> files name where there is no repository. An empty one stands in for it, made by hand: Git reads
    /// rules in repositories only.
    /// </summary>
    private GitAnswer WithoutRepository()
    {
        if (!HasRules())
        {
            return GitAnswer.NoRules;
        }

        var empty = Directory.CreateTempSubdirectory("path-to-prod-");
        try
        {
            empty.CreateSubdirectory("objects");
            empty.CreateSubdirectory("refs");
            File.WriteAllText(Path.Combine(empty.FullName, "HEAD"), "ref: refs/heads/main\n");
            var git = new GitProcess(folder, scope)
            {
                Variables = ImmutableDictionary<string, string?>
                    .Empty.Add("GIT_DIR", empty.FullName)
                    .Add("GIT_WORK_TREE", folder),
            };
            string[] question = Literal([.. Ignored, "--exclude-per-directory=.gitignore", "--", .. paths]);
            using var result = git.Run(question, input: null);
            return result.ExitCode == 0
                ? GitAnswer.NoRules with
                {
                    Doubtful = Names(result.Output),
                    Doubt = SourceDoubt.NoRepository,
                }
                : GitAnswer.None(GitRefusal.Of(_git.Place with { Top = folder }, result));
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    /// <summary>Whether a <c>.gitignore</c> stands in the folder, or below one of the paths.</summary>
    private bool HasRules() =>
        File.Exists(Path.Combine(folder, ".gitignore"))
        || paths
            .Select(path => Path.Combine(folder, path))
            .Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, ".gitignore", EveryFolder))
            .Any();

    private static EnumerationOptions EveryFolder { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private static string[] Literal(string[] arguments) => ["--literal-pathspecs", .. arguments];

    private static HashSet<string> Names(CapturedOutput output)
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

    private delegate void EntryHandler(ReadOnlySpan<byte> entry);
}
