using System.Text.Json.Serialization;
using PathToProd.Text;

namespace PathToProd.Facts.Changes;

/// <summary>Something that is wrong, most often at a place in a file.</summary>
/// <param name="File">The file, relative to the root; null when it is in none.</param>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Column">The column, from 1; 0 for the whole line.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record ChangeProblem(string? File, int Line, int Column, string What, string Fix)
{
    /// <summary>The same of a problem of the input.</summary>
    public static ChangeProblem Of(Problem problem) =>
        new(problem.Where?.File, problem.Where?.Line ?? 0, problem.Where?.Column ?? 0, problem.What, problem.Fix);

    /// <summary>The problem as it is written everywhere: <c>file(line,column): what; how to fix</c>.</summary>
    [JsonIgnore]
    public Problem Problem => new(File is null ? null : new SourcePosition(File, Line, Column), What, Fix);
}
