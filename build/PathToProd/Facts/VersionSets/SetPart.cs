using System.Collections.Immutable;

namespace PathToProd.Facts.VersionSets;

/// <summary>A version set in reports for programs.</summary>
internal record SetPart(
    string Name,
    string Digest,
    DateTimeOffset? MadeAt,
    string? MadeBy,
    string? Commit,
    string? From,
    string? FromDigest,
    string? Note,
    ImmutableArray<SetMemberPart> Components
)
{
    public static SetPart Of(VersionSet set) =>
        new(
            set.Name,
            set.Digest.ToString(),
            set.At?.ToUniversalTime(),
            set.Who,
            set.Commit,
            set.From,
            set.FromDigest?.ToString(),
            set.Note,
            [
                .. set.Members.Values.Select(member => new SetMemberPart(
                    member.Component,
                    member.Version.ToString(),
                    member.Digest.ToString()
                )),
            ]
        );
}

/// <summary>A component of a set.</summary>
internal sealed record SetMemberPart(string Component, string Version, string Digest);

/// <summary>Which set it is.</summary>
internal sealed record SetReferencePart(string Name, string Digest)
{
    public static SetReferencePart Of(VersionSet set) => new(set.Name, set.Digest.ToString());
}
