using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Facts.VersionSets;

[Description("The version set that was pinned or signed.")]
internal sealed record PinDocument(
    [property: JsonIgnore] SetPart Set,
    [property: JsonPropertyOrder(1)] [Description("Another set that runs the same.")] string? SameAs,
    [property: JsonPropertyOrder(1)]
    [Description("What was written, from the repository's root.")]
        IReadOnlyList<string>? Files
) : SetPart(Set);
