using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility;

/// <summary>How to get from one set to another over steps that were tested.</summary>
/// <param name="From">The set that runs.</param>
/// <param name="To">The set that should run.</param>
/// <param name="Direct">What is known about the step from one to the other.</param>
/// <param name="Path">The shortest path over tested steps, both ends included; null if none.</param>
/// <param name="File">The file of the evidence, as people know it.</param>
/// <param name="Now">The current time.</param>
public sealed record TestedPath(
    VersionSet From,
    VersionSet To,
    MatrixCell Direct,
    ImmutableArray<VersionSet>? Path,
    string File,
    DateTimeOffset Now
);

/// <summary>Reports how to get from one set to another.</summary>
public static class MatrixPathReport
{
    /// <summary>One sentence, such as <c>2026.10.2 to 2026.11.1: no tested step; shortest tested path is via 2026.10.4.</c></summary>
    public static string Text(TestedPath path) => $"{Sentence(path)}\n";

    /// <summary>The same sentence, and the steps as a list.</summary>
    public static string Markdown(TestedPath path) =>
        $"{MarkdownTable.Escape(Sentence(path))}\n"
        + string.Concat(
            Steps(path).Select((step, at) => $"{(at == 0 ? "\n" : "")}{at + 1}. {step.From.Name} to {step.To.Name}\n")
        );

    /// <summary>The step itself, and each step of the path.</summary>
    public static string Csv(TestedPath path)
    {
        var csv = new Csv(["role", "from", "to", .. MatrixCellText.CsvHeading]);
        csv.Add(["direct", path.From.Name, path.To.Name, .. MatrixCellText.Csv(path.Direct, path.Now, path.File)]);
        foreach (var (from, to) in Steps(path))
        {
            csv.Add(["path", from.Name, to.Name, "known-good", .. MatrixCellText.CsvHeading.Skip(1).Select(_ => "")]);
        }

        return csv.ToString();
    }

    /// <summary>For programs; <c>path</c> is left out when there is none.</summary>
    public static string Json(TestedPath path) =>
        JsonReport.Write(
            new MatrixDocument.OfPath(
                path.From.Name,
                path.To.Name,
                MatrixCellPart.Of(path.Direct, path.Now, path.File),
                path.Path is { } found ? [.. found.Select(set => set.Name)] : null
            ),
            CompatibilityJson.Default.OfPath
        );

    internal static string Sentence(TestedPath path)
    {
        var start = $"{path.From.Name} to {path.To.Name}";
        if (path.From.Digest == path.To.Digest)
        {
            return $"{start}: both run the same, so there is no step.";
        }

        return path.Direct.State == MatrixState.KnownGood
            ? $"{start}: {Direct(path)}."
            : $"{start}: {Direct(path)}; {Detour(path)}.";
    }

    private static string Direct(TestedPath path)
    {
        if (path.Direct.Evidence is not { } evidence)
        {
            return "no tested step";
        }

        var what =
            $"on {evidence.Environment} {Moment.Age(evidence.Start, path.Now)} ({MatrixCellText.Link(evidence, path.File)})";
        return path.Direct.State switch
        {
            MatrixState.KnownGood => $"the step passed {what}",
            MatrixState.Failed =>
                $"the step failed {what}{(evidence.Error is null ? "" : $": {Printable.Line(evidence.Error)}")}",
            _ => $"the step {MatrixCellText.Then(path.Direct)} {what}, "
                + $"but that is stale because {string.Join(", and because ", path.Direct.WhyStale)}",
        };
    }

    private static string Detour(TestedPath path) =>
        path.Path is { } found
            ? $"shortest tested path is via {Prose.List([.. found[1..^1].Select(set => set.Name)], "then")}"
            : "no tested path leads there";

    private static IEnumerable<(VersionSet From, VersionSet To)> Steps(TestedPath path) =>
        path.Path is { } found ? found.Zip(found.Skip(1)) : [];
}
