using System.Collections.Concurrent;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// What is remembered of files from run to run, so that unchanged ones need not be read: a cache, ignored when it is damaged
/// and never waited for. Of two runs that write it at once the last one stays, whole. Safe to use from several threads, one
/// for each section.
/// </summary>
internal sealed class SourceIndex
{
    /// <summary>The section of shared files; no component has this name.</summary>
    public const string Shared = "";

    private readonly string _file;
    private readonly Func<string, bool> _exists;
    private readonly Lazy<Dictionary<string, IndexSection>> _before;
    private readonly ConcurrentDictionary<string, IndexSection> _new = new();
    private volatile bool _isChanged;

    /// <summary>The index of a checkout.</summary>
    /// <param name="workspace">The checkout.</param>
    public SourceIndex(Workspace workspace)
    {
        _file = workspace.Index;
        _exists = section => section == Shared || Directory.Exists(workspace.Component(section));
        _before = new Lazy<Dictionary<string, IndexSection>>(Load);
    }

    /// <summary>How many components have something new to remember.</summary>
    public int ChangedSections => _new.Count;

    /// <summary>Reads the file now, if it was not read before.</summary>
    public void EnsureLoaded() => _ = _before.Value;

    /// <summary>What was remembered in a section, in the order in which it was written.</summary>
    public IndexEntry[] Entries(string section) =>
        _before.Value.TryGetValue(section, out var bytes) ? IndexFormat.Entries(bytes.Bytes) : [];

    /// <summary>Remembers other entries in a section than before.</summary>
    public void Replace(string section, IReadOnlyCollection<IndexEntry> entries)
    {
        _new[section] = new IndexSection(section, IndexFormat.Section(entries));
        _isChanged = true;
    }

    /// <summary>Writes the file, if there is anything new to remember. A disk that cannot be written costs time in the next run, no more.</summary>
    public void Save()
    {
        if (!_isChanged)
        {
            return;
        }

        _isChanged = false;
        var old = _before.Value.Values.Where(section => !_new.ContainsKey(section.Name) && _exists(section.Name));
        var sections = old.Concat(_new.Values).OrderBy(section => section.Name, StringComparer.Ordinal).ToArray();
        try
        {
            AtomicFile.Write(_file, IndexFormat.File(sections), isDurable: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time.
        }
    }

    private Dictionary<string, IndexSection> Load()
    {
        try
        {
            return File.Exists(_file) ? IndexFormat.Sections(File.ReadAllBytes(_file)) ?? [] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
