using System.Collections.Immutable;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Status;

/// <summary>What runs where, as the ledgers say.</summary>
public static class StatusReport
{
    /// <summary>A table with a line for each component in each environment, and below it what needs attention.</summary>
    /// <param name="latest">The states, in the order in which they are shown, and of which environments nothing is known.</param>
    /// <param name="components">
    /// The components that are defined, which are shown even where they were never deployed. Others that a ledger has are shown too,
    /// and what is there of them is pointed out.
    /// </param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    /// <param name="looks">What the last look at a component found; by default no one has looked.</param>
    /// <param name="path">Where the environments stand on the path to production; by default none is on it.</param>
    public static string Text(
        LatestStates latest,
        IReadOnlyCollection<string> components,
        Style style,
        DateTimeOffset now,
        Func<ComponentState, DriftRecord?>? looks = null,
        IReadOnlyList<EnvironmentStanding>? path = null
    )
    {
        var table = new Table(
            "COMPONENT",
            "ENVIRONMENT",
            "VERSION",
            new Column("SET", Rank: 3),
            new Column("DIGEST", Rank: 4),
            "WHEN",
            new Column("WHO", Rank: 2),
            new Column("DRIFT", Rank: 1),
            "STATE"
        );
        var notes = new List<string>();
        foreach (var environment in latest.Known)
        {
            foreach (var state in States(environment, components))
            {
                table.Add(Row(state, LookAt(state, looks), now));
                notes.AddRange(new[] { Note(state), Undefined(state, components) }.OfType<string>());
            }

            notes.AddRange(environment.CurrentUnits.Select(UnitNote).OfType<string>());
        }

        notes.AddRange(latest.Unread.Select(unread => unread.ToString()));
        var promoted = path is null or [] ? "" : StandingText.Text(path, style, now) + "\n";
        return table.Count == 0 && notes.Count == 0
            ? $"{promoted}Nothing was deployed yet.\n"
            : promoted
                + table.Write(style)
                + (notes.Count == 0 ? "" : "\n")
                + string.Concat(
                    notes
                        .SelectMany(note => style.Fit(note).Split('\n'))
                        .Select(line => $"{style.Show(line, Tone.Warning)}\n")
                );
    }

    /// <summary>The same as Markdown.</summary>
    /// <inheritdoc cref="Text"/>
    public static string Markdown(
        LatestStates latest,
        IReadOnlyCollection<string> components,
        DateTimeOffset now,
        Func<ComponentState, DriftRecord?>? looks = null,
        IReadOnlyList<EnvironmentStanding>? path = null
    )
    {
        var table = new MarkdownTable(
            "Component",
            "Environment",
            "Version",
            "Set",
            "Digest",
            "Since",
            "Who",
            "Drift",
            "State"
        );
        var notes = new List<string>();
        foreach (var state in latest.Known.SelectMany(environment => States(environment, components)))
        {
            string[] cells = [.. Row(state, LookAt(state, looks), now).Select(cell => MarkdownTable.Escape(cell.Text))];
            if (state.LastAttempt is { } attempt)
            {
                // A page is read later: there an age says nothing.
                cells[5] = Moment.Text(attempt.At);
            }

            table.Add(cells);
            notes.AddRange(new[] { Note(state), Undefined(state, components) }.OfType<string>());
        }

        notes.AddRange(latest.Unread.Select(unread => unread.ToString()));
        return (path is null or [] ? "" : StandingText.Markdown(path) + "\n")
            + table
            + (notes.Count == 0 ? "" : "\n")
            + string.Concat(notes.Select(note => $"- {MarkdownTable.Escape(note.ReplaceLineEndings(" "))}\n"));
    }

    /// <summary>The same for programs; times in UTC, and every digest whole.</summary>
    /// <inheritdoc cref="Text"/>
    public static string Json(
        LatestStates latest,
        IReadOnlyCollection<string> components,
        Func<ComponentState, DriftRecord?>? looks = null,
        IReadOnlyList<EnvironmentStanding>? path = null
    ) => JsonReport.Write(Document(latest, components, looks, path), StatusJson.Default.StatusDocument);

    /// <summary>The same, written as it is made.</summary>
    /// <inheritdoc cref="Json(LatestStates, IReadOnlyCollection{string}, Func{ComponentState, DriftRecord?}?, IReadOnlyList{EnvironmentStanding}?)"/>
    public static void Json(
        LatestStates latest,
        IReadOnlyCollection<string> components,
        Func<ComponentState, DriftRecord?>? looks,
        TextWriter output,
        IReadOnlyList<EnvironmentStanding>? path = null
    ) => JsonReport.Write(Document(latest, components, looks, path), StatusJson.Default.StatusDocument, output);

    private static StatusDocument Document(
        LatestStates latest,
        IReadOnlyCollection<string> components,
        Func<ComponentState, DriftRecord?>? looks,
        IReadOnlyList<EnvironmentStanding>? path
    )
    {
        var all = latest.Known;
        return new StatusDocument(
            [
                .. all.SelectMany(environment => States(environment, components))
                    .Select(state => Part(state, components.Contains(state.Component), LookAt(state, looks))),
            ],
            [.. all.SelectMany(environment => environment.CurrentUnits).Select(UnitAttemptPart.Of)],
            IgnoredLinePart.Of(all.SelectMany(environment => environment.Ignored)),
            [.. latest.Unread.Select(unread => new UnreadLedgerPart(unread.Environment, unread.Because))],
            path is null or [] ? null : [.. path.Select(StandingPart.Of)]
        );
    }

