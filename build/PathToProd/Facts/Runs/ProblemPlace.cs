using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>Where a problem of a component is to be changed. What was rendered is in no repository, so nobody can change it there.</summary>
public static class ProblemPlace
{
    private const string Generated = "artifacts/";

    /// <summary>Whether a problem was seen in something that was made of the component's files.</summary>
    public static bool IsGenerated(Problem problem) =>
        problem.Where?.File.StartsWith(Generated, StringComparison.Ordinal) == true;

    /// <summary>The file that says what is made of a component.</summary>
    public static SourcePosition ManifestOf(string component) => new($"components/{component}/component.yaml");

    /// <summary>The same problem at a place that somebody can change; where it was seen is then a part of it.</summary>
    public static Problem InSources(string component, Problem problem) =>
        IsGenerated(problem)
            ? problem with
            {
                Where = ManifestOf(component),
                What = $"{problem.What}, in {problem.Where}",
            }
            : problem;
}
