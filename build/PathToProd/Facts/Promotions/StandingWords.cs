using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>The words and sentences in which it is said where an environment of the path stands.</summary>
internal static class StandingWords
{
    /// <summary>The reason that Advance gives for what it promotes.</summary>
    public const string Advance = "Advance";

    public static string State(DesiredState state) =>
        state switch
        {
            DesiredState.NothingPromoted => "nothing promoted",
            DesiredState.Runs => "runs",
            DesiredState.WaitsForDeployment => "waits for its deployment",
            DesiredState.InProgress => "in progress",
            DesiredState.Failed => "failed",
            DesiredState.RunsSomethingElse => "something else runs",
            _ => "unknown",
        };

    /// <summary>How it came there: by Advance, by hand, or in a rollback.</summary>
    public static string How(PromotionRecord.Promoted promoted) =>
        promoted.IsBack ? "in a rollback"
        : promoted.Head.Reason == Advance ? "by Advance"
        : "by hand";

    /// <summary>The reason that was given, in brackets; nothing when that was none.</summary>
    public static string Reason(PromotionRecord.Promoted promoted) =>
        promoted.Head.Reason is null or Advance ? "" : $" ({promoted.Head.Reason})";

    /// <summary>What it should run, since when, by whom and why.</summary>
    public static string Desired(EnvironmentStanding standing, DateTimeOffset now) =>
        standing.Promoted is not { } promoted
            ? $"Nothing was promoted to {standing.Environment} yet."
            : $"{standing.Environment} should run {promoted.Set.Name}: {(promoted.IsBack ? "it went back to it" : "it was promoted")} "
                + $"{Moment.Age(promoted.Head.At, now)} by {promoted.Head.Who}, {How(promoted)}{Reason(promoted)}"
                + (promoted.From is { } from ? $", in place of {from.Name}." : ", as the first set there.");

    /// <summary>Whether it runs there.</summary>
    public static string Runs(EnvironmentStanding standing, DateTimeOffset now) =>
        standing.State switch
        {
            DesiredState.NothingPromoted => "",
            DesiredState.Runs =>
                $"It has run there for {Duration.Text(now - standing.Since!.Value)}, since {Moment.Text(standing.Since.Value)}.",
            DesiredState.WaitsForDeployment when standing.Because is { } because =>
                $"It is not there: {because}. Advance deploys it again.",
            DesiredState.WaitsForDeployment => "It is not deployed yet. Advance deploys it.",
            DesiredState.InProgress => $"{Sentence(standing.Because!)}.",
            DesiredState.Failed =>
                $"It failed there: {standing.Because}. Advance promotes nothing there until it is deployed again, or taken back.",
            DesiredState.RunsSomethingElse => $"Something else runs there now: {standing.Because}.",
            _ => $"It is not known what runs there: {standing.Because}.",
        };

    /// <summary>What stands there until someone ends it.</summary>
    public static IEnumerable<string> Stops(EnvironmentStanding standing)
    {
        if (standing.Condemned is { } condemned)
        {
            yield return $"{condemned.Set.Name} is condemned: it goes no further, and stays where it runs ({By(condemned)}).";
        }

        foreach (var freeze in standing.Freezes)
        {
            yield return $"{freeze.Place ?? "The whole path"} is frozen {End(freeze)} ({By(freeze)}).";
        }

        if (standing.Hold is { } hold)
        {
            yield return $"{standing.Environment} is held until it is released ({By(hold)}).";
        }

        if (standing.UnreadRecords > 0)
        {
            yield return $"{Prose.Count(standing.UnreadRecords, "record")} of the promotions cannot be read, and may be a freeze, a hold or a condemnation.";
        }
    }

    /// <summary>Which set comes next, and what stops it until when.</summary>
    public static string Waiting(EnvironmentStanding standing, DateTimeOffset now)
    {
        if (standing.Next is not [var next, ..])
        {
            return "No set waits to come next.";
        }

        var older = standing.Next.Length - 1;
        var last = standing.Next[^1];
        return next.Gates.IsEmpty
            ? $"{next.Set.Name} may come next: its gates are open.{Pace(standing, now)}"
            : $"{next.Set.Name} waits. {Gates(next)}{First(next, now)}{Pace(standing, now)}"
                + (
                    older == 0 ? ""
                    : last.Gates.IsEmpty ? $" {last.Set.Name}, which is older, may come before it."
                    : $" {Prose.Count(older, "older set")} {(older == 1 ? "waits" : "wait")} too."
                );
    }

    /// <summary>When its schedule comes next.</summary>
    public static string Times(ScheduleStanding schedule, DateTimeOffset now) =>
        (schedule.DueUntil is { } until ? $"It is due now, and Advance acts on that until {Moment.Text(until)}. " : "")
        + $"Its schedule is {schedule.Text}, next {Moment.Text(schedule.Next)}, in {Duration.Text(schedule.Next - now)}.";

