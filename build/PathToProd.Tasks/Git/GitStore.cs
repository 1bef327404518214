using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>
/// Small files in references of a Git repository elsewhere, each change a commit. A bare repository of this checkout keeps what was
/// seen; nothing touches the work tree, the index or the branches that people use. A reference only ever moves forward.
/// </summary>
/// <param name="root">The checkout's root, from which relative addresses are seen.</param>
/// <param name="folder">Where the bare repository is; it need not exist yet.</param>
/// <param name="remote">The address.</param>
/// <param name="scope">What all its calls share.</param>
internal sealed class GitStore(string root, string folder, string remote, ProcessScope scope)
{
    private readonly GitProcess _git = new(root, scope)
    {
        Variables = GitEnvironment.OfCaller(GitEnvironment.IsTransport),
    };

    private static readonly TimeSpan TurnPatience = TimeSpan.FromMinutes(10);

    private bool _isThere;

    /// <summary>Settings of every call, beside those of the machine; none by default.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>What cannot be done without Git, as the end of a sentence.</summary>
    public string NeededFor { get; init; } = "and the ledger is in a Git repository";

    /// <summary>The address, as messages say it.</summary>
    public string Remote => remote;

    /// <summary>The bare repository of this checkout.</summary>
    public string Folder => folder;

    /// <summary>
    /// Waits until no other run of this checkout writes: of two pushes at once the second is wasted. Nothing depends on it, as runs elsewhere
    /// are seen only by what they wrote.
    /// </summary>
    public IDisposable Turn()
    {
        Make();
        return FileLock.Take(Path.Combine(folder, "path-to-prod.lock"), TurnPatience, waiting: () => { });
    }

    /// <summary>What references of the remote point to, by name; one that is not there is left out.</summary>
    /// <param name="patterns">Whole names, or patterns as <c>git ls-remote</c> takes them.</param>
    /// <exception cref="GitRemoteException">The remote gives no answer.</exception>
    public SortedDictionary<string, string> Tips(params string[] patterns)
    {
        using var result = Run(["ls-remote", "--quiet", "--", remote, .. patterns]);
        if (!result.Succeeded)
        {
            throw new GitRemoteException(Said(result));
        }

        var tips = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in result.Output.Lines())
        {
            var tab = line.IndexOf('\t');
            tips[line[(tab + 1)..]] = line[..tab];
        }

