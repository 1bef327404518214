using System.Text;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Changes;

/// <summary>
/// A report as Markdown: what failed first, then what is wrong, what is not known, what would change, what is affected, what ran and what was reused. Where it
/// must not be longer than a limit it is cut between rows and between messages, each part says how much is missing, and its first lines always are there.
/// </summary>
public sealed class ChangePage
{
    /// <summary>Room for the line that says what a part lacks.</summary>
    private const int RoomForNote = 400;

    private readonly ChangeReport _report;
    private readonly PageLimit _limit;
    private readonly StringBuilder _text = new();
    private int _left;

    private ChangePage(ChangeReport report, PageLimit limit) => (_report, _limit) = (report, limit);

    /// <summary>The page.</summary>
    /// <param name="report">The report; nothing in it is believed to be free of markup.</param>
    /// <param name="limit">How long the page may be; one of a few thousand at least, or it is longer.</param>
    public static string Text(ChangeReport report, PageLimit limit) => new ChangePage(report, limit).Write();

    /// <summary>The page as a comment, which is found again by its first line.</summary>
    public static string Comment(ChangeReport report, PageLimit limit)
    {
        var marker = $"{ChangeMarker.Of(report.Name)}\n";
        return marker + Text(report, limit with { Most = limit.Most - marker.Length });
    }

    private string Write()
    {
        var head = Head();
        _text.Append(head);
        _left = _limit.Most - _limit.Of(head);
        ChangePart[] parts = [.. ChangeParts.Of(_report)];
        for (var at = 0; at < parts.Length; at++)
        {
            Add(parts[at], isLast: at == parts.Length - 1);
        }

        return _text.ToString();
    }

    private string Head()
    {
        var what = char.ToUpperInvariant(_report.Name[0]) + _report.Name[1..];
        var text = new StringBuilder($"## {Harmless.Line($"{what} {_report.Verdict.Verb()}")}\n\n");
        text.Append($"{Harmless.Line(Sentence())}");
        text.Append(Link() is { } link ? $" [The job]({link}).\n" : "\n");
        return text.ToString();
    }

    private string Sentence()
    {
        var commits = _report.Base is { } before
            ? $"{ShortCommit.Text(_report.Head)}, compared with {ShortCommit.Text(before)}"
            : ShortCommit.Text(_report.Head);
        var affected =
            !_report.Everything.IsEmpty ? "everything is affected"
            : _report.Affected.IsEmpty ? "no component is affected"
            : $"{Prose.Count(_report.Affected.Length, "component")} {(_report.Affected.Length == 1 ? "is" : "are")} affected";
        var took = _report.Seconds > 0 ? $"; it took {Duration.Text(TimeSpan.FromSeconds(_report.Seconds))}" : "";
        return $"{commits}: {affected}{took}.";
    }

    /// <summary>A part gets at most half of what is left, so that every part has something on the page.</summary>
    private void Add(ChangePart part, bool isLast)
    {
        var title = $"\n### {part.Title}\n\n{part.Heading}";
        var room = (isLast ? _left : _left / 2) - _limit.Of(title) - RoomForNote;
        var fitting = PagePieces.Fitting(part.Pieces, room, _limit.Of, out var length);
        _text.Append(title).AppendJoin("", fitting);
        _left -= _limit.Of(title) + length;
        if (part.Pieces.Length - fitting.Count is > 0 and var missing)
        {
            var where = Link() is { } link ? $"[the log of the job]({link})" : "the log of the job";
            var note =
                $"\n**{missing} more** would make this page too long; {(missing == 1 ? "it is" : "they are")} in {where}.\n";
            _text.Append(note);
            _left -= _limit.Of(note);
        }
    }

    private string? Link() => HttpLink.Of(_report.Link);
}
