using PathToProd.Manifests.Shapes;
using PathToProd.Reporting;
using PathToProd.Values;

namespace PathToProd.Manifests;

/// <summary>Reads single files of a repository, and collects the problems of them all.</summary>
internal sealed class ManifestReader(IPlatformFiles files, List<Problem> problems)
{
    public List<Problem> Problems => problems;

    public void Report(SourcePosition where, string what, string fix) => problems.Add(new Problem(where, what, fix));

    /// <summary>What a manifest says; the default when it is not there, or not even YAML.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shape">What it must look like.</param>
    /// <param name="label">What messages call it.</param>
    /// <param name="missing">What to do when it is not there.</param>
    public T? Read<T>(string file, Shape<T> shape, string label, string missing)
    {
        if (files.Read(file) is not { } text)
        {
            Report(new SourcePosition(file), "there is no such file", missing);
            return default;
        }

        return YamlReader.Read(file, text, problems) is { } node && shape.TryRead(node, label, problems, out var value)
            ? value
            : default;
    }

    /// <summary>A file whose content is the user's own; null when it is wrong.</summary>
    public ValueNode.Map? ReadValues(string file)
    {
        switch (YamlReader.Read(file, files.Read(file) ?? "", problems))
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
    /// The folders of a folder that hold something, each with what it holds. A folder with a manifest is the thing; one
    /// with other files only is a problem, and so is a link that leaves it.
    /// </summary>
    /// <param name="parent">The folder that holds them.</param>
    /// <param name="manifest">The name of the manifest.</param>
    /// <param name="except">A folder that is something else.</param>
    public IEnumerable<(string Name, Dictionary<string, PlatformEntry> Entries)> Folders(
        string parent,
        string manifest,
        string? except = null
    )
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in files.List(parent).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = $"{parent}/{folder.Name}";
            if (
                IsLeaving(folder, path)
                || folder.Kind != PlatformEntryKind.Folder
                || folder.Name[0] == '.'
                || folder.Name == except
            )
            {
                continue;
            }

            var entries = files.List(path).ToDictionary(entry => entry.Name);
            if (entries.Count == 0)
            {
                continue;
            }

            if (!seen.TryAdd(folder.Name, path))
            {
                Report(
                    new SourcePosition(path),
                    $"the name differs from {seen[folder.Name]} only in upper and lower case, which some disks take for the same",
                    "rename one of the two"
                );
            }

            foreach (var entry in entries.Values)
            {
                _ = IsLeaving(entry, $"{path}/{entry.Name}");
            }

            if (!entries.ContainsKey(manifest))
            {
                ReportMissing(path, manifest, entries.Keys);
            }

            // Without a manifest its name is still known, so that nothing else is reported because of it.
            yield return (folder.Name, entries);
        }
    }

    /// <summary>The values files in a folder, by component.</summary>
    public IEnumerable<(string Component, string File)> ValuesFiles(string folder)
    {
        foreach (var entry in files.List(folder).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = $"{folder}/{entry.Name}";
            if (IsLeaving(entry, path) || entry.Kind != PlatformEntryKind.File)
            {
                continue;
            }

            if (entry.Name.EndsWith(".yaml", StringComparison.Ordinal))
            {
                yield return (entry.Name[..^".yaml".Length], path);
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
            $"this is a link{to}, which leaves its folder",
            "replace the link by what it leads to"
        );
        return true;
    }
}
