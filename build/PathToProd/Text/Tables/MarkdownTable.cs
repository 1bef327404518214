using System.Text;

namespace PathToProd.Text.Tables;

/// <summary>A table as GitHub's Markdown writes it.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    public MarkdownTable(params IReadOnlyCollection<string> heading)
    {
        Add(heading);
        Add([.. heading.Select(_ => "---")]);
    }

    public void Add(params IReadOnlyCollection<string> cells) =>
        _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public override string ToString() => _text.ToString();

    /// <summary>A text to show as it is, on one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in Printable.Line(text))
        {
            _ = letter is '|' or '\\' or '*' or '_' or '`' or '<' or '[' or ']' ? escaped.Append('\\') : escaped;
            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
