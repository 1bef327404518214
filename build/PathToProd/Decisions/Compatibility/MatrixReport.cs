using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility;

/// <summary>The matrix for people at a terminal.</summary>
public static class MatrixReport
{
    private const int MostSteps = 20;
    private const int MostConflicts = 6;

    /// <summary>Tables, and below them why something failed or is stale.</summary>
    /// <param name="answer">What the matrix says.</param>
    /// <param name="style">How tones are shown.</param>
    public static string Text(MatrixAnswer answer, Style style)
    {
        if (answer.Matrix.Rows.IsEmpty)
        {
            return answer.HasUnread
                ? "No version set is shown, as none of those that are pinned can be read.\n"
                : "There is no version set yet. Propose one with ./build.sh --target=Resolve, or pin one with --target=Pin.\n";
        }

        if (answer.Matrix.Columns.IsEmpty)
        {
            var sets = answer.Matrix.Rows;
            return (
                    sets.Length == 1
                        ? $"Nothing is known about {sets[0].Set.Name}: it was not certified yet.\n"
                        : $"Nothing is known about {sets.Length} version sets: none of them was certified yet.\n"
                ) + Certify(sets[0].Set.Name, answer.TestEnvironments);
        }

        return string.Concat(
            Blocks(answer, style),
            style.Show($"Each answer shows its age and, after the colon, the line in {answer.File}.", Tone.Quiet)
                + "\n",
            MatrixNotes.Text(answer, style),
            Steps(answer, style),
            Conflicts(answer, style),
            Others(answer, style)
        );
    }

    private static string Certify(string set, IReadOnlyList<string> environments) =>
        TestPlaces.Certify(set, environments, "tests it") is { } next
            ? $"Certify one: {next.Command}\n"
            : $"{TestPlaces.None}\n";

    /// <summary>As many columns side by side as fit; the rest below, with the names of the sets again.</summary>
    private static string Blocks(MatrixAnswer answer, Style style)
    {
        var (columns, rows) = (answer.Matrix.Columns, answer.Matrix.Rows);
        var cells = rows.Select(row => row.Cells.Select(cell => MatrixCellText.Short(cell, answer.Now)).ToArray())
            .ToArray();
        var headings = columns.Select(Heading).ToArray();
        var widths = headings
            .Select((heading, at) => 2 + Math.Max(TextWidth.Of(heading), cells.Max(row => TextWidth.Of(row[at].Text))))
            .ToArray();
        var names = rows.Max(row => row.Set.Name.Length);
        var blocks = new List<List<int>>();
        var used = 0;
        for (var at = 0; at < widths.Length; at++)
        {
            var width = widths[at];
            if (blocks.Count == 0 || used + width > style.ProseWidth)
            {
                blocks.Add([]);
                used = names;
            }

            blocks[^1].Add(at);
            used += width;
        }

        return string.Join('\n', blocks.Select(Block)) + "\n";

        string Block(List<int> shown)
        {
            var table = new Table(["SET", .. shown.Select(at => new Column(headings[at]))]);
            foreach (var (at, row) in rows.Index())
            {
                table.Add([new Cell(row.Set.Name, Tone.Strong), .. shown.Select(column => cells[at][column])]);
            }

            return table.Write(style);
        }
    }

    internal static string Heading(MatrixColumn column) =>
        column.Kubernetes is null ? column.Environment : $"{column.Environment} {column.Kubernetes}";

    private static string Steps(MatrixAnswer answer, Style style)
    {
        if (answer.Steps.IsEmpty)
        {
            return "";
        }

        var table = new Table("FROM", "TO", "ENVIRONMENT", "STEP", new Column("DIGEST", Rank: 1));
        foreach (var step in answer.Steps.Take(MostSteps))
        {
            table.Add(
                step.From.Name,
                new Cell(step.To.Name, Tone.Strong),
                $"{step.Cell.Evidence!.Environment} {step.Cell.Evidence.Kubernetes}",
                MatrixCellText.Short(step.Cell, answer.Now),
                step.Cell.Evidence.Digest.ShortText
            );
        }

        var more = answer.Steps.Length - MostSteps;
        return "\n" + table.Write(style) + (more > 0 ? $"And {Prose.Count(more, "older step")}.\n" : "");
    }

    private static string Conflicts(MatrixAnswer answer, Style style)
    {
        if (answer.Conflicts.IsEmpty)
        {
            return "";
        }

        var lines = answer
            .Conflicts.Take(MostConflicts)
            .Select(conflict => $"  {Sentence(conflict)} ({MatrixCellText.Place(conflict.Evidence)})");
        var more = answer.Conflicts.Length - MostConflicts;
        return $"\n{style.Show("Known conflicts, which Resolve avoids:", Tone.Warning)}\n"
            + string.Concat(lines.SelectMany(line => Wrapped(line, style)).Select(line => line + "\n"))
            + (more > 0 ? $"  and {more} more\n" : "")
            + (
                answer.Conflicts.Any(IsWholeSet)
                    ? "Where all versions of a set are listed, Bisect finds which of them cause it.\n"
                    : ""
            );
    }

    private static bool IsWholeSet(FailedTogether conflict) =>
        conflict.Together.Length > 2 && conflict.Together.Length == conflict.Evidence.Members.Count;

    /// <summary>Writes <c>base-k8s 1.31.0 and ingress 2.1.0 failed together on ci-1 on 2026-11-22.</c></summary>
    internal static string Sentence(FailedTogether conflict) =>
        $"{Prose.List([.. conflict.Together.Select(one => $"{one.Component} {one.Version}")])} {conflict.Prose}.";

    private static string Others(MatrixAnswer answer, Style style)
    {
        var notes = new List<string>();
        if (!answer.NotSigned.IsEmpty)
        {
            notes.Add(
                $"{Prose.Count(answer.NotSigned.Length, "line")} of evidence {(answer.NotSigned.Length == 1 ? "does" : "do")} not count, "
                    + $"because evidence of {Prose.List([.. answer.NotSigned.Select(one => one.Environment).Distinct().Order(StringComparer.Ordinal)])} must be signed by an allowed signer: "
                    + $"the newest is {MatrixCellText.Link(answer.NotSigned[0], answer.File)}."
            );
        }

        if (answer.Unnamed > 0)
        {
            notes.Add(
                $"There is evidence of {Prose.Count(answer.Unnamed, "more set")} that {(answer.Unnamed == 1 ? "is" : "are")} not pinned."
            );
        }

        return notes.Count == 0
            ? ""
            : "\n"
                + string.Concat(
                    notes
                        .SelectMany(note => Prose.Wrap(note, style.ProseWidth))
                        .Select(line => style.Show(line, Tone.Quiet) + "\n")
                );
    }

    /// <summary>A line that is broken where it is too long, with what follows indented further.</summary>
    internal static IEnumerable<string> Wrapped(string line, Style style)
    {
        var indent = line.Length - line.TrimStart().Length;
        return Prose
            .Wrap(line.TrimStart(), style.ProseWidth - indent - 2)
            .Select((part, at) => new string(' ', indent + (at == 0 ? 0 : 2)) + part);
    }
}
