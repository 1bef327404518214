using System.Text;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>
/// The summary of a run as Markdown: what failed and why, then a row for each component, what failed first. Where it must not be longer
/// than a limit it is cut between rows and between messages, and says what is not there; its first and its last lines always are.
/// </summary>
public sealed class RunPage
{
    /// <summary>Room for the two lines that say what was cut.</summary>
    private const int RoomForNotes = 1024;

    private readonly RunResult _result;
    private readonly TargetPhrasing _phrasing;
    private readonly string? _link;
    private readonly StringBuilder _text = new();

    private RunPage(RunResult result, string? link)
    {
        _result = result;
        _phrasing = TargetPhrasing.Of(result.Target, result.Environment);
        _link = link;
    }

    /// <summary>The page.</summary>
    /// <param name="result">What the run did.</param>
    /// <param name="mostBytes">How long it may be, in bytes of UTF-8; at least a few thousand, or it is longer. Default: any length.</param>
    /// <param name="link">Where all of it is, to which a page that was cut links; null if nowhere.</param>
    public static string Text(RunResult result, int mostBytes = int.MaxValue, string? link = null) =>
        new RunPage(result, link).Write(mostBytes);

    /// <summary>The page of a run that could not start.</summary>
    /// <param name="target">What was asked for.</param>
    /// <param name="environment">For which environment.</param>
    /// <param name="why">What is in its way.</param>
    public static string OfRefusal(RunTarget target, string environment, PlatformException why)
    {
        var word = why.ExitCode == ExitCode.Refused ? "was refused" : "could not start";
        var where = TargetPhrasing.Of(target, environment).Where;
        return $"## {MarkdownTable.Escape($"{target}{where}")} {word}\n\n{FencedText.Of(PagePieces.Short(Printable.Message(why.Message)))}";
    }

    private string Write(int mostBytes)
    {
        var nodes = RunSummary.MostUrgentFirst(_result.Nodes).ToArray();
        var foot = Foot();
        _text.Append($"## {MarkdownTable.Escape(Headline.Of(_result, _phrasing))}\n\n");
        var room = mostBytes - Bytes(_text.ToString()) - Bytes(foot) - RoomForNotes;
        var rows = PagePieces.Fitting(nodes.Select(Row), room / 2, Bytes, out var rowsLength);
        var failed = nodes.Where(node => node.Error is not null).ToArray();
        var messages = PagePieces.Fitting(failed.Select(Message), room - rowsLength, Bytes, out _);
        _text.AppendJoin("", messages);
        Note(failed.Length - messages.Count, "message", "messages");
        if (nodes.Length > 0)
        {
            _text.Append(new MarkdownTable("Component", "Version", "Outcome", "Stages", "Why").ToString());
            _text.AppendJoin("", rows).Append('\n');
            Note(nodes.Length - rows.Count, "component", "components");
        }

        if (_result.Plan is { } plan)
        {
            var pages = PagePieces.Fitting(
                PlanReport.Pages(plan),
                mostBytes - Bytes(_text.ToString()) - Bytes(foot) - RoomForNotes,
                Bytes,
                out _
            );
            _text.AppendJoin("", pages);
            Note(plan.Components.Length - pages.Count, "component of the plan", "components of the plan");
        }

        return _text.Append(foot).ToString();
    }

    private void Note(int missing, string one, string many)
    {
        if (missing > 0)
        {
            var where = _link is null ? $"`{_result.Logs}`" : $"[the log of the job]({_link})";
            _text.Append(
                $"**{missing} more {(missing == 1 ? one : many)}** would make this page too long; all of it is in {where}.\n\n"
            );
        }
    }

    private string Message(NodeResult node)
    {
        var message = PagePieces.Short(Printable.Message(node.Error!).Trim('\n'));
        var log = NodeSummary.LogOf(node) is { } file ? $"Log: `{file}`\n\n" : "";
        return $"### {Name(node)}: {MarkdownTable.Escape(NodeSummary.What(node, _phrasing))}\n\n{FencedText.Of(message)}\n{log}";
    }

    private string Row(NodeResult node)
    {
        var stages = node.Stages.Where(stage => stage.Outcome != StageOutcome.Skipped).Select(Stage);
        string[] cells =
        [
            MarkdownTable.Escape(node.Component),
            MarkdownTable.Escape(node.Version.ToString()),
            OutcomeNames.Of(node.Outcome).Replace('-', ' '),
            string.Join(", ", stages),
            MarkdownTable.Escape(node.Reason ?? ""),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Stage(StageResult stage)
    {
        var how = stage.Outcome switch
        {
            StageOutcome.Unchanged => "unchanged",
            StageOutcome.Failed => $"failed after {Duration.Text(stage.Duration)}",
            _ => Duration.Text(stage.Duration),
        };
        return $"{MarkdownTable.Escape(stage.Name)} {how}";
    }

    private string Foot()
    {
        var foot = new StringBuilder();
        foreach (var unit in UnitSummary.Lines(_result, _phrasing))
        {
            foot.Append($"- {MarkdownTable.Escape(unit)}\n");
        }

        foreach (var line in _result.Platform is { } platform ? PlatformSummary.Lines(_result, platform) : [])
        {
            foot.Append($"- {MarkdownTable.Escape(line)}\n");
        }

        Say(
            "Critical path",
            _result.CriticalPath is { } path ? MarkdownTable.Escape(path.Text(_result.Duration)) : null
        );
        Say("Plan", _result.Plan is { } plan ? MarkdownTable.Escape(PlanReport.Line(plan, _result.PlanFile)) : null);
        Say("Logs", _result.Logs.Length > 0 ? $"`{_result.Logs}`" : null);
        Say("Ledger", _result.Ledger is { } ledger ? $"`{ledger}`" : null);
        foreach (var step in NextStep.Anywhere(_result))
        {
            Say("Next", $"`{step.Command}` {MarkdownTable.Escape(step.Why)}");
        }

        return foot.ToString();

        void Say(string what, string? text) => foot.Append(text is null ? "" : $"- {what}: {text}\n");
    }

    private static string Name(NodeResult node) => MarkdownTable.Escape($"{node.Component} {node.Version}");

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
