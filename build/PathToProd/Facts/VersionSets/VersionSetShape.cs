using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>What a file in <c>environments/version-sets/</c> must look like.</summary>
internal static class VersionSetShape
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly TextFormat<Digest> DigestFormat = new(
        "a digest such as sha256:0123...",
        "^sha256:[0-9a-f]{64}$",
        TryParse
    );

    private static readonly TextFormat<string> MomentFormat = TextFormats.Checked(
        "a time such as 2026-11-22T08:15:30Z",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        text =>
            Moment(text) is null ? new TextError(0, "it is not a valid time", "write it in UTC, with seconds") : null
    );

    private static readonly Key<string> Name = new(
        "name",
        new TextShape<string>(VersionSetName.Format),
        "The set's name: its file's."
    )
    {
        Fallback = "",
        RequiredAs = "name: 2026.11.1",
    };

    private static readonly Key<Digest> OfMembers = Required("digest", "The digest of the components below.");

    private static readonly Key<Digest> Checksum = Required("checksum", "The digest of all other lines.");

    private static readonly Key<string?> At = new("made-at", new TextShape<string>(MomentFormat)!, "When it was made.")
    {
        Fallback = null,
    };

    private static readonly Key<string?> Who = Key.Line("made-by", "Who made it.");

    private static readonly Key<string?> Commit = Key.Line("commit", "The commit at which it was made.");

    private static readonly Key<string?> From = Key.Line("from", "The set or environment it was made from.");

    private static readonly Key<Digest?> FromDigest = new(
        "from-digest",
        new TextShape<Digest>(DigestFormat)!,
        "The digest of the set it was made from."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> Note = Key.Line("note", "A note from its maker.");

    private static readonly Key<SemVersion?> MemberVersion = new(
        "version",
        new TextShape<SemVersion>(TextFormats.Version)!,
        "The component's version."
    )
    {
        Fallback = null,
        RequiredAs = "version: 1.4.0",
    };

    private static readonly Key<Digest> MemberDigest = Required("digest", "The digest of the component's artifact.");

    private static readonly Key<Named<(SemVersion? Version, Digest Digest)>[]> Members = new(
        "components",
        new MapShape<(SemVersion? Version, Digest Digest)>(
            "a component",
            TextFormats.Name,
            new ObjectShape<(SemVersion? Version, Digest Digest)>(
                fields => (fields.Get(MemberVersion), fields.Get(MemberDigest)),
                MemberVersion,
                MemberDigest
            )
        ),
        "The components by name, each with version and digest."
    )
    {
        Fallback = [],
        RequiredAs = "components:",
    };

    public static readonly ObjectShape<VersionSetFile> Shape = new(
        fields => new VersionSetFile(
            new VersionSet
            {
                Name = fields.Get(Name),
                At = fields.Get(At) is { } at ? Moment(at) : null,
                Who = fields.Get(Who),
                Commit = fields.Get(Commit),
                From = fields.Get(From),
                FromDigest = fields.Get(FromDigest),
                Note = fields.Get(Note),
                Members = Whole(fields.Get(Members)),
            },
            fields.Get(OfMembers),
            fields.Source
        ),
        Name,
        OfMembers,
        Checksum,
        At,
        Who,
        Commit,
        From,
        FromDigest,
        Note,
        Members
    );

    private static Key<Digest> Required(string name, string doc) =>
        new(name, new TextShape<Digest>(DigestFormat), doc)
        {
            Fallback = Digest.None,
            RequiredAs = $"{name}: sha256:...",
        };

    private static bool TryParse(string text, [NotNullWhen(true)] out Digest? digest, out TextError error)
    {
        var read = new Digest(text);
        digest = read.IsValid ? read : null;
        error = read.IsValid ? default : new TextError(0, "it is not sha256: and 64 hexadecimal digits", "restore it");
        return read.IsValid;
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : null;

    private static ImmutableSortedDictionary<string, SetMember> Whole(
        Named<(SemVersion? Version, Digest Digest)>[] members
    ) =>
        members
            .Where(member => member.Value.Version is not null)
            .ToImmutableSortedDictionary(
                member => member.Name,
                member => new SetMember(member.Name, member.Value.Version!, member.Value.Digest),
                StringComparer.Ordinal
            );
}

/// <summary>A file of a version set, as far as it could be read.</summary>
/// <param name="Set">What it says.</param>
/// <param name="Digest">The digest of its members that it states.</param>
/// <param name="Source">Where each thing was said.</param>
internal sealed record VersionSetFile(VersionSet Set, Digest Digest, SourceMap Source);
