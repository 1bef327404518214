using System.Collections.Concurrent;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>The files that several components use: each is looked at, read and parsed at most once, however many ask.</summary>
internal sealed class SharedFiles(
    Workspace workspace,
    GitScope git,
    ISourceDisk disk,
    SourceFileReader reader,
    SourceIndex index
)
{
    private readonly ConcurrentDictionary<string, Lazy<SharedContent>> _files = new();
    private readonly Lazy<ILookup<string, IndexEntry>> _before = new(() =>
        index.Entries(SourceIndex.Shared).ToLookup(entry => entry.Path.Split('#')[0])
    );

    /// <summary>Digests of the shared files that a component names, without those that something is wrong with.</summary>
    /// <param name="component">The component.</param>
    /// <param name="problems">Gets what is wrong, at the place in <c>component.yaml</c> that names the file.</param>
    public IEnumerable<InputDigest> Of(ComponentManifest component, List<Problem> problems)
    {
        var inputs = new List<InputDigest>(component.Shared.Length);
        foreach (var shared in component.Shared.Distinct())
        {
            var where = component.Source.Value("shared", shared.ToString());
            var content = _files.GetOrAdd(shared.Path, path => new Lazy<SharedContent>(() => Content(path))).Value;
            if (content.Digest(shared.Entry, where, problems) is { } digest)
            {
                inputs.Add(new InputDigest($"shared {shared}", digest));
            }
        }

        return inputs;
    }

    /// <summary>Has the index remember what was learnt.</summary>
    public void Remember()
    {
        var looked = _files.Where(file => file.Value.IsValueCreated).Select(file => file.Value.Value).ToArray();
        if (!Array.Exists(looked, content => content.IsNew))
        {
            return;
        }

        var paths = _files.Keys.ToHashSet();
        var others = _before.Value.Where(file => !paths.Contains(file.Key)).SelectMany(entries => entries);
        var entries = looked.SelectMany(content => content.Entries).Concat(others);
        index.Replace(SourceIndex.Shared, [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)]);
    }

    private SharedContent Content(string path) => new(workspace, path, git, disk, reader, _before.Value[path]);
}
