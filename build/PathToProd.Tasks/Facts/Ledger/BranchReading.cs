using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>Reads ledgers in one commit of a branch: a file for each component, in a folder for each environment.</summary>
/// <param name="store">The repository.</param>
/// <param name="branch">The branch, as problems name it.</param>
/// <param name="commit">The commit; null when there is no branch yet, so that all ledgers are empty.</param>
internal sealed class BranchReading(GitStore store, string branch, string? commit)
{
    // So few are not worth another process of Git.
    private const int FewFiles = 100;

    /// <summary>All of each environment, in their order.</summary>
    public IReadOnlyList<LedgerReading> Whole(IReadOnlyCollection<string> environments)
    {
        var files = Files(environments, Whole);
        return AtOnce.All(environments, environment => LedgerReadings.Merged(files[environment].Select(Read)));
    }

    /// <summary>What decides what is there now in each environment, in their order.</summary>
    public IReadOnlyList<LedgerReading> Latest(IReadOnlyCollection<string> environments)
    {
        var folders = (commit is null ? [] : store.Folders(commit, environments)).ToDictionary(
            folder => folder.Path,
            StringComparer.Ordinal
        );
        var kept = AtOnce
            .All(environments, environment => (environment, Reading: Kept(folders.GetValueOrDefault(environment))))
            .ToDictionary(one => one.environment, one => one.Reading, StringComparer.Ordinal);
        var files = Files([.. environments.Where(environment => kept[environment] is null)], Latest);
        return AtOnce.All(
            environments,
            environment => kept[environment] ?? Read(folders.GetValueOrDefault(environment), [.. files[environment]])
        );
    }

    /// <summary>The files of an environment as they stand.</summary>
    public IReadOnlyList<string> Texts(string environment) =>
        [.. Files([environment], Whole)[environment].Select(file => Encoding.UTF8.GetString(file.Lines.Span))];

    private LedgerReading Read(GitObject? folder, BranchFile[] files)
    {
        var readings = files.Select(ReadLatest).ToArray();
        var merged = LedgerReadings.Merged(files.Zip(readings, (file, reading) => reading ?? Read(All(file))));
        if (folder is not null && Array.TrueForAll(readings, reading => reading is not null))
        {
            var lines = string.Concat(merged.Entries.Select(entry => LedgerText.Write(entry) + "\n"));
            Place(folder).Keep(folder.Id, Encoding.UTF8.GetBytes(lines));
        }

        return merged;
    }

    private BranchFile All(BranchFile file) =>
        file.IsLatest ? store.Read([file.File.Id], (_, bytes) => Whole(file.File, bytes))[0]! : file;

    private LedgerReading? Kept(GitObject? folder) =>
        folder is not null
        && Place(folder).Find(folder.Id) is { } lines
        && LedgerText.Read(lines) is { Problems.IsEmpty: true } reading
            ? reading
            : null;

    private KeptLines Place(GitObject folder) => new(Path.Combine(store.Folder, "path-to-prod-latest", folder.Path));

    /// <summary>Null when only the whole file can say what is there.</summary>
    private LedgerReading? ReadLatest(BranchFile file) =>
        file.IsLatest && Read(file) is { Problems.IsEmpty: true } reading ? reading : null;

    private LedgerReading Read(BranchFile file)
    {
        var path = file.File.Path;
        return LedgerText
            .Read(file.Lines, $"{branch}:{path}")
            .About(Path.GetFileNameWithoutExtension(path), path.Split('/')[0]);
    }

    private ILookup<string, BranchFile> Files(
        IReadOnlyCollection<string> environments,
        Func<GitObject, ReadOnlySpan<byte>, BranchFile> read
    )
    {
        var files = commit is null || environments.Count == 0 ? [] : store.Files(commit, environments);
        // One process of Git unpacks no more than one processor can.
        var parts = files.Chunk(Math.Max(FewFiles, (files.Length / Environment.ProcessorCount) + 1)).ToArray();
        return AtOnce
            .All(parts, part => store.Read([.. part.Select(file => file.Id)], (at, bytes) => read(part[at], bytes)))
            .SelectMany(part => part)
            .OfType<BranchFile>()
            .ToLookup(file => file.File.Path.Split('/')[0], StringComparer.Ordinal);
    }

    private static BranchFile Latest(GitObject file, ReadOnlySpan<byte> bytes) =>
        LatestLines.Of(bytes) is { } lines ? new BranchFile(file, lines, IsLatest: true) : Whole(file, bytes);

    private static BranchFile Whole(GitObject file, ReadOnlySpan<byte> bytes) =>
        // A wrong byte makes its line one that was changed.
        new(file, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)), IsLatest: false);

    private sealed record BranchFile(GitObject File, ReadOnlyMemory<byte> Lines, bool IsLatest);
}
