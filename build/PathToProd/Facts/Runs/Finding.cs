using System.Collections.Immutable;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>Something that is wrong, as tools for code review list it: by a rule, at a place.</summary>
/// <param name="Rule">What it breaks: <c>file</c>, <c>policy/no-latest-tag</c>, <c>stage/test</c>.</param>
/// <param name="Text">What is wrong, and how to fix it.</param>
/// <param name="Where">The file to change; null when it is in none.</param>
public sealed record Finding(string Rule, string Text, SourcePosition? Where)
{
    /// <summary>Where it was seen, if not where it is to be changed: in what a component renders. Null, the default, for nowhere else.</summary>
    public SourcePosition? Seen { get; init; }

    /// <summary>The rule of what is wrong in files.</summary>
    public const string FileRule = "file";

    private const string PolicyRule = "policy/";
    private const string StageRule = "stage/";

    /// <summary>What its rule demands, as a sentence.</summary>
    public string Meaning =>
        Rule.StartsWith(PolicyRule, StringComparison.Ordinal)
            ? Policy.All.GetValueOrDefault(Rule[PolicyRule.Length..])?.Meaning ?? "A policy of the platform's own."
        : Rule.StartsWith(StageRule, StringComparison.Ordinal) ? "Every stage of a component passes."
        : "The files of a platform are right, and fit together.";

    /// <summary>What is wrong, of files and of what is in none.</summary>
    public static ImmutableArray<Finding> Of(IEnumerable<Problem> problems) =>
        [.. problems.Select(problem => new Finding(FileRule, $"{problem.What}; {problem.Fix}", problem.Where))];

    /// <summary>What a run found wrong: the problems of each component that failed, or else its failure.</summary>
    public static ImmutableArray<Finding> Of(IEnumerable<NodeResult> nodes) =>
        [.. nodes.Where(node => node.Error is not null).SelectMany(Of)];

    private static string RuleOf(Problem problem) => problem.Policy is { } policy ? PolicyRule + policy : FileRule;

    private static IEnumerable<Finding> Of(NodeResult node)
    {
        var manifest = ProblemPlace.ManifestOf(node.Component);
        return node.Problems.IsEmpty
            ?
            [
                new Finding(
                    StageRule + (node.Stages is [.., { Name: var stage }] ? stage.ToLowerInvariant() : "any"),
                    node.Error!,
                    manifest
                ),
            ]
            : node.Problems.Select(problem =>
                problem.Policy is not null || ProblemPlace.IsGenerated(problem)
                    ? new Finding(RuleOf(problem), $"{problem.What}; {problem.Fix}", manifest) { Seen = problem.Where }
                    : Of([problem])[0]
            );
    }
}
