using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// Walks through a component's folder while Git may still be thinking about what it ignores: what is known to be ignored is
/// not entered, and the rest is left out at the end.
/// </summary>
internal sealed class SourceWalk
{
    private const string Manifest = "component.yaml";

    private readonly ISourceDisk _disk;
    private readonly string _folder;
    private readonly GitScope _top;
    private readonly Func<string, GitScope, GitScope> _inner;
    private readonly List<string> _around = [];
    private readonly List<Finding> _findings = [];
    private readonly List<(GitScope Scope, string Folder)> _scopes = [];

    private readonly Workspace _workspace;

    private SourceWalk(
        ISourceDisk disk,
        Workspace workspace,
        string folder,
        GitScope top,
        Func<string, GitScope, GitScope> inner
    ) => (_disk, _workspace, _folder, _top, _inner) = (disk, workspace, folder, top, inner);

    /// <summary>Walks through a folder. What is wrong in it is kept until <see cref="Files"/>, as it may be in what is ignored.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="workspace">The checkout, for messages.</param>
    /// <param name="folder">The absolute path of the folder, without a slash at its end.</param>
    /// <param name="scope">The repository around the folder.</param>
    /// <param name="inner">Makes the scope of a repository inside another one.</param>
    public static SourceWalk Through(
        ISourceDisk disk,
        Workspace workspace,
        string folder,
        GitScope scope,
        Func<string, GitScope, GitScope> inner
    )
    {
        var walk = new SourceWalk(disk, workspace, folder, scope, inner);
        walk._scopes.Add((scope, folder));
        walk.Enter(folder, prefix: "", scope);
        return walk;
    }

    /// <summary>The files that count, in ordinal order of their paths. Waits for Git.</summary>
    /// <exception cref="PlatformException">
    /// Links that lead out, in a circle or to nothing, what cannot be read, and what other checkouts would see in another way: all
    /// at once.
    /// </exception>
    public List<FoundFile> Files()
    {
        var files = new List<FoundFile>(_findings.Count);
        var problems = new List<Problem>();
        foreach (var (scope, folder) in _scopes)
        {
            problems.AddRange(scope.Uncertain(folder, _workspace.Show));
        }

        PlatformException.ThrowIfAny(problems);

        var hasDoubts = _top.Doubts(_folder) is null;
        foreach (var finding in _findings)
        {
            if (!Counts(finding))
            {
                continue;
            }

            if (hasDoubts && finding.File?.Path != Manifest && finding.Scope.Doubts(finding.Place) is { } doubt)
            {
                problems.Add(doubt.At(_workspace.Show(finding.Place)));
            }
            else if (finding.File is { } file)
            {
                files.Add(
                    finding.Scope.MayExecute(file.FullPath) is { } known ? file with { MayExecute = known } : file
                );
            }
            else
            {
                problems.AddRange(finding.Problems);
            }
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return problems.Count == 0 ? files : throw new PlatformException(problems);
    }

    // Rules that ignore all of a component were not made for it (a home that is one big repository ignores everything):
    // following them would mean that no change of it is ever seen. Nor is there a component without its manifest.
    private bool Counts(Finding finding) =>
        finding.File?.Path == Manifest || _top.Ignores(_folder) || !finding.Scope.Ignores(finding.Place);

    private void Enter(string folder, string prefix, GitScope scope)
    {
        _around.Add(folder);
        try
        {
            var entries = _disk.List(folder);
            if (entries.Exists(entry => entry.Name == ".git"))
            {
                scope = _inner(folder, scope);
                _scopes.Add((scope, folder));
            }

            var hasProject = entries.Exists(entry => LeftOut.IsProject(entry.Name));
            foreach (var entry in entries)
            {
                Look(Path.Join(folder, entry.Name), prefix + entry.Name, entry, hasProject, scope);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _findings.Add(
                new Finding(folder, scope, File: null, [Unreadable.Folder(_workspace.Show(folder), exception)])
            );
        }

        _around.RemoveAt(_around.Count - 1);
    }

    private void Look(string place, string path, FolderEntry entry, bool besideProject, GitScope scope)
    {
        var name = entry.Name;
        if (entry.Kind == FolderEntryKind.Folder && !name.Contains('\uFFFD'))
        {
            // What the listing says is enough: of a folder, unlike a file, no fact counts.
            if (!LeftOut.Is(name, isFolder: true, besideProject) && !IsKnownToBeLeftOut(place, scope))
            {
                Enter(place, path + "/", scope);
            }

            return;
        }

        var own = _disk.Facts(place, follow: false);
        if (own is null)
        {
            // Gone meanwhile, or the name that was read is not the one on disk.
            if (name.Contains('\uFFFD'))
            {
                _findings.Add(new Finding(place, scope, File: null, [Unreadable.Name(_workspace.Show(place))]));
            }

            return;
        }

        var facts = own.IsLink ? _disk.Facts(place, follow: true) : own;
        if (LeftOut.Is(name, facts?.IsFolder == true, besideProject))
        {
            return;
        }

        if (own.IsFolder && IsKnownToBeLeftOut(place, scope))
        {
            return;
        }

        var real = own.IsLink ? Follow(place, facts, scope) : place;
        if (real is null)
        {
            return;
        }

        if (facts is { IsFolder: true })
        {
            Enter(real, path + "/", scope);
        }
        else if (facts is { IsFile: true })
        {
            _findings.Add(new Finding(place, scope, new FoundFile(path, real, facts), []));
        }

        // Git knows nothing but files, folders and links either: no sockets, pipes and devices.
    }

    private bool IsKnownToBeLeftOut(string place, GitScope scope) =>
        scope.IsKnownToIgnore(place) && _top.IsKnown && !_top.Ignores(_folder);

    private string? Follow(string place, FileFacts? facts, GitScope scope)
    {
        FileSystemInfo entry = facts?.IsFolder == true ? new DirectoryInfo(place) : new FileInfo(place);
        try
        {
            return Path.TrimEndingDirectorySeparator(TreeLink.Follow(entry, _folder, _around).FullName);
        }
        catch (PlatformException exception)
        {
            _findings.Add(new Finding(place, scope, File: null, exception.Problems));
            return null;
        }
    }

    /// <summary>A file, or problems.</summary>
    /// <param name="Place">Where Git sees it: a link's own place.</param>
    /// <param name="Scope">The repository that it is in.</param>
    /// <param name="File">The file; null for problems.</param>
    /// <param name="Problems">What is wrong there.</param>
    private sealed record Finding(string Place, GitScope Scope, FoundFile? File, IReadOnlyList<Problem> Problems);
}
