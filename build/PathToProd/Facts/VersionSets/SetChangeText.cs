using PathToProd.Text.Tables;

namespace PathToProd.Facts.VersionSets;

/// <summary>How components differ, as people read it.</summary>
internal static class SetChangeText
{
    /// <summary>A table with a line for each component that differs.</summary>
    public static string Table(IEnumerable<SetChange> changes, Style style)
    {
        var table = new Table("COMPONENT", "CHANGE", "FROM", "TO");
        foreach (var change in changes)
        {
            table.Add(
                new Cell(change.Component, Tone.Strong),
                Kind(change.Kind),
                Show(change, change.From),
                Show(change, change.To)
            );
        }

        return table.Write(style);
    }

    private static Cell Kind(SetChangeKind kind) =>
        new(
            kind.ToString().ToLowerInvariant(),
            kind switch
            {
                SetChangeKind.Added or SetChangeKind.Upgraded => Tone.Good,
                SetChangeKind.Removed or SetChangeKind.Downgraded => Tone.Warning,
                _ => Tone.Normal,
            }
        );

    /// <summary>Only builds of the same version need their digests to distinguish them.</summary>
    private static string Show(SetChange change, SetMember? member) =>
        member is null ? ""
        : change.Kind == SetChangeKind.Rebuilt ? $"{member.Version} ({member.Digest.ShortText})"
        : member.Version.ToString();
}
