using System.Runtime.CompilerServices;
using System.Text;

namespace PathToProd.Formats.Yaml;

/// <summary>A place in a text that moves forward and knows its line and column. A byte order mark before it is not a part of it.</summary>
internal sealed class Cursor(string text)
{
    /// <summary>Whether each character is a column: no two of them are one.</summary>
    private readonly bool _isNarrow = !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private int _index = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line;
    private int _column;

    public Mark Here => new(_index, _line, _column);

    public int Index => _index;

    public int Column => _column;

    public int Line => _line;

    public char Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _index < text.Length ? text[_index] : Characters.End;
    }

    /// <summary>All that follows, with the current character.</summary>
    public ReadOnlySpan<char> Rest => text.AsSpan(_index);

    public char Ahead(int count) => _index + count < text.Length ? text[_index + count] : Characters.End;

    /// <summary>Goes past characters, none of which is a line break.</summary>
    public void Skip(int count = 1)
    {
        var from = _index;
        _index = Math.Min(_index + count, text.Length);
        _column += _index - from;
        if (!_isNarrow)
        {
            foreach (var c in text.AsSpan(from, _index - from))
            {
                _column -= char.IsLowSurrogate(c) ? 1 : 0;
            }
        }
    }

    public void SkipSpaces()
    {
        var from = _index;
        while (_index < text.Length && text[_index] == ' ')
        {
            _index++;
        }

        _column += _index - from;
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
        var length = Rest.IndexOfAny("\n\r\u0085\u2028\u2029");
        Skip(length < 0 ? text.Length - _index : length);
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
