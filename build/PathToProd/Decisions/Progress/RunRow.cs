using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Progress;

/// <summary>A row of the table of a run.</summary>
/// <param name="Component">The component.</param>
/// <param name="Stage">The stage that runs, else how the component ended.</param>
/// <param name="Time">How long it has been running, or ran.</param>
/// <param name="Left">How long it will still run.</param>
/// <param name="Line">What its tools printed last, or what it waits for.</param>
/// <param name="Tone">How it goes.</param>
internal sealed record RunRow(
    string Component,
    string Stage,
    string Time,
    string Left,
    string Line,
    Tone Tone = Tone.Normal
);
