namespace PathToProd.Facts.Runs;

/// <summary>Outcomes as journals write them. The names are part of the format: they never change.</summary>
internal static class OutcomeNames
{
    public static string Of(StageOutcome outcome) =>
        outcome switch
        {
            StageOutcome.Done => "done",
            StageOutcome.Unchanged => "unchanged",
            StageOutcome.Skipped => "skipped",
            _ => "failed",
        };

    public static StageOutcome Stage(string name) =>
        name switch
        {
            "done" => StageOutcome.Done,
            "unchanged" => StageOutcome.Unchanged,
            "skipped" => StageOutcome.Skipped,
            "failed" => StageOutcome.Failed,
            _ => throw new FormatException($"has an outcome \"{name}\", which is not known"),
        };

    public static string Of(NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Done => "done",
            NodeOutcome.Unchanged => "unchanged",
            NodeOutcome.Refused => "refused",
            NodeOutcome.WrongInput => "wrong-input",
            NodeOutcome.Cancelled => "cancelled",
            NodeOutcome.NotRun => "not-run",
            _ => "failed",
        };

    public static NodeOutcome Node(string name) =>
        name switch
        {
            "done" => NodeOutcome.Done,
            "unchanged" => NodeOutcome.Unchanged,
            "refused" => NodeOutcome.Refused,
            "wrong-input" => NodeOutcome.WrongInput,
            "cancelled" => NodeOutcome.Cancelled,
            "not-run" => NodeOutcome.NotRun,
            "failed" => NodeOutcome.Failed,
            _ => throw new FormatException($"has an outcome \"{name}\", which is not known"),
        };
}