    /// <summary>The times that passed although a set waited; nothing when there were none.</summary>
    public static string Missed(ScheduleStanding schedule) =>
        schedule.Missed.Length switch
        {
            0 => "",
            1 => $"It was due at {Moment.Text(schedule.Missed[0])}, and no Advance ran.",
            var count =>
                $"It was due {count} times and no Advance ran, the last time at {Moment.Text(schedule.Missed[^1])}.",
        };

    /// <summary>The same as <see cref="Stops"/> and what follows, as short as it can be said.</summary>
    public static string Next(EnvironmentStanding standing)
    {
        var parts = new List<string>();
        if (standing.Next is [var next, ..])
        {
            parts.Add(next.Gates.IsEmpty ? $"{next.Set.Name} may come" : $"{next.Set.Name}: {Counts(next)}");
            if (standing.Next.Length > 1)
            {
                parts.Add(
                    standing.Next[^1] is { Gates.IsEmpty: true } open
                        ? $"{open.Set.Name} may come"
                        : $"{Prose.Count(standing.Next.Length - 1, "older set")}"
                );
            }
        }
        else
        {
            parts.Add("nothing new");
        }

        if (standing.Condemned is { } condemned)
        {
            parts.Add($"{condemned.Set.Name} is condemned");
        }

        parts.AddRange(standing.Freezes.Take(1).Select(freeze => $"frozen {End(freeze)}"));
        if (standing.Hold is not null)
        {
            parts.Add("held");
        }

        if (standing.UnreadRecords > 0)
        {
            parts.Add($"{Prose.Count(standing.UnreadRecords, "record")} cannot be read");
        }

        if (standing.NotBefore is { } pace)
        {
            parts.Add($"its pace lets it come {Moment.Text(pace)}");
        }

        if (standing.Schedule is { } schedule)
        {
            parts.Add(
                schedule.DueUntil is { } until
                    ? $"due now, until {Moment.Text(until)}"
                    : $"next time {Moment.Text(schedule.Next)}"
            );
            if (!schedule.Missed.IsEmpty)
            {
                parts.Add(
                    $"was due at {Moment.Text(schedule.Missed[^1])}, no Advance ran"
                        + (schedule.Missed.Length > 1 ? $" ({schedule.Missed.Length} times)" : "")
                );
            }
        }

        return string.Join("; ", parts);
    }

    private static string Counts(NextSet next)
    {
        (WaitingState State, string Word)[] words =
        [
            (WaitingState.Closed, "closed"),
            (WaitingState.Unknown, "unknown"),
            (WaitingState.NotAsked, "not asked"),
        ];
        var counts = words
            .Select(word => (Count: next.Of(word.State).Count(), word.Word))
            .Where(one => one.Count > 0)
            .Select((one, at) => at == 0 ? $"{Prose.Count(one.Count, "gate")} {one.Word}" : $"{one.Count} {one.Word}");
        return Prose.List([.. counts]) + (next.NotBefore is { } time ? $", not before {Moment.Text(time)}" : "");
    }

    private static string Gates(NextSet next)
    {
        string[] sentences =
        [
            .. Sentence(WaitingState.Closed, "is closed", "are closed"),
            .. Sentence(WaitingState.Unknown, "is unknown, which blocks too", "are unknown, which blocks too"),
            .. Sentence(WaitingState.NotAsked, "was not asked here", "were not asked here"),
        ];
        return string.Join(' ', sentences);

        IEnumerable<string> Sentence(WaitingState state, string one, string several)
        {
            var gates = next.Of(state).OrderBy(gate => gate.Until ?? DateTimeOffset.MaxValue).ToArray();
            if (gates.Length > 0)
            {
                yield return $"{Prose.Count(gates.Length, "gate")} {(gates.Length == 1 ? one : several)}: "
                    + string.Join(
                        ", ",
                        gates.Select(gate =>
                            gate.Until is { } until ? $"{gate.Name} until {Moment.Text(until)}" : gate.Name
                        )
                    )
                    + ".";
            }
        }
    }

    private static string First(NextSet next, DateTimeOffset now) =>
        next.NotBefore is { } time ? $" It comes not before {Moment.Text(time)}, in {Duration.Text(time - now)}." : "";

    private static string Pace(EnvironmentStanding standing, DateTimeOffset now) =>
        standing.NotBefore is { } pace
            ? $" The pace of {standing.Step} lets it come at {Moment.Text(pace)}, in {Duration.Text(pace - now)}."
            : "";

    private static string End(PromotionRecord.Frozen freeze) =>
        freeze.Until is { } until ? $"until {Moment.Text(until)}" : "without an end";

    private static string By(PromotionRecord record) =>
        $"{record.Head.Who}, {Moment.Text(record.Head.At)}" + (record.Head.Reason is { } reason ? $": {reason}" : "");

    private static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];
}
