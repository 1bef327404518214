using System.Text;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Solving;

/// <summary>Reports what the solver proposes, or why it proposes nothing.</summary>
public static class ResolveReport
{
    /// <summary>What changes, why each version was chosen, and where the proposal is.</summary>
    /// <param name="resolution">What the solver says.</param>
    /// <param name="missing">What evidence is missing for it to be known good; null when it is.</param>
    /// <param name="file">The file of the proposal, from the repository's root.</param>
    /// <param name="testEnvironments">The environments in which sets may be tested.</param>
    /// <param name="style">How tones are shown.</param>
    public static string Text(
        Resolution resolution,
        MissingEvidence? missing,
        string file,
        IReadOnlyList<string> testEnvironments,
        Style style
    ) =>
        resolution.Answer switch
        {
            SolverAnswer.Solved solved => Solved(resolution, solved, missing, file, testEnvironments, style),
            var other => Why(other) + "\n",
        };

    /// <summary>Why nothing is proposed.</summary>
    public static string Why(SolverAnswer answer) =>
        answer switch
        {
            SolverAnswer.Refused refused => refused.Explanation.Text,
            SolverAnswer.GaveUp gaveUp => gaveUp.Reason,
            _ => "",
        };

    /// <summary>The same for programs.</summary>
    public static string Json(Resolution resolution, VersionSet? proposed, MissingEvidence? missing) =>
        resolution.Answer switch
        {
            SolverAnswer.Refused { Explanation: var explanation } => JsonReport.Write(
                new RefusedPart(
                    "refused",
                    resolution.Environment,
                    explanation.Reasons.IfAny(),
                    explanation.Remedies.Select(remedy => remedy.Text).IfAny(),
                    explanation.MayHaveMore,
                    explanation.Text
                ),
                ResolutionJson.Default.RefusedPart
            ),
            SolverAnswer.GaveUp gaveUp => JsonReport.Write(
                new GaveUpPart("gave-up", resolution.Environment, gaveUp.Reason, gaveUp.Steps),
                ResolutionJson.Default.GaveUpPart
            ),
            var answer => JsonReport.Write(
                SolvedPart.Of(resolution, (SolverAnswer.Solved)answer, proposed!, missing),
                ResolutionJson.Default.SolvedPart
            ),
        };

    private static string Solved(
        Resolution resolution,
        SolverAnswer.Solved solved,
        MissingEvidence? missing,
        string file,
        IReadOnlyList<string> testEnvironments,
        Style style
    )
    {
        var text = new StringBuilder(Headline(resolution)).Append("\n\n");
        var difference = resolution.Difference;
        if (!difference.Changes.IsEmpty)
        {
            text.Append(SetChangeText.Table(difference.Changes, style)).Append('\n');
        }

        text.Append("Why:\n");
        foreach (var choice in solved.Choices.Values)
        {
            var why = $"{choice.Component} {choice.Version}: {choice.Because}.";
            text.Append("  ").AppendJoin("\n    ", Prose.Wrap(why, style.ProseWidth - 4)).Append('\n');
        }

        text.Append('\n');
        if (solved.KnownGood is { } good)
        {
            text.Append($"It is known good: {good.Name} passed on {Moment.Text(good.At)}.\n");
        }
        else if (missing is not null)
        {
            foreach (var line in MissingEvidenceText.Of(missing).SelectMany(line => Prose.Wrap(line, style.ProseWidth)))
            {
                text.Append(line).Append('\n');
            }
        }

        if (solved.IsNewestUnknown)
        {
            text.Append("There may be a newer set: looking for one took too many steps. --limit allows more.\n");
        }

        if (solved.IsFewestUnknown)
        {
            text.Append("There may be a set with fewer changes: looking for one took too many steps.\n");
        }

        if (solved.KnownGood is null && testEnvironments.Count == 0)
        {
            text.AppendJoin('\n', Prose.Wrap(TestPlaces.None, style.ProseWidth)).Append('\n');
        }

        return text.Append($"It is in {file}.\n\nNext:\n")
            .Append(Next(resolution, solved, testEnvironments, style))
            .ToString();
    }

    private static string Next(
        Resolution resolution,
        SolverAnswer.Solved solved,
        IReadOnlyList<string> testEnvironments,
        Style style
    )
    {
        var table = new Table();
        if (solved.KnownGood is null)
        {
            var places = testEnvironments.OrderByDescending(name => name == resolution.Environment);
            if (TestPlaces.Certify(VersionSetName.Proposed, [.. places], "tests it") is { } certify)
            {
                table.Add(certify.Command, certify.Why);
            }
        }

        table.Add("./build.sh --target=Pin", "pins it");
        return table.Write(style, indent: 2);
    }

    private static string Headline(Resolution resolution)
    {
        var place = resolution.Environment is { } environment ? $" for {environment}" : "";
        var difference = resolution.Difference;
        return resolution.Current is not { } current
                ? $"Proposed{place}: {Prose.Count(resolution.Members.Count, "component")}, with nothing to start from."
            : difference.Changes.IsEmpty
                ? $"Proposed{place}: {current.Name} as it is, {Prose.Count(difference.Same, "component")}."
            : $"Proposed{place}, from {current.Name}: {Changes(difference.Changes.Length)}, {Stay(difference.Same)}.";
    }

    private static string Changes(int count) => count == 1 ? "1 component changes" : $"{count} components change";

    private static string Stay(int count) => count == 1 ? "1 stays" : $"{count} stay";
}
