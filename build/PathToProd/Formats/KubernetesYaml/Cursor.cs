using System.Text;

namespace PathToProd.Formats.KubernetesYaml;

/// <summary>A place in a text that moves forward and knows its line and column. A byte order mark before it is not a part of it.</summary>
internal sealed class Cursor(string text)
{
    private int _index = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line;
    private int _column;

    public Mark Here => new(_index, _line, _column);

    public int Index => _index;

    public int Column => _column;

    public int Line => _line;

    public char Current => _index < text.Length ? text[_index] : Characters.End;

    public char Ahead(int count) => _index + count < text.Length ? text[_index + count] : Characters.End;

    public void Skip(int count = 1)
    {
        for (; count > 0 && _index < text.Length; count--)
        {
            _column += char.IsLowSurrogate(text[_index++]) ? 0 : 1;
        }
    }

    /// <summary>Goes past a line break and gives what it means: a line feed, unless it is one that YAML keeps.</summary>
    public string TakeBreak()
    {
        var kept = Current is '\u2028' or '\u2029' ? Current.ToString() : "\n";
        _index += Current == '\r' && Ahead(1) == '\n' ? 2 : 1;
        _line++;
        _column = 0;
        return kept;
    }

    public void SkipBlanks()
    {
        while (Characters.IsBlank(Current))
        {
            Skip();
        }
    }

    public void SkipToBreak()
    {
        while (!Characters.IsBreakOrEnd(Current))
        {
            Skip();
        }
    }

    /// <summary>Adds the next characters to a text, and goes past them.</summary>
    public void TakeTo(StringBuilder taken, int count = 1)
    {
        taken.Append(text, _index, Math.Min(count, text.Length - _index));
        Skip(count);
    }

    /// <summary>Whether a line of three dashes or dots begins here, which ends whatever is open.</summary>
    public bool IsAtDocumentMark() =>
        _column == 0
        && Current is '-' or '.'
        && Ahead(1) == Current
        && Ahead(2) == Current
        && Characters.IsBlankOrEnd(Ahead(3));

    /// <summary>The stream is over: whatever is open ends as if on a line of its own.</summary>
    public void EndLine()
    {
        if (_column != 0)
        {
            _column = 0;
            _line++;
        }
    }

    public string Slice(int from) => text[from.._index];

    public ReadOnlySpan<char> Slice(int from, int length) => text.AsSpan(from, length);
}
