using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>
/// Reads a file of <c>patches/</c>: a part of a resource, which is merged into the resource of its kind and name; or a map with
/// <c>target</c>, and with <c>merge</c> or <c>operations</c>.
/// </summary>
public static class PatchReader
{
    private static readonly string[] Keys = ["target", "merge", "operations", "optional"];
    private static readonly string[] TargetKeys = ["apiVersion", "kind", "name", "namespace"];

    /// <summary>The patch that a file holds; null, with a problem, when it holds none.</summary>
    /// <param name="name">The patch's name.</param>
    /// <param name="file">What the file is called in problems.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Where problems are added.</param>
    public static Patch? Read(string name, string file, string text, ICollection<Problem> problems)
    {
        var before = problems.Count;
        if (
            DocumentSplitter.Split(text, file, []).Skip(1).Select(document => document.Line).FirstOrDefault()
            is > 0
                and var line
        )
        {
            problems.Add(
                new Problem(
                    new SourcePosition(file, line, 1),
                    $"the file of the patch {name} holds a second one",
                    "write each patch into a file of its own"
                )
            );
            return null;
        }

        if (YamlDocument.Read(text, file, problems) is not { } document)
        {
            if (problems.Count == before)
            {
                problems.Add(
                    new Problem(
                        new SourcePosition(file),
                        $"the patch {name} is empty",
                        "write a part of a resource, with apiVersion, kind and metadata.name"
                    )
                );
            }

            return null;
        }

        var patch = document.Json.ContainsKey("target")
            ? WithTarget(name, file, document, problems)
            : PartOfResource(name, file, document, problems);
        if (problems.Count > before)
        {
            return null;
        }

        foreach (var path in StrategicMerge.Unknown(patch.Merge))
        {
            problems.Add(
                new Problem(
                    patch.Where,
                    $"the patch {name} has {path}, which is not known here",
                    "write $patch: delete or $patch: replace, or operations"
                )
            );
        }

        return problems.Count > before ? null : patch;
    }

    private static Patch PartOfResource(string name, string file, YamlDocument document, ICollection<Problem> problems)
    {
        var json = (JsonObject)document.Json.DeepClone();
        var metadata = json["metadata"] as JsonObject;
        var (version, kind, resource) = (Text(json["apiVersion"]), Text(json["kind"]), Text(metadata?["name"]));
        var place = (document.Root["metadata"] as YamlNode.Map)?["name"] ?? document.Root;
        var where = document.At(file, place);
        if (version is null || kind is null || resource is null)
        {
            string?[] missing =
            [
                version is null ? "apiVersion" : null,
                kind is null ? "kind" : null,
                resource is null ? "metadata.name" : null,
            ];
            problems.Add(
                new Problem(
                    where,
                    $"the patch {name} does not say what it changes: {Prose.List([.. missing.OfType<string>()])} {(missing.Count(one => one is not null) == 1 ? "is" : "are")} missing",
                    "add what names the resource, or write target"
                )
            );
        }

        var target = new PatchTarget(GroupOf(version), kind ?? "", resource, Text(metadata?["namespace"]));
        // What names the resource changes nothing of it, and its version may be another.
        json.Remove("apiVersion");
        json.Remove("kind");
        metadata?.Remove("name");
        metadata?.Remove("namespace");
        if (metadata is { Count: 0 })
        {
            json.Remove("metadata");
        }

        return new Patch(name, where, target, json, [], IsOptional: false);
    }

