using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace PathToProd.Support;

/// <summary>One of our schemas in the hands of a library that does not know us: what an editor says about a manifest, and a program about a report.</summary>
public sealed class JsonSchemaChecker(string schema)
{
    private static readonly EvaluationOptions WithReasons = new() { OutputFormat = OutputFormat.List };

    // The library keeps schemas and what it made of them in places that all share, and tests run at once.
    private static readonly Lock OneAtATime = new();

    private readonly JsonSchema _schema = Parsed(schema);

    public bool Accepts(JsonNode? value)
    {
        lock (OneAtATime)
        {
            return _schema.Evaluate(JsonSerializer.SerializeToElement(value)).IsValid;
        }
    }

    /// <summary>What is wrong with a document, each with its place.</summary>
    public IReadOnlyList<string> FaultsIn(JsonNode? value)
    {
        lock (OneAtATime)
        {
            return Faults(_schema.Evaluate(JsonSerializer.SerializeToElement(value), WithReasons));
        }
    }

    /// <summary>What is wrong with a schema by the draft that our schemas name, each with its place.</summary>
    public static IReadOnlyList<string> FaultsOf(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        lock (OneAtATime)
        {
            return Faults(MetaSchemas.Draft7.Evaluate(document.RootElement, WithReasons));
        }
    }

    private static JsonSchema Parsed(string schema)
    {
        lock (OneAtATime)
        {
            return JsonSchema.FromText(schema);
        }
    }

    private static IReadOnlyList<string> Faults(EvaluationResults results) =>
        // The list also holds why each branch of an anyOf did not fit, when another one did.
        results.IsValid
            ? []
            :
            [
                .. from result in results.Details ?? []
                from error in result.Errors ?? new Dictionary<string, string>()
                select $"{result.InstanceLocation}: {error.Value}",
            ];
}