        return tips;
    }

    /// <summary>Makes sure that the commits that were seen in the remote are here too.</summary>
    /// <exception cref="GitRemoteException">The remote gives no answer.</exception>
    public void Fetch(params string[] references)
    {
        if (Fetched([], references) is { } said)
        {
            throw new GitRemoteException(said);
        }
    }

    /// <summary>Makes sure that what a reference points to is here, without its history where the remote can leave that out.</summary>
    /// <exception cref="GitRemoteException">The remote gives no answer.</exception>
    public void FetchAlone(string reference)
    {
        // A remote that is files behind a web server has no way to leave anything out.
        var said = Fetched(["--depth=1"], [reference]);
        if (said?.Contains("shallow", StringComparison.Ordinal) == true)
        {
            said = Fetched([], [reference]);
        }

        if (said is not null)
        {
            throw new GitRemoteException(said);
        }
    }

    /// <summary>The texts of some objects, in their order: <c>commit:path</c>; null where there is none.</summary>
    public string?[] Read(params string[] objects) => Read(objects, (_, bytes) => Encoding.UTF8.GetString(bytes));

    /// <summary>The same objects as something else, each made from its number and its bytes, which are gone afterwards.</summary>
    public T?[] Read<T>(string[] objects, Func<int, ReadOnlySpan<byte>, T> parse)
        where T : class
    {
        using var result = Checked(["cat-file", "--batch"], string.Concat(objects.Select(name => name + "\n")));
        using var output = result.Output.Open();
        using var buffered = new BufferedStream(output, 1 << 16);
        var parsed = new T?[objects.Length];
        var bytes = Array.Empty<byte>();
        for (var at = 0; at < parsed.Length; at++)
        {
            var words = Line(buffered).Split(' ');
            if (words is [.., var kind, var size] && kind is "blob" or "commit" or "tree")
            {
                // A line break follows, which belongs to none of it.
                var length = int.Parse(size, CultureInfo.InvariantCulture);
                bytes = bytes.Length > length ? bytes : new byte[2 * (length + 1)];
                buffered.ReadExactly(bytes, 0, length + 1);
                parsed[at] = parse(at, bytes.AsSpan(0, length));
            }
        }

        return parsed;
    }

    /// <summary>The files below some folders of a commit.</summary>
    public GitObject[] Files(string commit, IEnumerable<string> below) =>
        Objects(["-r"], commit, below.Select(folder => folder + "/"));

    /// <summary>Some folders of a commit; one that is not there is left out.</summary>
    public GitObject[] Folders(string commit, IEnumerable<string> folders) => Objects(["-d"], commit, folders);

    /// <summary>All that a commit holds but folders, with kinds and sizes.</summary>
    public GitObject[] All(string commit)
    {
        // Whatever a path holds, it ends with a zero here, and is not quoted.
        using var result = Checked(["ls-tree", "-r", "-z", "--long", "--full-tree", commit]);
        return [.. result.Output.Text().Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(GitObject.Parse)];
    }

    private GitObject[] Objects(string[] options, string commit, IEnumerable<string> paths)
    {
        using var result = Checked(["ls-tree", .. options, "--full-tree", commit, "--", .. paths]);
        return [.. result.Output.Lines().Select(GitObject.Parse)];
    }

    /// <summary>Null when all went well; else what Git said.</summary>
    private string? Fetched(string[] options, string[] references)
    {
        // No reference of ours is written by it, so that calls at the same time do not get in each other's way.
        using var result = Run([
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            .. options,
            "--",
            remote,
            .. references,
        ]);
        return result.Succeeded ? null : Said(result);
    }

    /// <summary>Whether a commit comes from another, or is it.</summary>
    public bool ComesFrom(string commit, string ancestor)
    {
        using var result = Run(["merge-base", "--is-ancestor", ancestor, commit]);
        return result.Succeeded;
    }

    /// <summary>Makes a commit. It is nowhere but here until it is pushed.</summary>
    /// <param name="parent">What it comes from; null for the first one.</param>
    /// <param name="change">What it changes.</param>
    public string Commit(string? parent, GitChange change)
    {
        // One process instead of the five of hash-object, read-tree, update-index, write-tree and commit-tree.
        var reference = $"refs/path-to-prod/new/{Guid.NewGuid():n}";
        string[] input =
        [
            "feature done",
            $"commit {reference}",
            "mark :1",
            $"committer {Name(change.Author)} <path-to-prod> {change.At.ToUnixTimeSeconds()} +0000",
            Data(change.Message),
            .. parent is null ? [] : (string[])[$"from {parent}"],
            .. change.Files.SelectMany(file => new[] { $"M 100644 inline {file.Key}", Data(file.Value) }),
            "get-mark :1",
            $"reset {reference}",
            $"from {new string('0', 40)}",
            "",
            "done",
            "",
        ];
        using var result = Checked(["fast-import", "--quiet", "--force"], string.Join('\n', input));
        return result.Output.Text().Trim();
    }

    /// <summary>
    /// Moves a reference of the remote, if it still is where it was seen, and remembers the commit. Whether it did is for the caller to see:
    /// texts of servers differ.
    /// </summary>
    /// <param name="commit">Where to.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="from">Where it must still be; empty when it must not be there, null when it is enough that the commit comes from where it is.</param>
    /// <param name="memory">The name under which the commit is remembered.</param>
    /// <returns>Null when Git says that it did; else what it said instead.</returns>
    public string? Push(string commit, string reference, string? from, string memory)
    {
        // A remote that exists in this call alone: so the push itself remembers the commit, without another process.
        using var result = Run([
            "-c",
            $"remote.ledger.url={remote}",
            "-c",
            $"remote.ledger.fetch=+{reference}:{Memory(memory)}",
            "push",
            "--quiet",
            "--no-verify",
            .. from is null ? [] : (string[])[$"--force-with-lease={reference}:{from}"],
            "ledger",
            $"{commit}:{reference}",
        ]);
        return result.Succeeded ? null : Said(result);
    }

    /// <summary>What was remembered under a name, by whichever run of this checkout was last; null if nothing.</summary>
    public string? Remembered(string name)
    {
        Make();
        // Git keeps it in a file of that name, unless it has packed it.
        if (ReadReference(Path.Combine(folder, Memory(name))) is { } commit)
        {
            return commit;
        }

        using var result = Run(["rev-parse", "--verify", "--quiet", Memory(name)]);
        return result.Succeeded ? result.Output.Text().Trim() : null;
    }

    /// <summary>Remembers a commit under a name, so that the next fetch asks only for what came after it.</summary>
    public void Remember(string name, string commit)
    {
        using var result = Checked(["update-ref", Memory(name), commit]);
    }

    private static string Memory(string name) => $"refs/path-to-prod/seen/{name}";

    private static string? ReadReference(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: >= 40 } commit && commit.All(char.IsAsciiHexDigitLower)
                ? commit
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Git is asked, and says why.
            return null;
        }
    }

    private CommandResult Checked(string[] arguments, string? input = null)
    {
        var result = Run(arguments, input);
        return result.Succeeded
            ? result
            : throw new PlatformException(
                ExitCode.Failed,
                $"Could not use the Git repository {folder}: git {arguments[0]} said: {Said(result)}. "
                    + "It only keeps what the remote has: remove it, then run the same command again."
            );
    }

    private CommandResult Run(string[] arguments, string? input = null)
    {
        try
        {
            Make();
            return _git.Run([$"--git-dir={folder}", .. Settings, .. arguments], input);
        }
        catch (GitMissingException)
        {
            throw new PlatformException([GitRefusal.Missing.AsProblem(NeededFor)]);
        }
    }

    /// <summary>Makes the repository whole or not at all, as several runs may come first at once.</summary>
    private void Make()
    {
        if (!_isThere && !File.Exists(Path.Combine(folder, "HEAD")))
        {
            var made = $"{folder}.{Guid.NewGuid():n}";
            Directory.CreateDirectory(made);
            Init(made);
            try
            {
                Directory.Move(made, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                Directory.Delete(made, recursive: true);
                if (!File.Exists(Path.Combine(folder, "HEAD")))
                {
                    // What was there before was no repository, so nothing else made it whole in between.
                    Init(folder);
                }
            }
        }

        _isThere = true;
    }

    private void Init(string place) => _git.Run("init", "--quiet", "--bare", place).EnsureEnded().Dispose();

    private static string Line(Stream output)
    {
        var line = new StringBuilder();
        for (var next = output.ReadByte(); next is not '\n' and >= 0; next = output.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString();
    }

    private static string Data(string text) => $"data {Encoding.UTF8.GetByteCount(text)}\n{text}";

    private static string Name(string author) =>
        string.Concat(author.Where(letter => letter is not ('<' or '>' or '\n' or '\r'))) is { Length: > 0 } name
            ? name
            : "unknown";

    /// <summary>The line that says most, as Git and servers print several.</summary>
    private static string Said(CommandResult result)
    {
        var lines = result.Error.Lines().Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        return lines.FirstOrDefault(line => line.StartsWith("remote: ", StringComparison.Ordinal))?["remote: ".Length..]
            ?? lines.FirstOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal))?["fatal: ".Length..]
            ?? lines.FirstOrDefault(line => line.Contains("rejected", StringComparison.Ordinal))
            ?? lines.FirstOrDefault()
            ?? $"exit code {result.ExitCode}";
    }
}