    private static Patch WithTarget(string name, string file, YamlDocument document, ICollection<Problem> problems)
    {
        var json = document.Json;
        var where = document.At(file, document.Root["target"]!);
        RefuseOthers(json, Keys, $"the patch {name}", document.At(file, document.Root), problems);
        var target = json["target"] as JsonObject;
        RefuseOthers(target, TargetKeys, "target", where, problems);
        if (Text(target?["kind"]) is null)
        {
            problems.Add(
                new Problem(where, "target names no kind", "write target: { kind: Deployment, name: ingress }")
            );
        }

        if (json.ContainsKey("merge") == json.ContainsKey("operations"))
        {
            problems.Add(
                new Problem(
                    where,
                    $"the patch {name} has {(json.ContainsKey("merge") ? "both merge and operations" : "neither merge nor operations")}",
                    json.ContainsKey("merge") ? "remove one of the two" : "add one of the two"
                )
            );
        }

        if (json.ContainsKey("merge") && json["merge"] is not JsonObject)
        {
            problems.Add(new Problem(where, "merge is not a map", "write a part of the resource"));
        }

        if (json.ContainsKey("optional") && !(json["optional"] is JsonValue flag && flag.TryGetValue<bool>(out _)))
        {
            problems.Add(
                new Problem(where, "optional is neither true nor false", "write optional: true, or remove it")
            );
        }

        return new Patch(
            name,
            where,
            new PatchTarget(
                GroupOf(Text(target?["apiVersion"])),
                Text(target?["kind"]) ?? "",
                Text(target?["name"]),
                Text(target?["namespace"])
            ),
            (json["merge"] as JsonObject)?.DeepClone() as JsonObject,
            json.ContainsKey("operations") ? Operations(file, document, problems) : [],
            json["optional"] is JsonValue optional && optional.TryGetValue<bool>(out var value) && value
        );
    }

    private static ImmutableArray<PatchOperation> Operations(
        string file,
        YamlDocument document,
        ICollection<Problem> problems
    )
    {
        var place = document.Root["operations"]!;
        if (document.Json["operations"] is not JsonArray { Count: > 0 } list || place is not YamlNode.List nodes)
        {
            problems.Add(
                new Problem(
                    document.At(file, place),
                    "operations is not a list of operations",
                    "write - { op: replace, path: /spec/replicas, value: 2 }"
                )
            );
            return [];
        }

        return
        [
            .. list.Select((item, at) => Operation(item as JsonObject, document.At(file, nodes.Items[at]), problems)),
        ];
    }

    private static PatchOperation Operation(JsonObject? json, SourcePosition where, ICollection<Problem> problems)
    {
        var (op, path, from) = (Text(json?["op"]) ?? "", Pointer(json?["path"]), Pointer(json?["from"]));
        if (!PatchOperation.Words.Contains(op))
        {
            problems.Add(
                new Problem(
                    where,
                    op.Length == 0 ? "the operation has no op" : $"there is no operation {op}",
                    Suggestion.Fix(op, PatchOperation.Words, "operation", "write one")
                )
            );
        }

        RefuseOthers(json, ["op", "path", "from", "value"], "the operation", where, problems);
        if (
            path?.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~')
            == true
        )
        {
            problems.Add(
                new Problem(
                    where,
                    $"the path {path} has a ~ that means nothing",
                    "write ~0 for a ~ in a key, and ~1 for a slash"
                )
            );
        }

        if (path is null || path.Length > 0 && path[0] != '/')
        {
            problems.Add(
                new Problem(
                    where,
                    path is null ? "the operation has no path" : $"the path {path} does not begin with /",
                    "write a JSON pointer such as /spec/replicas; ~1 is a slash in a key"
                )
            );
        }

        if (op is "move" or "copy" && (from is null || from.Length > 0 && from[0] != '/'))
        {
            problems.Add(new Problem(where, $"{op} needs from, a JSON pointer", "add from: /metadata/labels/app"));
        }

        if (op is "add" or "replace" or "test" && json?.ContainsKey("value") != true)
        {
            problems.Add(new Problem(where, $"{op} needs a value", "add value"));
        }

        return new PatchOperation(where, op, path ?? "", from, json?["value"]?.DeepClone());
    }

    private static void RefuseOthers(
        JsonObject? json,
        string[] keys,
        string label,
        SourcePosition where,
        ICollection<Problem> problems
    )
    {
        foreach (var (key, _) in json ?? [])
        {
            if (!keys.Contains(key))
            {
                problems.Add(
                    new Problem(
                        where,
                        $"{label} has the unknown key {key}",
                        Suggestion.Fix(key, keys, "key", "remove it")
                    )
                );
            }
        }
    }

    private static string? GroupOf(string? apiVersion) =>
        apiVersion is null ? null
        : apiVersion.Contains('/') ? apiVersion[..apiVersion.IndexOf('/')]
        : "";

    /// <summary>An empty one means all of the resource.</summary>
    private static string? Pointer(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
