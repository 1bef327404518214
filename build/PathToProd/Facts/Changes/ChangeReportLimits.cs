using PathToProd.Text;

namespace PathToProd.Facts.Changes;

/// <summary>What a report may hold: more than any real one has, and less than would harm those who read it.</summary>
internal static class ChangeReportLimits
{
    private const int MostEntries = 10_000;
    private const int LongestName = 200;
    private const int LongestText = 200_000;
    private const int MostOfNumber = 1_000_000;
    private const string Fix = "take the file that --report=FILE.json wrote, as it is";

    public static IEnumerable<Problem> Problems(string file, ChangeReport report) =>
        Whats(report).Select(what => new Problem(new SourcePosition(file), what, Fix));

    /// <summary>Whether a name may stand in a marker and a status.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 50
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && !name.Contains("--", StringComparison.Ordinal);

    /// <summary>Whether it is a whole commit.</summary>
    public static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static IEnumerable<string> Whats(ChangeReport report)
    {
        if (HasNull(report))
        {
            yield return "an entry of a list in it is null";
            yield break;
        }

        if (!IsName(report.Name))
        {
            yield return "its name is not one of small letters, digits and single dashes";
        }

        if (!IsCommit(report.Head) || (report.Base is { } before && !IsCommit(before)))
        {
            yield return "its head or base is not a commit";
        }

        if (report.Change is < 1)
        {
            yield return "its change is not the number of one";
        }

        foreach (var (name, count) in Counts(report).Where(list => list.Count > MostEntries))
        {
            yield return $"its {name} are {count}, more than {MostEntries}";
        }

        if (Numbers(report).Any(number => !double.IsFinite(number) || number is < 0 or > MostOfNumber))
        {
            yield return $"a number in it is not between 0 and {MostOfNumber}";
        }

        if (Texts(report).Any(text => text.Text is null || text.Text.Length > text.Most))
        {
            yield return $"a text in it is missing, or longer than {LongestText} characters, or a name longer than {LongestName}";
        }
    }

    // The reader holds what may be null everywhere but in lists.
    private static bool HasNull(ChangeReport report) =>
        report
            .Affected.Cast<object?>()
            .Concat(report.Steps)
            .Concat(report.Plans)
            .Concat(report.Failures)
            .Concat(report.Problems)
            .Concat(report.NotVerified)
            .Any(entry => entry is null);

    private static (string Name, int Count)[] Counts(ChangeReport report) =>
        [
            ("reasons", report.Everything.Length + report.Affected.Sum(one => one.Why.Length)),
            ("affected components", report.Affected.Length),
            ("steps", report.Steps.Length),
            ("plans", report.Plans.Length),
            ("failures", report.Failures.Length),
            ("last lines", report.Failures.Sum(one => one.LastLines.Length)),
            ("problems", report.Problems.Length),
            ("parts that were not verified", report.NotVerified.Length),
        ];

    private static IEnumerable<double> Numbers(ChangeReport report) =>
        report
            .Steps.Select(step => step.Seconds)
            .Append(report.Seconds)
            .Concat(report.Plans.SelectMany(plan => (double[])[plan.Create, plan.Update, plan.Delete, plan.Unknown]))
            .Concat(report.Problems.SelectMany(problem => (double[])[problem.Line, problem.Column]));

    private static IEnumerable<(string? Text, int Most)> Texts(ChangeReport report)
    {
        string?[] names =
        [
            report.Run ?? "",
            .. report.Affected.Select(one => one.Component),
            .. report.Steps.SelectMany(one => (string?[])[one.Component, one.Step, one.Environment ?? ""]),
            .. report.Plans.Select(one => one.Environment),
            .. report.Failures.SelectMany(one => (string?[])[one.Component, one.Step ?? ""]),
        ];
        string?[] texts =
        [
            report.Link ?? "",
            .. report.Everything,
            .. report.Affected.SelectMany(one => one.Why),
            .. report.Steps.Select(one => one.Why ?? ""),
            .. report.Failures.SelectMany(one => (string?[])[one.Message, one.Log ?? "", .. one.LastLines]),
            .. report.Problems.SelectMany(one => (string?[])[one.File ?? "", one.What, one.Fix]),
            .. report.NotVerified.SelectMany(one => (string?[])[one.What, one.Why]),
        ];
        return names.Select(text => (text, LongestName)).Concat(texts.Select(text => (text, LongestText)));
    }
}
