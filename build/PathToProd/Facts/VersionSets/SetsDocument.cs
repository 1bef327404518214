using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Facts.Signing;

namespace PathToProd.Facts.VersionSets;

[Description("The version sets that are pinned, the newest first.")]
internal sealed record SetsDocument(ImmutableArray<ListedSetPart> Sets);

internal sealed record ListedSetPart(
    [property: JsonIgnore] SetPart Set,
    [property: JsonPropertyOrder(1)] SignatureState Signature,
    [property: JsonPropertyOrder(1)] string? Signer,
    [property: JsonPropertyOrder(1)] [Description("What is wrong with the signature.")] string? SignatureWrong
) : SetPart(Set);
