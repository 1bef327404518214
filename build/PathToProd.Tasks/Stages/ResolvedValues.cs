using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Facts.Sources;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>A component's values for an environment: merged files, with inputs put in, and secrets still only named.</summary>
/// <param name="Json">The values. A secret stands as <c>${secrets.NAME}</c>.</param>
/// <param name="Digest">Of the values, the names of secrets and <see cref="RenderedFor"/>, <c>sha256:...</c>.</param>
/// <param name="Placeholders">Inputs that are not known yet, as <c>component.output</c>; a text stands in their place.</param>
/// <param name="Secrets">The secrets that the values name, with their values.</param>
public sealed record ResolvedValues(
    JsonObject Json,
    Digest Digest,
    ImmutableArray<string> Placeholders,
    ImmutableSortedDictionary<string, string> Secrets
)
{
    /// <summary>
    /// What else decides what is deployed, as the environment says it: in a folder stands what was rendered here, and for what.
    /// Empty for a cluster, which decides that itself.
    /// </summary>
    internal ImmutableArray<InputDigest> RenderedFor { get; init; } = [];

    /// <summary>The values with the places that say them; empty when they were put together before.</summary>
    internal ValueNode.Map Said { get; init; } = ValueNode.Map.Empty;

    /// <summary>The values as the digest counts them: what is kept of a deployment.</summary>
    internal string Text { get; init; } = "";

    /// <summary>The values with the secrets in their places. Only for files that no one else may read.</summary>
    public JsonObject WithSecrets() => Secrets.Count == 0 ? Json : (JsonObject)Replace(Json)!;

    /// <summary>Refuses to go on with a value that is not known: what would be deployed is not what was asked for.</summary>
    /// <exception cref="PlatformException">There is a placeholder (exit code 3).</exception>
    public void RefusePlaceholders(ComponentContext context)
    {
        if (Placeholders.Length > 0)
        {
            throw new PlatformException(
                ExitCode.Refused,
                $"Because {context.Component.Name} takes {string.Join(", ", Placeholders)} and "
                    + $"{context.EnvironmentManifest.Name} does not have it yet, {context.Component.Name} cannot be deployed.\n"
                    + $"Deploy {Placeholders[0].Split('.')[0]} first, or add --with-dependencies."
            );
        }
    }

    private JsonNode? Replace(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Replace(pair.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Replace)]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
            _ => node?.DeepClone(),
        };

    private string Fill(string text)
    {
        foreach (var (name, secret) in Secrets)
        {
            text = text.Replace($"${{secrets.{name}}}", secret, StringComparison.Ordinal);
        }

        return text;
    }
}
