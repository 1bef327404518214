using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Which tests of a set must run again, and which evidence still counts.</summary>
public static class RetestReport
{
    /// <summary>For people.</summary>
    /// <param name="retest">The answer.</param>
    /// <param name="set">The set's name.</param>
    /// <param name="environment">Where it should be tested.</param>
    /// <param name="file">The file of the evidence, as people know it.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    public static string Text(
        Retest retest,
        string set,
        string environment,
        string file,
        Style style,
        DateTimeOffset now
    )
    {
        if (retest.Tests.IsEmpty)
        {
            return $"{set} has no tests: neither its components nor platform.yaml declare any.\n";
        }

        var again = retest.Again.ToArray();
        var still = retest.Still.ToArray();
        return Headline(set, environment, again.Length, retest.Tests.Length)
            + (again.Length == 0 ? "" : $"\n{style.Show("Must run again:", Tone.Warning)}\n")
            + string.Concat(again.Select(need => Again(need, style)))
            + (
                still.Length == 0 ? "" : $"\n{style.Show("Still counts:", Tone.Good)}\n{Still(still, file, style, now)}"
            );
    }

    /// <summary>For programs; times in UTC, and every digest whole.</summary>
    /// <param name="retest">The answer.</param>
    /// <param name="set">The set's name.</param>
    /// <param name="digest">The set's digest.</param>
    /// <param name="environment">Where it should be tested.</param>
    /// <param name="file">The file of the evidence, as people know it.</param>
    public static string Json(Retest retest, string set, Digest digest, string environment, string file) =>
        JsonReport.Write(
            new RetestDocument(
                set,
                digest.ToString(),
                environment,
                [.. retest.Tests.Select(need => RetestPart.Of(need, file))]
            ),
            CompatibilityJson.Default.RetestDocument
        );

    private static string Headline(string set, string environment, int again, int all) =>
        again == 0 ? $"No test of {set} has to run again in {environment}: all {all} still count.\n"
        : again == all ? $"All {Prose.Count(all, "test")} of {set} must run in {environment}.\n"
        : $"{again} of {all} tests of {set} must run again in {environment}.\n";

    private static string Again(TestNeed need, Style style)
    {
        var lines = need.Why.SelectMany(
            (reason, at) => MatrixReport.Wrapped($"    {(at == 0 ? "" : "and ")}because {reason}", style)
        );
        var informs = need.Test.IsBlocking ? "" : " (informs)";
        return $"  {style.Show(need.Test.Name, Tone.Strong)}{informs}\n{string.Concat(lines.Select(line => line + "\n"))}";
    }

    private static string Still(TestNeed[] needs, string file, Style style, DateTimeOffset now)
    {
        var table = new Table();
        foreach (var need in needs)
        {
            table.Add(
                new Cell(need.Test.Name, Tone.Strong),
                $"passed {Moment.Age(need.Evidence!.Start, now)}",
                MatrixCellText.Link(need.Evidence, file)
            );
        }

        return table.Write(style, indent: 2);
    }
}