    private static IEnumerable<ComponentState> States(LedgerState environment, IEnumerable<string> components) =>
        components
            .Union(environment.Components.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(component => environment[component]);

    /// <summary>What the last look found, if it still says something.</summary>
    private static DriftRecord? LookAt(ComponentState state, Func<ComponentState, DriftRecord?>? looks) =>
        looks?.Invoke(state) is { } record && record.IsAbout(state) ? record : null;

    private static Cell Drift(ComponentState state, DriftRecord? look, DateTimeOffset now) =>
        state.Presence is not Presence.Deployed ? ""
        : look is null ? new Cell("not looked at", Tone.Quiet)
        : new Cell($"{look.Verdict.Word()} {Moment.Age(look.At, now)}", look.Verdict.Tone());

    private static ImmutableArray<Cell> Row(ComponentState state, DriftRecord? look, DateTimeOffset now)
    {
        if (state.LastAttempt is not { } attempt)
        {
            return [state.Component, state.Environment, "", "", "", "", "", "", new Cell(Name(state), ToneOf(state))];
        }

        // Once it is gone, or may have changed, the version of what was there no longer means anything.
        var isGone = state.Presence is Presence.Destroyed or Presence.InDoubt;
        return
        [
            new Cell(state.Component, Tone.Strong),
            state.Environment,
            isGone ? "" : attempt.Started.Version.ToString(),
            isGone ? "" : attempt.Started.Set ?? "",
            isGone ? "" : attempt.Started.Digest.ShortText,
            Moment.Age(attempt.At, now),
            attempt.Started.Who,
            Drift(state, look, now),
            new Cell(Name(state), ToneOf(state)),
        ];
    }

    private static string? Note(ComponentState state) =>
        state.Presence is Presence.InDoubt { Because: var doubt }
            ? $"{Sentence(DoubtWriter.Write(state.Component, state.Environment, doubt))}; {Before(state)}. Deploy it again, or destroy it."
        : state.Presence is not Presence.Unknown { Because: var attempt } ? null
        : attempt.Outcome == AttemptOutcome.InProgress ? $"{Sentence(AttemptWriter.Write(attempt))}."
        : $"{Sentence(AttemptWriter.Write(attempt))}; {Before(state)}.";

    /// <summary>How a unit was left.</summary>
    private static string? UnitNote(UnitAttempt unit) =>
        unit.Outcome switch
        {
            AttemptOutcome.Succeeded => null,
            AttemptOutcome.InProgress => $"{Sentence(UnitAttemptWriter.Write(unit))}.",
            _ when UnitAttemptWriter.Members(unit) is { } members =>
                $"{Sentence(UnitAttemptWriter.Write(unit))}: {members}. Deploy it again; what is done is not repeated.",
            _ => $"{Sentence(UnitAttemptWriter.Write(unit))}. Deploy it again; what is done is not repeated.",
        };

    /// <summary>What to do about something that is there, and that no folder describes now.</summary>
    private static string? Undefined(ComponentState state, IReadOnlyCollection<string> components) =>
        !components.Contains(state.Component) && state.Member is { } there
            ? $"{state.Environment} has {there.Component} {there.Version}, and components/{there.Component} does not exist: "
                + $"restore the folder, or remove what is there: {CommandLine.Of("Destroy", [there.Component], state.Environment)} "
                + $"--version={there.Version}"
            : null;

    private static string Before(ComponentState state) =>
        state.LastDeployment is { } before
            ? $"before that, {before.Version} {before.Digest.ShortText} was deployed by run {before.Run}"
        : state.Presence is not Presence.InDoubt ? "it was never deployed before"
        : "no line that can be read says that it was ever deployed";

    private static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];

    private static string Name(ComponentState state) =>
        state.Presence switch
        {
            Presence.Deployed => "deployed",
            Presence.Destroyed => "destroyed",
            Presence.Unknown { Because.Outcome: AttemptOutcome.Failed } => "failed",
            Presence.Unknown { Because.Outcome: AttemptOutcome.Cancelled } => "cancelled",
            Presence.Unknown { Because.Outcome: AttemptOutcome.InProgress } => "in progress",
            Presence.Unknown => "interrupted",
            Presence.InDoubt => "unknown",
            _ => "nothing there",
        };

    private static Tone ToneOf(ComponentState state) =>
        state.Presence switch
        {
            Presence.Deployed => Tone.Good,
            Presence.Unknown { Because.Outcome: AttemptOutcome.Failed } => Tone.Bad,
            Presence.Unknown or Presence.InDoubt => Tone.Warning,
            _ => Tone.Quiet,
        };

    private static ComponentStatusPart Part(ComponentState state, bool isDefined, DriftRecord? look) =>
        new(
            state.Component,
            isDefined,
            state.Environment,
            Name(state).Replace(' ', '-'),
            state.LastAttempt is { } attempt ? AttemptPart.Of(attempt) : null,
            state.LastDeployment is { } deployment ? DeploymentPart.Of(deployment) : null,
            look is null ? null : DriftPart.Of(look)
        );
}
