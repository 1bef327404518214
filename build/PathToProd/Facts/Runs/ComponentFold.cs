using System.Collections.Immutable;
using System.Text;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>
/// What a CI system shows of a component that has ended: its logs, folded when all went well and open when not. It is one piece, written
/// when all of it is known, so that components that run at once never mix inside a fold.
/// </summary>
/// <param name="host">The system.</param>
/// <param name="target">What was run.</param>
/// <param name="environment">For which environment.</param>
/// <param name="style">How tones are shown.</param>
/// <param name="lines">Says what comes before each line.</param>
public sealed class ComponentFold(CiHost host, RunTarget target, string environment, Style style, StageLine lines)
{
    private readonly TargetPhrasing _phrasing = TargetPhrasing.Of(target, environment);

    /// <summary>The text, with a line break at its end; empty for a component of which there is no log.</summary>
    /// <param name="node">What the component did.</param>
    /// <param name="logs">The end of the log of each of its stages that has one.</param>
    /// <param name="section">A name that no other fold of the output has.</param>
    /// <param name="start">When the component started.</param>
    /// <param name="end">When it ended.</param>
    public string Text(
        NodeResult node,
        ImmutableArray<LogEnd> logs,
        string section,
        DateTimeOffset start,
        DateTimeOffset end
    )
    {
        if (logs.IsEmpty)
        {
            return "";
        }

        var isFolded = node.Outcome.IsSuccess();
        var header = $"{node.Component} {node.Version}  {NodeSummary.What(node, _phrasing)}";
        var text = new StringBuilder();
        text.Append(First(header, isFolded, section, start, NodeSummary.ToneOf(node.Outcome))).Append('\n');
        foreach (var log in logs)
        {
            Write(text, node.Component, log);
        }

        if (Last(isFolded, section, end) is { } last)
        {
            text.Append(last).Append('\n');
        }

        return text.ToString();
    }

    // GitHub shows every group folded, so what failed is not in one.
    private string First(string header, bool isFolded, string section, DateTimeOffset start, Tone tone) =>
        host switch
        {
            CiHost.GitHub when isFolded => WorkflowCommands.Group(header),
            CiHost.GitLab => GitLabSection.Start(section, start, style.Show(header, tone), isFolded),
            _ => style.Show(header, tone),
        };

    private string? Last(bool isFolded, string section, DateTimeOffset end) =>
        host switch
        {
            CiHost.GitHub when isFolded => WorkflowCommands.EndGroup,
            CiHost.GitLab => GitLabSection.End(section, end),
            _ => null,
        };

    private string Shown(string line)
    {
        var shown = Printable.Line(line.Replace('\t', ' '));
        return host == CiHost.GitHub ? CommandGuard.Harmless(shown) : shown;
    }

    private void Write(StringBuilder text, string component, LogEnd log)
    {
        var prefix = lines.Prefix(component);
        text.Append(prefix).Append(style.Show($"{log.Stage}:", Tone.Strong)).Append('\n');
        if (log.IsCut)
        {
            text.Append(prefix).Append(style.Show($"... what came before is in {log.File}", Tone.Quiet)).Append('\n');
        }

        foreach (var line in log.Lines)
        {
            text.Append(prefix).Append(Shown(line)).Append('\n');
        }
    }
}
