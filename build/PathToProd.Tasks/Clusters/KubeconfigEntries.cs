using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Tasks.Clusters;

/// <summary>The entries of kubeconfigs, merged as kubectl merges them: of two with one name the first counts.</summary>
internal sealed class KubeconfigEntries
{
    private readonly Dictionary<string, JsonObject> _contexts = [];
    private readonly HashSet<string> _clusters = [];
    private readonly HashSet<string> _users = [];

    /// <summary>The names of all contexts.</summary>
    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    /// <summary>Reads them.</summary>
    /// <param name="files">The files, the most important first.</param>
    /// <param name="problems">Gets what is wrong with them; kubectl refuses all when one cannot be read.</param>
    public static KubeconfigEntries Read(IEnumerable<string> files, List<Problem> problems)
    {
        var entries = new KubeconfigEntries();
        foreach (var file in files)
        {
            try
            {
                entries.Add(YamlJson.Read(File.ReadAllText(file), file, problems));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(
                    Directory.Exists(file)
                        ? new Problem(new SourcePosition(file), "the kubeconfig is a folder", "name the file in it")
                        : new Problem(
                            new SourcePosition(file),
                            $"the kubeconfig cannot be read: {exception.Message}",
                            "make it readable by this user, or name another"
                        )
                );
            }
        }

        return entries;
    }

    /// <summary>What keeps a context from being used.</summary>
    /// <param name="name">The context.</param>
    /// <param name="where">The place that names it.</param>
    /// <param name="files">The files, as messages name them.</param>
    public IEnumerable<Problem> ProblemsOf(string name, SourcePosition where, string files)
    {
        var verb = files.StartsWith("the kubeconfigs", StringComparison.Ordinal) ? "have" : "has";
        if (!_contexts.TryGetValue(name, out var context))
        {
            yield return new Problem(
                where,
                $"{files} {verb} no context {name}",
                Suggestion.Fix(name, Contexts, "context", "it has none")
            );
            yield break;
        }

        foreach (var (kind, known) in new[] { ("cluster", _clusters), ("user", _users) })
        {
            if (context[kind]?.ToString() is { Length: > 0 } named && !known.Contains(named))
            {
                yield return new Problem(
                    where,
                    $"the context {name} names the {kind} {named}, and {files} {verb} none of that name",
                    known.Count == 0 ? $"add the {kind}" : Suggestion.Fix(named, known, kind, $"add the {kind}")
                );
            }
        }
    }

    private void Add(JsonNode? config)
    {
        foreach (var (name, entry) in Named(config, "contexts"))
        {
            _contexts.TryAdd(name, entry["context"] as JsonObject ?? []);
        }

        _clusters.UnionWith(Named(config, "clusters").Select(named => named.Name));
        _users.UnionWith(Named(config, "users").Select(named => named.Name));
    }

    private static IEnumerable<(string Name, JsonObject Entry)> Named(JsonNode? config, string list) =>
        ((config as JsonObject)?[list] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(entry => (entry["name"]?.ToString() ?? "", entry));
}
