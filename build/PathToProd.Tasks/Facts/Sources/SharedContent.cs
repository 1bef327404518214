using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>One shared file: its digest as a whole, and those of its entries. Read no more than once for each of the two.</summary>
internal sealed class SharedContent
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly SourceFileReader _reader;
    private readonly Dictionary<string, string> _digests = [];
    private readonly Dictionary<string, IndexEntry> _remembered = [];
    private readonly string? _fullPath;
    private readonly FileFacts? _facts;
    private readonly GitScope _git;
    private SharedFault? _fault;
    private FileReading<SharedTree>? _tree;

    /// <summary>Looks at a file without reading it.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="path">The file, from the root.</param>
    /// <param name="git">The repository.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="reader">Reads it when it has to be.</param>
    /// <param name="before">What the index remembers of the file.</param>
    public SharedContent(
        Workspace workspace,
        string path,
        GitScope git,
        ISourceDisk disk,
        SourceFileReader reader,
        IEnumerable<IndexEntry> before
    )
    {
        (_path, _git, _reader) = (path, git, reader);
        _fullPath = SharedPath.Resolve(workspace.Root, path, out var leads);
        _facts = _fullPath is null ? null : disk.Facts(_fullPath, follow: false);
        _fault =
            leads is not null ? SharedFault.Leads(leads)
            : _facts is null ? SharedFault.Missing(workspace, path, disk)
            : _facts.IsFolder ? SharedFault.IsFolder
            : _facts.IsFile ? null
            : SharedFault.IsNoFile;
        foreach (var entry in before)
        {
            if (entry.Facts == _facts)
            {
                _remembered.Add(entry.Path, entry);
            }
            else
            {
                IsNew = true;
            }
        }
    }

    /// <summary>Whether the index has to remember something else than before.</summary>
    public bool IsNew { get; private set; }

    /// <summary>What the index is to remember.</summary>
    public IReadOnlyCollection<IndexEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _remembered.Values];
            }
        }
    }

    /// <summary>The digest of an entry, or of the whole file; null when something is wrong.</summary>
    /// <param name="entry">The path of the entry; null for the whole file.</param>
    /// <param name="where">The place that names it.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public string? Digest(string? entry, SourcePosition where, List<Problem> problems)
    {
        lock (_gate)
        {
            if (_fault is null && Find(entry, where, problems) is { } digest)
            {
                return digest;
            }

            if (_fault is not null)
            {
                problems.Add(_fault.At(where, _path));
            }

            return null;
        }
    }

    private string? Find(string? entry, SourcePosition where, List<Problem> problems)
    {
        var name = entry is null ? _path : $"{_path}#{entry}";
        if (_digests.TryGetValue(name, out var digest))
        {
            return digest;
        }

        var content =
            _remembered.TryGetValue(name, out var before) ? before.Content
            : entry is null ? Whole()
            : Entry(entry, name, where, problems);
        if (content is null)
        {
            return null;
        }

        var isExecutable = entry is null && (_git.MayExecute(_fullPath!) ?? _facts!.IsExecutable);
        digest = isExecutable ? SourceReader.Executable(content.Digest) : content.Digest.ToString();
        _digests.Add(name, digest);
        return digest;
    }

    private ContentDigest? Whole()
    {
        var reading = _reader.Read(_fullPath!, _facts!, SourceFileReader.DigestOf);
        if (reading is null)
        {
            _fault = SharedFault.Gone;
            return null;
        }

        Remember(_path, reading.Result, reading.Facts, reading.IsAtRest);
        return reading.Result;
    }

    private ContentDigest? Entry(string entry, string name, SourcePosition where, List<Problem> problems)
    {
        _tree ??= _reader.Read(_fullPath!, _facts!, content => SharedTree.Read(_path, content));
        if (_tree is null)
        {
            _fault = SharedFault.Gone;
            return null;
        }

        var digest = _tree.Result.DigestOf(entry, where, problems);
        if (digest is not null)
        {
            Remember(name, digest, _tree.Facts, _tree.IsAtRest);
        }

        return digest;
    }

    // Nothing is remembered of a file that changed since it was first looked at: all entries must be of one state.
    private void Remember(string name, ContentDigest content, FileFacts facts, bool isAtRest)
    {
        if (isAtRest && facts == _facts)
        {
            _remembered.Add(name, new IndexEntry(name, facts, content));
            IsNew = true;
        }
    }
}
