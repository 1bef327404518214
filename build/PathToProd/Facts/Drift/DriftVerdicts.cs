using PathToProd.Text.Tables;

namespace PathToProd.Facts.Drift;

/// <summary>How verdicts are shown.</summary>
public static class DriftVerdicts
{
    /// <summary>The word for it.</summary>
    public static string Word(this DriftVerdict verdict) =>
        verdict switch
        {
            DriftVerdict.None => "none",
            DriftVerdict.Drifted => "drifted",
            DriftVerdict.NothingThere => "nothing there",
            _ => "unknown",
        };

    /// <summary>What it means.</summary>
    public static Tone Tone(this DriftVerdict verdict) =>
        verdict switch
        {
            DriftVerdict.None => Text.Tables.Tone.Good,
            DriftVerdict.Drifted => Text.Tables.Tone.Bad,
            DriftVerdict.NothingThere => Text.Tables.Tone.Quiet,
            _ => Text.Tables.Tone.Warning,
        };
}
