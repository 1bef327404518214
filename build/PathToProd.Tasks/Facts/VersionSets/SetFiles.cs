using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.VersionSets;

/// <summary>
/// The files of version sets: those that are pinned, in <c>environments/version-sets/</c>, which are never written over, and
/// the one that was proposed last, <c>artifacts/proposed.yaml</c>.
/// </summary>
public sealed class SetFiles(Workspace workspace)
{
    private const string Ending = ".yaml";
    private const string SignatureEnding = ".yaml.sig";

    private ImmutableArray<SetFile>? _files;

    /// <summary>All pinned sets; what is wrong with files is in its problems. Read once.</summary>
    /// <exception cref="PlatformException">The folder cannot be read (exit code 1).</exception>
    public PinnedSets Pinned
    {
        get
        {
            var files = Files;
            return new PinnedSets(
                [
                    .. files
                        .Select(file => file.Reading.Set)
                        .OfType<VersionSet>()
                        .Order(
                            Comparer<VersionSet>.Create((left, right) => VersionSetName.Compare(left.Name, right.Name))
                        ),
                ],
                [.. files.SelectMany(file => file.Reading.Problems), .. StrayFiles(files)]
            )
            {
                Names = [.. files.Select(file => file.Name)],
            };
        }
    }

    /// <summary>The set that was proposed last; null when there is none.</summary>
    /// <exception cref="PlatformException">It was changed since (exit code 2), or cannot be read (1).</exception>
    public VersionSet? Proposed =>
        Read(workspace.ProposedSet) is { } text
            ? Whole(VersionSetText.Read(workspace.Show(workspace.ProposedSet), text))
            : null;

    /// <summary>The names of the sets of changes, in no particular order.</summary>
    public IEnumerable<string> ChangeNames => List(workspace.ChangeSets);

    /// <summary>The set of a change, or of its base, by the name that Validate gave it; null when there is none.</summary>
    /// <exception cref="PlatformException">It was changed since (exit code 2), or cannot be read (1).</exception>
    public VersionSet? OfChange(string name)
    {
        // A text with a path in it names no file there.
        var path = Path.Combine(workspace.ChangeSets, name + Ending);
        return ChangeSetName.Is(name) && Read(path) is { } text
            ? Whole(VersionSetText.Read(workspace.Show(path), text))
            : null;
    }

    /// <summary>Keeps the set of a change or of its base. Its name says what it holds, so one that is there is the same.</summary>
    /// <exception cref="PlatformException">It cannot be written (exit code 1).</exception>
    public void KeepOfChange(VersionSet set) =>
        Explain(
            Path.Combine(workspace.ChangeSets, set.Name + Ending),
            path =>
            {
                AtomicFile.Write(path, VersionSetText.Write(set));
                return true;
            }
        );

    private ImmutableArray<SetFile> Files => _files ??= [.. List(workspace.VersionSets).Select(ReadFile)];

    /// <summary>The pinned set of a name; null when there is none.</summary>
    /// <exception cref="PlatformException">Its file is not as it was pinned (exit code 2): all that is wrong with it.</exception>
    public VersionSet? Find(string name) =>
        Files.FirstOrDefault(file => file.Name == name) is { } file ? Whole(file.Reading) : null;

    /// <summary>The absolute path of the file of a set.</summary>
    public string PathOf(string name) => Path.Combine(workspace.VersionSets, name + Ending);

    /// <summary>The absolute path of the signature of a set.</summary>
    public string SignatureOf(string name) => Path.Combine(workspace.VersionSets, name + SignatureEnding);

    /// <summary>Writes a new set, whole or not at all.</summary>
    /// <returns>False when a file of that name is there already; then nothing is written.</returns>
    /// <exception cref="PlatformException">It cannot be written (exit code 1).</exception>
    public bool TryPin(VersionSet set) =>
        Explain(
            PathOf(set.Name),
            path =>
            {
                _files = null;
                return AtomicFile.TryWriteNew(path, VersionSetText.Write(set));
            }
        );

    /// <summary>Writes the proposed set over the one before.</summary>
    /// <exception cref="PlatformException">It cannot be written (exit code 1).</exception>
    public void Propose(VersionSet set) =>
        Explain(
            workspace.ProposedSet,
            path =>
            {
                AtomicFile.Write(path, VersionSetText.Write(set with { Name = VersionSetName.Proposed }));
                return true;
            }
        );

    private static VersionSet Whole(VersionSetReading reading) =>
        reading.Set ?? throw new PlatformException(reading.Problems);

    private IEnumerable<string> List(string all) =>
        Directory.Exists(all)
            ? Explain(
                    all,
                    folder => Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).ToArray(),
                    "read"
                )
                .Where(name => name.EndsWith(Ending, StringComparison.Ordinal) && name[0] != '.')
                .Select(name => name[..^Ending.Length])
                .Order(StringComparer.Ordinal)
            : [];

    private SetFile ReadFile(string name)
    {
        var path = PathOf(name);
        return OddFile.At(path) is { } odd
            ? new SetFile(name, new VersionSetReading(null, [odd.At(new SourcePosition(workspace.Show(path)))]))
            : new SetFile(name, VersionSetText.Read(workspace.Show(path), Read(path) ?? ""));
    }

    private string? Read(string path) => Explain(path, SmallFile.ReadText, "read");

    /// <summary>What no file of a set should be beside.</summary>
    private IEnumerable<Problem> StrayFiles(ImmutableArray<SetFile> files)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (!seen.TryAdd(file.Name, file.Name))
            {
                yield return new Problem(
                    new SourcePosition(workspace.Show(PathOf(file.Name))),
                    $"the name differs from {seen[file.Name]}{Ending} only in upper and lower case, which some file systems treat as the same",
                    "remove the one that was not pinned"
                );
            }
        }

        if (!Directory.Exists(workspace.VersionSets))
        {
            yield break;
        }

        foreach (var path in Directory.GetDirectories(workspace.VersionSets))
        {
            yield return new Problem(
                new SourcePosition(workspace.Show(path)),
                "this is a folder, and a version set is a file",
                "move it out of environments/version-sets/"
            );
        }

        foreach (var path in Directory.GetFiles(workspace.VersionSets))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(".yml", StringComparison.Ordinal))
            {
                yield return new Problem(
                    new SourcePosition(workspace.Show(path)),
                    "a version set's file ends with .yaml",
                    "rename it"
                );
            }
            else if (
                name.EndsWith(SignatureEnding, StringComparison.Ordinal)
                && files.All(file => file.Name != name[..^SignatureEnding.Length])
            )
            {
                yield return new Problem(
                    new SourcePosition(workspace.Show(path)),
                    $"it signs {name[..^".sig".Length]}, and there is no such file",
                    "restore that file, or remove the signature"
                );
            }
        }
    }

    private T Explain<T>(string path, Func<string, T> action, string verb = "write")
    {
        try
        {
            return action(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                exception is IOException io && DiskFull.Is(io)
                    ? $"Could not write {workspace.Show(path)}: the disk is full. Nothing half-written was kept. "
                        + "Free some space, then run the same command again."
                    : $"Could not {verb} {workspace.Show(path)}: {exception.Message.TrimEnd('.')}. "
                        + "Make it accessible to this user, then run the same command again.",
                exception
            );
        }
    }

    private sealed record SetFile(string Name, VersionSetReading Reading);
}
