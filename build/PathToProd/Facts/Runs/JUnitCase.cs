namespace PathToProd.Facts.Runs;

/// <summary>One stage of a component, as JUnit's readers see it.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record JUnitCase(string Name, TimeSpan Duration)
{
    public const string Failure = "failure";
    public const string Error = "error";
    public const string Skipped = "skipped";

    /// <summary>What became of it; null when it passed.</summary>
    public string? Element { get; init; }

    /// <summary>The outcome of the component, in one word.</summary>
    public string Type { get; init; } = "";

    /// <summary>The whole message; empty when it passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Notes, and where its log is.</summary>
    public string Output { get; init; } = "";

    public static JUnitCase Of(NodeResult node, StageResult stage)
    {
        var test = new JUnitCase(stage.Name, stage.Duration) { Output = OutputOf(stage) };
        return stage.Outcome switch
        {
            StageOutcome.Failed => test with
            {
                Element = ElementOf(node.Outcome),
                Type = OutcomeNames.Of(node.Outcome),
                Message = node.Error ?? $"{stage.Name} of {node.Component} {node.Outcome.Verb()}.",
            },
            StageOutcome.Skipped => test with
            {
                Element = Skipped,
                Message = stage.Note ?? "its own condition left it out",
            },
            _ => test,
        };
    }

    /// <summary>The end of a component that came to none of its stages.</summary>
    public static JUnitCase Of(NodeResult node, string target) =>
        new(target, TimeSpan.Zero)
        {
            Element = node.Outcome == NodeOutcome.NotRun ? Skipped : ElementOf(node.Outcome),
            Type = OutcomeNames.Of(node.Outcome),
            Message = node.Error ?? node.Reason ?? $"{node.Component} {node.Outcome.Verb()}.",
        };

    /// <summary>A step of what was done with the platform as a whole.</summary>
    public static JUnitCase Of(PlatformResult platform, StageResult step)
    {
        var test = new JUnitCase(step.Name, step.Duration) { Output = OutputOf(step) };
        return step.Outcome == StageOutcome.Failed
            ? test with
            {
                Element = ElementOf(platform.Outcome),
                Type = OutcomeNames.Of(platform.Outcome),
                Message = platform.Error ?? $"{step.Name} {platform.Outcome.Verb()}.",
            }
            : test;
    }

    /// <summary>The end of the whole, when it came to none of its steps.</summary>
    public static JUnitCase Of(PlatformResult platform, string target) =>
        new(target, TimeSpan.Zero)
        {
            Element = platform.Outcome == NodeOutcome.NotRun ? Skipped : ElementOf(platform.Outcome),
            Type = OutcomeNames.Of(platform.Outcome),
            Message = platform.Error ?? $"It {platform.Outcome.Verb()}.",
        };

    private static string ElementOf(NodeOutcome outcome) => outcome == NodeOutcome.Failed ? Failure : Error;

    private static string OutputOf(StageResult stage) =>
        string.Join(
            '\n',
            ((string?[])[stage.Note, stage.LogFile is null ? null : $"log: {stage.LogFile}"]).OfType<string>()
        );
}
