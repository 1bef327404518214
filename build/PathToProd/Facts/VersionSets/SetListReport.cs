using PathToProd.Facts.Signing;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.VersionSets;

/// <summary>The version sets that are pinned.</summary>
public static class SetListReport
{
    /// <summary>A table with a line for each set, in the order in which they come.</summary>
    /// <param name="sets">The sets, each with what is known about its signature.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    public static string Text(
        IReadOnlyCollection<(VersionSet Set, SignatureCheck Signature)> sets,
        Style style,
        DateTimeOffset now
    )
    {
        if (sets.Count == 0)
        {
            return "No version set is pinned yet. ./build.sh --target=Resolve proposes one, and ./build.sh --target=Pin pins it.\n";
        }

        var table = new Table(
            "SET",
            new Column("DIGEST", Rank: 4),
            "MADE",
            new Column("BY", Rank: 3),
            new Column("FROM", Rank: 2),
            new Column("COMPONENTS", Rank: 1),
            "SIGNED",
            "NOTE"
        );
        foreach (var (set, signature) in sets)
        {
            table.Add(
                new Cell(set.Name, Tone.Strong),
                set.Digest.ShortText,
                set.At is { } at ? Moment.Age(at, now) : "",
                set.Who ?? "",
                set.From ?? "",
                $"{set.Members.Count}",
                Signed(signature),
                set.Note ?? ""
            );
        }

        return table.Write(style) + string.Concat(sets.Where(IsWrong).Select(Wrong));
    }

    /// <summary>The same for programs; times in UTC, and every digest whole.</summary>
    public static string Json(IEnumerable<(VersionSet Set, SignatureCheck Signature)> sets) =>
        JsonReport.Write(
            new SetsDocument([
                .. sets.Select(one => new ListedSetPart(
                    SetPart.Of(one.Set),
                    one.Signature.State,
                    one.Signature.Signer,
                    one.Signature.Wrong
                )),
            ]),
            VersionSetJson.Default.SetsDocument
        );

    private static bool IsWrong((VersionSet Set, SignatureCheck Signature) listed) =>
        listed.Signature.Wrong is not null;

    private static string Wrong((VersionSet Set, SignatureCheck Signature) listed) =>
        $"The signature of {listed.Set.Name} is wrong: {listed.Signature.Wrong}.\n";

    private static Cell Signed(SignatureCheck signature) =>
        signature.State switch
        {
            SignatureState.Valid => new Cell(signature.Signer ?? "yes", Tone.Good),
            SignatureState.Wrong => new Cell("wrong", Tone.Bad),
            _ => new Cell("no", Tone.Quiet),
        };
}
