using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Product;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Platform;

/// <summary>Reads single files of a repository, and collects the problems of them all.</summary>
internal sealed class ManifestReader(IPlatformFiles files, List<Problem> problems, SemVersion? product = null)
{
    public List<Problem> Problems => problems;

    /// <summary>Whether a manifest was refused as it is written for other versions of Path to Prod.</summary>
    public bool IsOfOtherProduct { get; private set; }

    public void Report(SourcePosition where, string what, string fix) => problems.Add(new Problem(where, what, fix));

    /// <summary>What a manifest says; the default when it is not there, or not even YAML.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shape">What it must look like.</param>
    /// <param name="label">What messages call it.</param>
    /// <param name="missing">What to do when it is not there.</param>
    public T? Read<T>(string file, Shape<T> shape, string label, string missing)
    {
        if (!TryRead(file, out var text))
        {
            return default;
        }

        if (text is null)
        {
            Report(new SourcePosition(file), "there is no such file", missing);
            return default;
        }

        return
            YamlReader.Read(file, text, problems) is { } node
            && IsForThis(node, label)
            && shape.TryRead(node, label, problems, out var value)
            ? value
            : default;
    }

    private bool IsForThis(ValueNode manifest, string label)
    {
        if (ProductRequirement.ProblemIn(manifest, label, product ?? ProductVersion.Current) is not { } other)
        {
            return true;
        }

        IsOfOtherProduct = true;
        problems.Add(other);
        return false;
    }

    /// <summary>A file whose content is the user's own; null when it is wrong.</summary>
    public ValueNode.Map? ReadValues(string file)
    {
        if (!TryRead(file, out var text))
        {
            return null;
        }

        switch (YamlReader.Read(file, text ?? "", problems))
        {
            case null:
                return null;
            case ValueNode.Map map:
                return map;
            case ValueNode.Scalar { Kind: ScalarKind.Nothing }:
                return ValueNode.Map.Empty;
            case var other:
                Report(other.Where, $"values must be a map, and this is {other.Noun}", "write key: value");
                return null;
        }
    }

