using System.Collections.Immutable;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Platform;

/// <summary>A repository in memory: right as it begins, and then changed by a test.</summary>
internal sealed class PlatformBuilder : IPlatformFiles
{
    private static readonly string[] Policies = ["no-latest-tags", "resource-limits"];

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = [];

    public List<string> Reads { get; } = [];

    /// <summary>A platform with a sandbox and nothing else.</summary>
    public static PlatformBuilder Platform() =>
        new PlatformBuilder()
            .With("platform.yaml", "name: platform\n")
            .With("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n");

    public PlatformBuilder With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public PlatformBuilder Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    public PlatformBuilder WithLink(string path, string target)
    {
        _links[path] = target;
        return this;
    }

    /// <summary>A component whose manifest has three lines, and then these.</summary>
    public PlatformBuilder Component(string name, string more = "", string version = "1.0.0") =>
        With($"components/{name}/component.yaml", $"name: {name}\nversion: {version}\ntype: helm\n{more}");

    public PlatformBuilder Environment(string name, string text) => With($"environments/{name}/environment.yaml", text);

    public PlatformModel Load() => PlatformLoader.Load(this, Policies);

    /// <summary>The whole message of the problems; a test fails when there are none.</summary>
    public string Problems() => Should.Throw<PlatformException>(() => Load()).Message;

    public ImmutableArray<PlatformEntry> List(string folder)
    {
        var start = folder.Length == 0 ? "" : folder + "/";
        var entries = new SortedDictionary<string, PlatformEntry>(StringComparer.Ordinal);
        foreach (
            var path in _files.Keys.Concat(_links.Keys).Where(path => path.StartsWith(start, StringComparison.Ordinal))
        )
        {
            var rest = path[start.Length..];
            var name = rest.Split('/')[0];
            entries[name] =
                rest != name ? new PlatformEntry(name, PlatformEntryKind.Folder)
                : _links.TryGetValue(path, out var target)
                    ? new PlatformEntry(name, PlatformEntryKind.LeavingLink, target)
                : new PlatformEntry(name, PlatformEntryKind.File);
        }

        return [.. entries.Values.Reverse()];
    }

    public string? Read(string file)
    {
        lock (Reads)
        {
            Reads.Add(file);
        }

        return _files.GetValueOrDefault(file);
    }
}
