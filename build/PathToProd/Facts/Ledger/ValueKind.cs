using System.Text.Json.Nodes;

namespace PathToProd.Facts.Ledger;

/// <summary>What a value is, as far as what takes it must agree: Terraform and Helm make texts of numbers, and nothing of lists.</summary>
public enum ValueKind
{
    /// <summary>A text, a number or a Boolean.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map from names to values.</summary>
    Map,
}

/// <summary>Tells the kind of values and of types.</summary>
public static class ValueKinds
{
    /// <summary>The kind of a value.</summary>
    public static ValueKind Of(JsonNode value) =>
        value switch
        {
            JsonArray => ValueKind.List,
            JsonObject => ValueKind.Map,
            _ => ValueKind.Scalar,
        };

    /// <summary>The kind that a type of Terraform or of JSON Schema takes; null for one that takes anything, or is not known.</summary>
    public static ValueKind? OfType(string type) =>
        type switch
        {
            "string" or "number" or "bool" or "integer" or "boolean" => ValueKind.Scalar,
            "list" or "set" or "tuple" or "array" => ValueKind.List,
            "map" or "object" => ValueKind.Map,
            _ => null,
        };

    /// <summary>As messages say it.</summary>
    public static string Noun(this ValueKind kind) =>
        kind switch
        {
            ValueKind.List => "a list",
            ValueKind.Map => "an object",
            _ => "a single value",
        };
}
