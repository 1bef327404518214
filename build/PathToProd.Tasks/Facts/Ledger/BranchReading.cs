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
        var files = Files(environments);
        return AtOnce.All(environments, environment => LedgerReadings.Merged(files[environment].Select(Read)));
    }

    /// <summary>What decides what is there now in each environment, in their order.</summary>
    public IReadOnlyList<LedgerReading> Latest(IReadOnlyCollection<string> environments)
    {
        if (commit is null || environments.Count == 0)
        {
            return Whole(environments);
        }

        // Which files there are, and what decides of them, is asked at once.
        var listed = Task.Run(() => store.Files(commit, environments).ToLookup(EnvironmentOf, StringComparer.Ordinal));
        var latest = InParts(
            [.. environments.Select(environment => $"{commit}:{PathOfLatest(environment)}")],
            names => store.Read(names, (_, bytes) => bytes.ToArray())
        );
        var files = listed.GetAwaiter().GetResult();
        var found = AtOnce.All(
            [.. environments.Zip(latest)],
            one => Find([.. files[one.First]], LatestFile.Read(one.Second))
        );
        var missing = Read([.. found.SelectMany(one => one.Missing)], Latest)
            .ToLookup(file => EnvironmentOf(file.File), StringComparer.Ordinal);
        return AtOnce.All(
            [.. environments.Zip(found)],
            one =>
                LedgerReadings.Merged(
                    one.Second.There.Concat(missing[one.First]).Select(file => ReadLatest(file) ?? Read(All(file)))
                )
        );
    }

    private static (BranchFile[] There, GitObject[] Missing) Find(GitObject[] files, LatestFile latest)
    {
        var there = new List<BranchFile>();
        var missing = new List<GitObject>();
        foreach (var file in files)
        {
            if (latest.TryFind(Path.GetFileName(file.Path), file.Id, out var lines))
            {
                there.Add(new BranchFile(file, lines, IsLatest: true));
            }
            else
            {
                missing.Add(file);
            }
        }

        return ([.. there], [.. missing]);
    }

    /// <summary>The file with the lines that decide what is there now in an environment. No environment has such a name.</summary>
    public static string PathOfLatest(string environment) => $".latest/{environment}";

    /// <summary>The files of an environment as they stand.</summary>
    public IReadOnlyList<string> Texts(string environment) =>
        [.. Files([environment])[environment].Select(file => Encoding.UTF8.GetString(file.Lines.Span))];

    private BranchFile All(BranchFile file) =>
        file.IsLatest ? store.Read([file.File.Id], (_, bytes) => Whole(file.File, bytes))[0]! : file;

    private static string EnvironmentOf(GitObject file) => file.Path.Split('/')[0];

    /// <summary>Null when only the whole file can say what is there.</summary>
    private LedgerReading? ReadLatest(BranchFile file) =>
        file.IsLatest && Read(file) is { Problems.IsEmpty: true } reading ? reading : null;

    private LedgerReading Read(BranchFile file)
    {
        var path = file.File.Path;
        return LedgerText
            .Read(file.Lines, $"{branch}:{path}")
            .About(Path.GetFileNameWithoutExtension(path), EnvironmentOf(file.File));
    }

    private IEnumerable<BranchFile> Read(GitObject[] files, Func<GitObject, ReadOnlySpan<byte>, BranchFile> read) =>
        InParts(files, part => store.Read([.. part.Select(file => file.Id)], (at, bytes) => read(part[at], bytes)))
            .OfType<BranchFile>();

    /// <summary>One process of Git unpacks no more than one processor can.</summary>
    private static IEnumerable<TResult> InParts<T, TResult>(T[] all, Func<T[], TResult[]> read) =>
        AtOnce
            .All(all.Chunk(Math.Max(FewFiles, (all.Length / Environment.ProcessorCount) + 1)).ToArray(), read)
            .SelectMany(part => part);

    private ILookup<string, BranchFile> Files(IReadOnlyCollection<string> environments) =>
        Read(commit is null || environments.Count == 0 ? [] : store.Files(commit, environments), Whole)
            .ToLookup(file => EnvironmentOf(file.File), StringComparer.Ordinal);

    private static BranchFile Latest(GitObject file, ReadOnlySpan<byte> bytes) =>
        LatestLines.Of(bytes) is { } lines ? new BranchFile(file, lines, IsLatest: true) : Whole(file, bytes);

    private static BranchFile Whole(GitObject file, ReadOnlySpan<byte> bytes) =>
        // A wrong byte makes its line one that was changed.
        new(file, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)), IsLatest: false);

    private sealed record BranchFile(GitObject File, ReadOnlyMemory<byte> Lines, bool IsLatest);
}
