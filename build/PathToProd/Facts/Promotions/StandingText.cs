using System.Text;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Promotions;

/// <summary>Where environments of the path stand, for people: one in sentences, several in a line each.</summary>
public static class StandingText
{
    /// <summary>All of it. A platform without a path has nothing to say, and then it is empty.</summary>
    public static string Text(IReadOnlyList<EnvironmentStanding> standings, Style style, DateTimeOffset now)
    {
        if (standings is [var one])
        {
            return Sentences(one, style, now);
        }

        var table = new Table(
            "ENVIRONMENT",
            "SHOULD RUN",
            new Column("PROMOTED", Rank: 2),
            new Column("BY", Rank: 1),
            "STATE",
            "NEXT"
        );
        foreach (var standing in standings)
        {
            table.Add(
                new Cell(standing.Environment, Tone.Strong),
                standing.Promoted?.Set.Name ?? "",
                standing.Promoted is { } promoted ? Moment.Age(promoted.Head.At, now) : "",
                standing.Promoted is { } by ? By(by) : "",
                new Cell(StandingWords.State(standing.State), ToneOf(standing)),
                new Cell(
                    StandingWords.Next(standing),
                    standing.Schedule is { Missed.IsEmpty: false } ? Tone.Warning : Tone.Normal
                )
            );
        }

        return standings.Count == 0 ? "" : table.Write(style);
    }

    /// <summary>The same for a page, which is read later: there an age says nothing.</summary>
    public static string Markdown(IReadOnlyList<EnvironmentStanding> standings)
    {
        var table = new MarkdownTable("Environment", "Should run", "Promoted", "By", "State", "Since", "Next");
        foreach (var standing in standings)
        {
            string[] cells =
            [
                standing.Environment,
                standing.Promoted?.Set.Name ?? "",
                standing.Promoted is { } promoted ? Moment.Text(promoted.Head.At) : "",
                standing.Promoted is { } by ? By(by) + StandingWords.Reason(by) : "",
                StandingWords.State(standing.State) + (standing.Because is { } because ? $": {because}" : ""),
                standing.Since is { } since ? Moment.Text(since) : "",
                StandingWords.Next(standing),
            ];
            table.Add([.. cells.Select(MarkdownTable.Escape)]);
        }

        return standings.Count == 0 ? "" : table.ToString();
    }

    private static string By(PromotionRecord.Promoted promoted) =>
        $"{promoted.Head.Who}, {StandingWords.How(promoted)}";

    private static string Sentences(EnvironmentStanding standing, Style style, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Add(StandingWords.Desired(standing, now), Tone.Strong);
        Add(StandingWords.Runs(standing, now), ToneOf(standing));
        foreach (var line in StandingWords.Stops(standing))
        {
            Add(line, Tone.Warning);
        }

        Add(StandingWords.Waiting(standing, now), Tone.Normal);
        if (standing.Schedule is { } schedule)
        {
            Add(StandingWords.Times(schedule, now), Tone.Normal);
            Add(StandingWords.Missed(schedule), Tone.Warning);
        }

        foreach (var command in Commands(standing))
        {
            // A command is never broken.
            text.Append("  ").Append(command).Append('\n');
        }

        return text.ToString();

        void Add(string sentences, Tone tone)
        {
            foreach (var line in sentences.Length == 0 ? [] : style.Fit(sentences).Split('\n'))
            {
                text.Append(style.Show(line, tone)).Append('\n');
            }
        }
    }

    private static IEnumerable<string> Commands(EnvironmentStanding standing)
    {
        if (standing.State == DesiredState.WaitsForDeployment)
        {
            yield return CommandLine.Of("Deploy", ["all"], standing.Environment);
        }

        if (standing.State == DesiredState.Failed)
        {
            yield return $"./build.sh --target=Rollback --environment={standing.Environment}";
        }

        if (standing.Next is [{ Gates.IsEmpty: false }, ..])
        {
            yield return $"./build.sh --target=Gates --environment={standing.Environment}";
        }
    }

    private static Tone ToneOf(EnvironmentStanding standing) =>
        standing.State switch
        {
            DesiredState.Runs => Tone.Good,
            DesiredState.Failed => Tone.Bad,
            DesiredState.NothingPromoted or DesiredState.InProgress => Tone.Quiet,
            _ => Tone.Warning,
        };
}
