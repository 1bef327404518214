using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility;

[Description("Which tests of a set must run again, and which evidence still counts.")]
internal sealed record RetestDocument(string Set, string Digest, string Environment, ImmutableArray<RetestPart> Tests);

internal sealed record RetestPart(
    string Name,
    string Digest,
    [Description("Whether its failure fails the set.")] bool Blocking,
    IReadOnlyList<string>? Covers,
    bool MustRun,
    IReadOnlyList<string>? Why,
    DateTimeOffset? Start,
    EvidencePart? Evidence
)
{
    public static RetestPart Of(TestNeed need, string file) =>
        new(
            need.Test.Name,
            need.Test.Digest.ToString(),
            need.Test.IsBlocking,
            need.Test.Covers.IfAny(),
            need.MustRun,
            need.Why.Select(reason => reason.ToString()!).IfAny(),
            need.Evidence?.Start.ToUniversalTime(),
            EvidencePart.Of(need.Evidence, file)
        );
}
