using PathToProd.Formats.Json;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>The matrix for documents, for spreadsheets, and for programs.</summary>
public static class MatrixTables
{
    /// <summary>Tables in GitHub's Markdown, with links to the lines of the evidence.</summary>
    public static string Markdown(MatrixAnswer answer)
    {
        var matrix = new MarkdownTable(["Set", .. answer.Matrix.Columns.Select(MatrixReport.Heading)]);
        foreach (var row in answer.Matrix.Rows)
        {
            matrix.Add([
                row.Set.Name,
                .. row.Cells.Select(cell => MatrixCellText.Markdown(cell, answer.Now, answer.File)),
            ]);
        }

        var text = matrix.ToString();
        if (!answer.Steps.IsEmpty)
        {
            var steps = new MarkdownTable("From", "To", "Environment", "Step");
            foreach (var step in answer.Steps)
            {
                steps.Add(
                    step.From.Name,
                    step.To.Name,
                    $"{step.Cell.Evidence!.Environment} {step.Cell.Evidence.Kubernetes}",
                    MatrixCellText.Markdown(step.Cell, answer.Now, answer.File)
                );
            }

            text += $"\n{steps}";
        }

        return text
            + string.Concat(
                answer.Conflicts.Select(
                    (conflict, at) =>
                        (at == 0 ? "\nKnown conflicts:\n\n" : "") + $"- {MatrixReport.Sentence(conflict)}\n"
                )
            );
    }

    /// <summary>A line for each answer about a set and about a step, as RFC 4180 defines it.</summary>
    public static string Csv(MatrixAnswer answer)
    {
        var csv = new Csv([
            "kind",
            "from",
            "set",
            "set-digest",
            "environment",
            "kubernetes",
            .. MatrixCellText.CsvHeading,
        ]);
        foreach (var row in answer.Matrix.Rows)
        {
            foreach (var (at, cell) in row.Cells.Index())
            {
                var column = answer.Matrix.Columns[at];
                Add("state", "", row.Set.Name, row.Digest.ToString(), column.Environment, column.Kubernetes, cell);
            }
        }

        foreach (var step in answer.Steps)
        {
            var evidence = step.Cell.Evidence!;
            Add(
                "transition",
                step.From.Name,
                step.To.Name,
                evidence.Set.ToString(),
                evidence.Environment,
                evidence.Kubernetes,
                step.Cell
            );
        }

        return csv.ToString();

        void Add(
            string kind,
            string from,
            string set,
            string digest,
            string environment,
            SemVersion? kubernetes,
            MatrixCell cell
        ) =>
            csv.Add([
                kind,
                from,
                set,
                digest,
                environment,
                kubernetes?.ToString(),
                .. MatrixCellText.Csv(cell, answer.Now, answer.File),
            ]);
    }

    /// <summary>One document; times in UTC, and every digest whole.</summary>
    public static string Json(MatrixAnswer answer) =>
        JsonReport.Write(
            new MatrixDocument.OfSets(
                [.. answer.Matrix.Rows.Select(row => Part(row, answer))],
                [.. answer.Steps.Select(step => Part(step, answer))],
                [.. answer.Conflicts.Select(conflict => ConflictPart.Of(conflict, answer.File))],
                answer.NotSigned.Length,
                answer.Unnamed
            ),
            CompatibilityJson.Default.OfSets
        );

    private static MatrixRowPart Part(MatrixRow row, MatrixAnswer answer) =>
        new(
            row.Set.Name,
            row.Digest.ToString(),
            [
                .. row.Cells.Zip(
                    answer.Matrix.Columns,
                    (cell, column) =>
                        new MatrixPlacePart(
                            MatrixCellPart.Of(cell, answer.Now, answer.File),
                            column.Environment,
                            column.Kubernetes?.ToString(),
                            column.IsCurrent
                        )
                ),
            ]
        );

    private static MatrixStepPart Part(Transition step, MatrixAnswer answer) =>
        new(
            MatrixCellPart.Of(step.Cell, answer.Now, answer.File),
            step.From.Name,
            step.To.Name,
            step.Cell.Evidence!.Environment,
            step.Cell.Evidence.Kubernetes.ToString()
        );
}
