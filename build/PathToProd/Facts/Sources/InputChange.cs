using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Sources;

/// <summary>What happened to one thing that a result depends on.</summary>
/// <param name="Name">The thing, as <see cref="InputDigest.Name"/> says it.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record InputChange(string Name, [property: JsonPropertyName("change")] InputChangeKind Kind);

/// <summary>What happened to a thing.</summary>
[JsonConverter(typeof(KebabWords<InputChangeKind>))]
public enum InputChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is no longer there.</summary>
    Removed,

    /// <summary>It is another than before.</summary>
    Changed,
}
