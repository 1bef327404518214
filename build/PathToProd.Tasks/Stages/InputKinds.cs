using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Facts.Ledger;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Terraform;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Whether inputs are of the kinds that the component's Terraform root or its chart's schema takes. Both tools refuse others
/// themselves, but name a file that the program made, and not the output that the value comes from.
/// </summary>
internal static class InputKinds
{
    /// <summary>The inputs that are of another kind.</summary>
    public static IEnumerable<InputCause> Problems(
        ComponentSession session,
        IEnumerable<ResolvedInput> inputs,
        LedgerState ledger
    )
    {
        var takes = Takes(session);
        return from resolved in inputs
            where !resolved.IsPlaceholder
            let taken = takes(resolved.Input.ValuePath)
            where taken.Kind is { } kind && kind != ValueKinds.Of(resolved.Value)
            let presence = ledger[resolved.Input.Component].Presence as Presence.Deployed
            where presence is not null
            select new InputCause.OtherKind(
                resolved.Input,
                session.Component.Source[$"inputs.{resolved.Input.ValuePath}"],
                presence.Deployment,
                ValueKinds.Of(resolved.Value),
                taken.Kind!.Value,
                taken.Taker
            );
    }

    private static Func<string, (ValueKind? Kind, string Taker)> Takes(ComponentSession session)
    {
        if (session.Component.Type == ComponentType.Terraform)
        {
            var root = Path.Combine(session.Folder, "terraform", session.Environment.Provider);
            var shown = $"components/{session.Component.Name}/terraform/{session.Environment.Provider}";
            var types = Variables(root);
            return path => (types.TryGetValue(path, out var type) ? type : null, $"the variable {path} of {shown}");
        }

        if (session.Component.Type == ComponentType.Helm)
        {
            var file = Path.Combine("chart", "values.schema.json");
            var schema = Schema(Path.Combine(session.Folder, file));
            return path => (OfSchema(schema, path), $"{path} in components/{session.Component.Name}/{file}");
        }

        return _ => (null, "");
    }

    private static Dictionary<string, ValueKind?> Variables(string root)
    {
        var types = new Dictionary<string, ValueKind?>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(root) ? Directory.GetFiles(root).Where(DeclaredBackend.IsRead) : [])
        {
            foreach (var (name, type) in DeclaredVariables.In(file, File.ReadAllText(file)))
            {
                types[name] = ValueKinds.OfType(type);
            }
        }

        return types;
    }

    private static JsonNode? Schema(string file)
    {
        try
        {
            return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            // Helm says it better.
            return null;
        }
    }

    private static ValueKind? OfSchema(JsonNode? schema, string path)
    {
        foreach (var name in ValuePath.Split(path) ?? [])
        {
            schema = ((schema as JsonObject)?["properties"] as JsonObject)?[name];
        }

        return (schema as JsonObject)?["type"] is JsonValue type && type.TryGetValue<string>(out var word)
            ? ValueKinds.OfType(word)
            : null;
    }
}
