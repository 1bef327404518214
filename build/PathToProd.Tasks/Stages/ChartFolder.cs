using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Charts;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The folder of a component's chart: what Helm reads of it, and what of that gets into the artifact.</summary>
internal sealed class ChartFolder
{
    private readonly ComponentFolder _component;
    private readonly string _folder;
    private readonly HashSet<string> _sources;
    private readonly HelmIgnore _ignore;

    public ChartFolder(ComponentFolder component)
    {
        _component = component;
        _folder = Path.Combine(component.Workspace.Component(component.Component.Name), "chart");
        _sources = component.Source.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var rules = Path.Combine(_folder, ".helmignore");
        _ignore = new HelmIgnore(File.Exists(rules) ? File.ReadAllText(rules) : "");
    }

    /// <summary>The folder as people read it.</summary>
    public string Shown => _component.Workspace.Show(_folder);

    /// <summary>A file of the chart as JSON; null when it is not there or, with a problem, when it is not a map.</summary>
    public JsonObject? Read(string name, ICollection<Problem> problems)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path)
            ? YamlJson.Read(File.ReadAllText(path), _component.Workspace.Show(path), problems)
            : null;
    }

    /// <summary>The charts in <c>charts/</c>, which Helm reads by their own names.</summary>
    public IEnumerable<Subchart> Subcharts()
    {
        var charts = new DirectoryInfo(Path.Combine(_folder, "charts"));
        FileSystemInfo[] entries = charts.Exists ? charts.GetFileSystemInfos() : [];
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name[0] is not ('_' or '.') && ChartOf(entry) is { } chart)
            {
                yield return new Subchart(
                    chart["name"]?.ToString() ?? "",
                    chart["version"]?.ToString() ?? "",
                    _component.Workspace.Show(entry.FullName),
                    LeftOut($"charts/{entry.Name}", entry is DirectoryInfo)
                );
            }
        }
    }

    /// <summary>
    /// What Helm reads in this folder, and Git ignores: it would be there on this machine alone. Subcharts on which the chart
    /// depends are reported as such.
    /// </summary>
    public IEnumerable<Problem> Ignored(IReadOnlySet<string> reported)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in FileTree.Files(_folder))
        {
            if (_sources.Contains($"chart/{file}") || !IsRead(file) || _ignore.LeavesOut(file))
            {
                continue;
            }

            var part = file.StartsWith("charts/", StringComparison.Ordinal)
                ? string.Join('/', file.Split('/')[..2])
                : file;
            var shown = $"{Shown}/{part}";
            if (reported.Contains(shown) || !seen.Add(part))
            {
                continue;
            }

            var rule = RuleOf(file);
            if (IsUnintended(part, rule))
            {
                yield return new Problem(
                    new SourcePosition(shown),
                    $"{Ignores(rule)}, so the artifact would not contain it, and Helm reads it here",
                    $"change that rule, run git add --force {shown}, or move it out of the chart"
                );
            }
        }
    }

    private static bool IsRead(string file) =>
        file.Split('/') switch
        {
            ["charts", var name, ..] => name[0] is not ('_' or '.'),
            ["crds" or "templates", ..] => Path.GetExtension(file) is ".yaml" or ".yml" or ".tpl" or ".txt" or ".json",
            ["Chart.yaml" or "values.yaml" or "values.schema.json" or "requirements.yaml"] => true,
            _ => false,
        };

    /// <summary>
    /// A template that the repository's own rule keeps out is someone's private one. A rule that came with the chart, and one
    /// that hits what every chart is made of, was not made for it.
    /// </summary>
    private bool IsUnintended(string part, string? rule) =>
        rule is null
        || rule.StartsWith($"{Shown}/", StringComparison.Ordinal)
        || !part.StartsWith("templates/", StringComparison.Ordinal);

    /// <summary>What <c>.helmignore</c> leaves out, Helm does not read either, whatever Git has.</summary>
    private SubchartLeftOut? LeftOut(string path, bool isFolder)
    {
        var file = isFolder ? $"{path}/Chart.yaml" : path;
        return _ignore.LeavesOut(file) ? new($"{Shown}/.helmignore leaves it out", "change that rule")
            : _sources.Contains($"chart/{file}") ? null
            : new(Ignores(RuleOf(file)), $"change that rule, or run git add --force {Shown}/{path}");
    }

    private string? RuleOf(string file) => GitRule.For(_component.Workspace.Root, $"{Shown}/{file}", _component.Scope);

    private static string Ignores(string? rule) => rule is null ? "Git ignores it" : $"Git ignores it ({rule})";

    private static JsonObject? ChartOf(FileSystemInfo entry)
    {
        var text = entry switch
        {
            DirectoryInfo folder => InFolder(folder),
            FileInfo { Extension: ".tgz" } package => InPackage(package),
            _ => null,
        };
        return text is null ? null : YamlJson.Read(text, entry.Name, []);
    }

    private static string? InFolder(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "Chart.yaml");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>A package holds one folder, whatever its name.</summary>
    private static string? InPackage(FileInfo package)
    {
        try
        {
            using var gzip = new GZipStream(package.OpenRead(), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.Name.Split('/') is [_, "Chart.yaml"] && entry.DataStream is { } stream)
                {
                    using var reader = new StreamReader(stream);
                    return reader.ReadToEnd();
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            // Not a package: Helm says so too, and until then it holds no chart.
        }

        return null;
    }
}
