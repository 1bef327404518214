using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>One component of a run, as JUnit's readers see it.</summary>
/// <param name="Name">The component.</param>
/// <param name="Class">What stands before the names of its stages.</param>
/// <param name="Cases">Its stages.</param>
internal sealed record JUnitSuite(string Name, string Class, ImmutableArray<JUnitCase> Cases)
{
    public TimeSpan Duration => Cases.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Duration);

    public ImmutableArray<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>A run that did not start has no components, only a reason.</summary>
    public static JUnitSuite NotStarted(RunResult result, string error) =>
        new(
            result.Target.Name,
            result.Environment,
            [
                new JUnitCase(result.Target.Name, TimeSpan.Zero)
                {
                    Element = result.ExitCode == ExitCode.Failed ? JUnitCase.Failure : JUnitCase.Error,
                    Type = OutcomeNames.Of(NodeOutcomes.Of(result.ExitCode)),
                    Message = error,
                },
            ]
        );

    public static JUnitSuite Of(RunResult result, NodeResult node)
    {
        var cases = node.Stages.Select(stage => JUnitCase.Of(node, stage)).ToImmutableArray();
        // What was refused or given up before its first stage still has an end that someone has to read.
        if (!node.Outcome.IsSuccess() && cases.All(one => one.Element is not (JUnitCase.Failure or JUnitCase.Error)))
        {
            cases = cases.Add(JUnitCase.Of(node, result.Target.Name));
        }

        return new JUnitSuite(node.Component, $"{result.Environment}.{node.Component}", cases)
        {
            Properties =
            [
                ("run", result.Run.Text),
                ("version", node.Version.ToString()),
                ("outcome", OutcomeNames.Of(node.Outcome)),
                .. Some("digest", node.Digest?.ToString()),
                .. Some("reason", node.Reason),
                .. Some("resumption", node.Resumption),
            ],
        };
    }

    /// <summary>What was done with the platform as a whole.</summary>
    public static JUnitSuite Of(RunResult result, PlatformResult platform)
    {
        var cases = platform.Steps.Select(step => JUnitCase.Of(platform, step)).ToImmutableArray();
        return new JUnitSuite(
            PlatformResult.Name,
            $"{result.Environment}.{PlatformResult.Name}",
            platform.Outcome.IsSuccess() || cases.Any(one => one.Element is not null)
                ? cases
                : cases.Add(JUnitCase.Of(platform, result.Target.Name))
        )
        {
            Properties = [("run", result.Run.Text), ("outcome", OutcomeNames.Of(platform.Outcome))],
        };
    }

    private static (string, string)[] Some(string name, string? value) => value is null ? [] : [(name, value)];
}
