using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Facts.Clusters;

/// <summary>Reads all of a component's ledger in a cluster, and says what of it is torn or was changed by hand.</summary>
public static class LedgerObjectReading
{
    /// <summary>Reads it.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="segments">The texts of its segments, in their order; null for one that is not there or not whole.</param>
    /// <param name="place">The namespace, as problems name it.</param>
    public static LedgerReading Of(LedgerObject ledger, IReadOnlyList<string?> segments, string place)
    {
        var head = $"{place}/{ledger.Name}";
        var pieces = new List<Piece>();
        var firstLine = 1;
        for (var at = 0; at < segments.Count; at++)
        {
            var name = $"{place}/{ledger.Segments[at].Name(ledger.Environment, ledger.Component)}";
            pieces.Add(new Piece(name, segments[at], firstLine));
            firstLine += segments[at] is null ? 0 : ledger.Segments[at].Lines;
        }

        pieces.Add(new Piece(head, ledger.Lines, firstLine));
        var reading = LedgerText.Read(string.Concat(pieces.Select(piece => piece.Text)), head);
        var problems = reading.Problems.Select(problem => problem with { Where = In(problem.Where) }).ToList();
        var doubts = reading.Doubts.Select(doubt => doubt with { Where = In(doubt.Where)!.Value }).ToList();
        foreach (var torn in pieces.Where(piece => piece.Text is null))
        {
            var before = LedgerText.Read(
                string.Concat(pieces.TakeWhile(piece => piece != torn).Select(piece => piece.Text))
            );
            var where = new SourcePosition(torn.Name, 1, 1);
            doubts.Add(new LedgerDoubt(where, before.Entries.Length, Component: null, Environment: null));
            problems.Add(
                new Problem(
                    where,
                    "this part of the history is torn, was changed by hand or is gone, and is ignored",
                    $"restore the object from a backup; until then the state of {ledger.Component} is unknown, unless it was deployed or removed since"
                )
            );
        }

        foreach (var edit in ledger.IsWhole ? ledger.Edits : ledger.Edits.Add(int.MaxValue))
        {
            var where = new SourcePosition(head, 1, 1);
            doubts.Add(
                new LedgerDoubt(where, Math.Min(edit, reading.Entries.Length), Component: null, Environment: null)
            );
            problems.Add(
                new Problem(
                    where,
                    "the object was changed by hand, so lines may be missing",
                    $"restore it from a backup; until then the state of {ledger.Component} is unknown, unless it was deployed or removed since"
                )
            );
        }

        return new LedgerReading(reading.Entries, [.. problems], [.. doubts.OrderBy(doubt => doubt.After)]).About(
            ledger.Component,
            ledger.Environment
        ) with
        {
            Exported = ledger.Exported,
        };

        SourcePosition? In(SourcePosition? where)
        {
            if (where is not { } position)
            {
                return null;
            }

            var piece = pieces.Last(piece => piece.Text is not null && piece.FirstLine <= position.Line);
            return new SourcePosition(piece.Name, position.Line - piece.FirstLine + 1, position.Column);
        }
    }

    private sealed record Piece(string Name, string? Text, int FirstLine);
}