    /// <summary>
    /// The folders of a folder that hold something, by name, each with what it holds and what its manifest says. A folder
    /// with a manifest is the thing; one with other files only is a problem, and so is a link that leaves it.
    /// </summary>
    /// <param name="parent">The folder that holds them.</param>
    /// <param name="manifest">The name of the manifest.</param>
    /// <param name="shape">What the manifest must look like.</param>
    /// <param name="label">What messages call it.</param>
    /// <param name="except">A folder that is something else.</param>
    public IEnumerable<ManifestFolder<T>> Folders<T>(
        string parent,
        string manifest,
        Shape<T> shape,
        string label,
        string? except = null
    )
        where T : class
    {
        var folders = Subfolders(parent, except);
        var read = new ManifestFolder<T>?[folders.Count];
        SideBySide.For(folders.Count, at => read[at] = ReadFolder(parent, folders[at], manifest, shape, label));
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in read)
        {
            if (folder is null)
            {
                continue;
            }

            var path = $"{parent}/{folder.Name}";
            if (!seen.TryAdd(folder.Name, path))
            {
                Report(
                    new SourcePosition(path),
                    $"the name differs from {seen[folder.Name]} only in upper and lower case, which some file systems treat as the same",
                    "rename one of the two"
                );
            }

            foreach (var entry in folder.Entries)
            {
                _ = IsLeaving(entry, $"{path}/{entry.Name}");
            }

            // One that cannot be listed may hold it.
            if (!folder.Holds(manifest) && folder.Problems.Count == 0)
            {
                ReportMissing(path, manifest, folder.Entries.Select(entry => entry.Name));
            }

            problems.AddRange(folder.Problems);
            yield return folder;
        }
    }

    /// <summary>False when something is there and cannot be read, which is reported; a file that is not there has no text.</summary>
    private bool TryRead(string file, out string? text)
    {
        try
        {
            text = files.Read(file);
            return true;
        }
        catch (PlatformException exception) when (exception.Problems.Count > 0)
        {
            problems.AddRange(exception.Problems);
            text = null;
            return false;
        }
    }

    /// <summary>What a folder holds; empty where it cannot be listed, which is reported.</summary>
    private ImmutableArray<PlatformEntry> List(string folder, List<Problem> found)
    {
        try
        {
            return files.List(folder);
        }
        catch (PlatformException exception) when (exception.Problems.Count > 0)
        {
            found.AddRange(exception.Problems);
            return [];
        }
    }

    private List<string> Subfolders(string parent, string? except)
    {
        var folders = new List<string>();
        foreach (var entry in List(parent, problems))
        {
            if (
                !IsLeaving(entry, $"{parent}/{entry.Name}")
                && entry.Kind == PlatformEntryKind.Folder
                && entry.Name[0] != '.'
                && entry.Name != except
            )
            {
                folders.Add(entry.Name);
            }
        }

        folders.Sort(StringComparer.Ordinal);
        return folders;
    }

    /// <summary>Null for an empty folder: Git keeps none, so it is what was left behind by another commit.</summary>
    private ManifestFolder<T>? ReadFolder<T>(string parent, string name, string manifest, Shape<T> shape, string label)
        where T : class
    {
        var unread = new List<Problem>();
        var folder = new ManifestFolder<T>(name, List($"{parent}/{name}", unread));
        folder.Problems.AddRange(unread);
        if (folder.Entries.IsEmpty)
        {
            return unread.Count == 0 ? null : folder;
        }

        // Without a manifest its name is still known, so that nothing else is reported because of it. A link that leaves the
        // folder is reported as such.
        return folder.Holds(manifest) && !folder.Leaves(manifest)
            ? folder with
            {
                Manifest = new ManifestReader(files, folder.Problems, product).Read(
                    $"{parent}/{name}/{manifest}",
                    shape,
                    label,
                    "add it"
                ),
            }
            : folder;
    }

    /// <summary>The values files of an environment, by component.</summary>
    public IEnumerable<ValuesFile> ValuesFiles(string environment)
    {
        var folder = $"environments/{environment}/values";
        PlatformEntry[] entries = [.. files.List(folder)];
        Array.Sort(entries, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (var entry in entries)
        {
            var path = $"{folder}/{entry.Name}";
            if (IsLeaving(entry, path) || entry.Kind != PlatformEntryKind.File)
            {
                continue;
            }

            if (entry.Name.EndsWith(".yaml", StringComparison.Ordinal))
            {
                yield return new ValuesFile(environment, entry.Name[..^".yaml".Length], path);
            }
            else if (
                entry.Name.LastIndexOf('.') is > 0 and var dot
                && entry.Name[dot..] is ".yml" or ".json" or ".YAML"
            )
            {
                Report(
                    new SourcePosition(path),
                    "a values file ends with .yaml, and this is not read",
                    $"rename it to {entry.Name[..entry.Name.LastIndexOf('.')]}.yaml"
                );
            }
        }
    }

    private void ReportMissing(string path, string manifest, IEnumerable<string> names)
    {
        var stem = manifest[..^".yaml".Length];
        var other = names.FirstOrDefault(name => name.StartsWith(stem + ".y", StringComparison.OrdinalIgnoreCase));
        var fix = other is null ? $"add {manifest}, or move the folder away" : $"rename {other} to {manifest}";
        Report(new SourcePosition(path), $"the folder has no {manifest}", fix);
    }

    private bool IsLeaving(PlatformEntry entry, string path)
    {
        if (entry.Kind != PlatformEntryKind.LeavingLink)
        {
            return false;
        }

        var to = entry.LinksTo is { } target ? $" to {target}" : "";
        Report(
            new SourcePosition(path),
            $"this is a link{to}, which points outside its folder or to nothing",
            "replace the link with what it points to"
        );
        return true;
    }
}
