using System.Collections.Immutable;

namespace PathToProd.Model.Charts;

/// <summary>Something that <c>helm lint</c> found.</summary>
/// <param name="IsError">Whether Helm calls it an error, and not a warning.</param>
/// <param name="Text">What it found, in one line: <c>templates/web.yaml: object name does not conform...</c></param>
public sealed record LintFinding(bool IsError, string Text)
{
    private const string Information = "[INFO] ";
    private const string Warning = "[WARNING] ";
    private const string Error = "[ERROR] ";

    /// <summary>The lines that Helm printed of it.</summary>
    public ImmutableArray<string> Lines { get; init; } = [Text];

    /// <summary>Whether it is the same finding.</summary>
    public bool Equals(LintFinding? other) => other?.IsError == IsError && other.Text == Text;

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>As Helm writes it.</summary>
    public override string ToString() => (IsError ? Error : Warning) + Text;

    /// <summary>
    /// The errors and warnings in what <c>helm lint</c> printed. Helm 3 and 4 mark each in front; what follows without a mark
    /// belongs to it, such as the lines of a template's error.
    /// </summary>
    public static ImmutableArray<LintFinding> Of(string output)
    {
        var findings = ImmutableArray.CreateBuilder<LintFinding>();
        var isOpen = false;
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Marked(line, Error) is { } error)
            {
                findings.Add(new LintFinding(IsError: true, error));
                isOpen = true;
            }
            else if (Marked(line, Warning) is { } warning)
            {
                findings.Add(new LintFinding(IsError: false, warning));
                isOpen = true;
            }
            else if (
                Marked(line, Information) is not null
                || line.StartsWith("==>", StringComparison.Ordinal)
                || line.StartsWith("Error: ", StringComparison.Ordinal)
                || line.EndsWith("chart(s) failed", StringComparison.Ordinal)
            )
            {
                isOpen = false;
            }
            else if (isOpen)
            {
                findings[^1] = findings[^1] with
                {
                    Text = $"{findings[^1].Text} {line}",
                    Lines = findings[^1].Lines.Add(line),
                };
            }
        }

        return findings.ToImmutable();
    }

    private static string? Marked(string line, string mark) =>
        line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..] : null;
}
