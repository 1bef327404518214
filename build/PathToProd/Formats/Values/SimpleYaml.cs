using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>
/// Reads the YAML that nearly every manifest is: block maps and lists, and on one line plain and quoted text and flow
/// maps and lists. Whatever else a text holds, or whatever is wrong with it, is for the whole reader: this one then gives
/// no answer. When it gives one, it is the whole reader's, to the last position; a test holds them against each other.
/// </summary>
/// <remarks>
/// It exists for platforms of thousands of components, and for the start of every run: the whole parser takes twenty
/// times as long for each file, and a tenth of a second before the first.
/// </remarks>
internal sealed class SimpleYaml
{
    private const int MaxLength = 64 * 1024;
    private const int MaxDepth = 20;
    private const int MaxKeyLength = 128;
    private const int End = -1;

    private readonly string _file;
    private readonly string _text;
    private int _at;
    private int _line;
    private int _lineStart;
    private int _depth;

    /// <summary>The indentation of the line at which reading stands, or <see cref="End"/>.</summary>
    private int _indent;

    private SimpleYaml(string file, string text) => (_file, _text) = (file, text);

    private SourcePosition Here => new(_file, _line, _at - _lineStart + 1);

    private char Current => _at < _text.Length ? _text[_at] : '\n';

    private char Following => _at + 1 < _text.Length ? _text[_at + 1] : '\n';

    /// <summary>The document that a text holds; null when it needs the whole reader.</summary>
    public static ValueNode? Read(string file, string text) =>
        text.Length <= MaxLength && IsSimple(text) ? new SimpleYaml(file, text).Document() : null;

    /// <summary>No tabs, no carriage returns, and nothing that some reader takes for a line break or for two characters.</summary>
    private static bool IsSimple(string text)
    {
        foreach (var c in text)
        {
            if (c is not (>= ' ' and <= '~' or '\n'))
            {
                return false;
            }
        }

        return true;
    }

    private ValueNode.Map? Document()
    {
        if (!NextLine(from: 0))
        {
            return null;
        }

        if (_indent == End)
        {
            return new ValueNode.Map(new SourcePosition(_file, 1, 1), []);
        }

        return _indent == 0 && BlockMap(0) is { } map && _indent == End ? map : null;
    }

    /// <summary>Goes to the next line that is neither empty nor a comment. False at what belongs to no simple document.</summary>
    private bool NextLine(int from)
    {
        var at = from;
        while (at < _text.Length)
        {
            _line++;
            _lineStart = at;
            while (at < _text.Length && _text[at] == ' ')
            {
                at++;
            }

            if (at < _text.Length && _text[at] is not ('\n' or '#'))
            {
                _at = at;
                _indent = at - _lineStart;
                return _indent > 0 || !IsMark(at);
            }

            var end = _text.AsSpan(at).IndexOf('\n');
            at = end < 0 ? _text.Length : at + end + 1;
        }

        _indent = End;
        return true;
    }

    private bool IsMark(int at) =>
        _text[at] == '%'
        || string.CompareOrdinal(_text, at, "---", 0, 3) == 0
        || string.CompareOrdinal(_text, at, "...", 0, 3) == 0;

    /// <summary>Goes on after what ended on this line, if nothing but a comment follows there.</summary>
    private bool EndLine(int indent)
    {
        var start = _at;
        SkipSpaces();
        if (Current == '#' && _at > start)
        {
            var end = _text.AsSpan(_at).IndexOf('\n');
            _at = end < 0 ? _text.Length : _at + end;
        }

        // What is indented further would belong to what ended here.
        return Current == '\n' && NextLine(Math.Min(_at + 1, _text.Length)) && _indent <= indent;
    }

    private ValueNode.Map? BlockMap(int indent)
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var where = Here;
        var entries = new EntryList();
        do
        {
            var keyWhere = Here;
            if (Key() is not { } key || BlockValue(indent) is not { } value || !entries.TryAdd(key, keyWhere, value))
            {
                return null;
            }
        } while (_indent == indent);

        _depth--;
        return _indent < indent ? new ValueNode.Map(where, entries.ToImmutable()) : null;
    }

    private ValueNode? BlockValue(int indent)
    {
        var empty = Here;
        var start = _at;
        SkipSpaces();
        if (Current != '\n' && (Current != '#' || _at == start))
        {
            return Inline(inFlow: false) is { } value && EndLine(indent) ? value : null;
        }

        _at = start;
        if (!EndLine(int.MaxValue))
        {
            return null;
        }

        return _indent <= indent ? new ValueNode.Scalar(empty, "", ScalarKind.Nothing) { TextOffset = 0 }
            : IsItem() ? BlockList(_indent)
            : BlockMap(_indent);
    }

    private ValueNode.List? BlockList(int indent)
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var where = Here;
        var items = new List<ValueNode>();
        do
        {
            if (!IsItem() || BlockItem(indent) is not { } item)
            {
                return null;
            }

            items.Add(item);
        } while (_indent == indent);

        _depth--;
        return _indent < indent ? new ValueNode.List(where, [.. items]) : null;
    }

    private ValueNode? BlockItem(int indent)
    {
        _at++;
        SkipSpaces();
        var start = _at;
        var isMap = Key() is not null;
        _at = start;
        if (isMap)
        {
            return BlockMap(_at - _lineStart);
        }

        return Inline(inFlow: false) is { } item && EndLine(indent) ? item : null;
    }

    private bool IsItem() => Current == '-' && Following == ' ';

    /// <summary>A plain key and its colon; null if none, or one that some reader might read differently.</summary>
    private string? Key()
    {
        var start = _at;
        if (!char.IsAsciiLetterOrDigit(Current) && Current is not ('_' or '/' or '.'))
        {
            return null;
        }

        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '/' or '.' or '-')
        {
            _at++;
        }

        if (Current != ':' || Following is not (' ' or '\n') || _at - start > MaxKeyLength)
        {
            return null;
        }

        var key = _text[start.._at];
        _at++;
        return PlainScalar.TrapIn(key) is null ? key : null;
    }

    private ValueNode? Inline(bool inFlow) =>
        Current switch
        {
            '"' or '\'' => Quoted(),
            '{' => FlowMap(),
            '[' => FlowList(),
            _ => Plain(inFlow),
        };

    private ValueNode.Scalar? Quoted()
    {
        var where = Here;
        var quote = Current;
        var length = _text.AsSpan(_at + 1).IndexOfAny(quote, '\\', '\n');
        if (length < 0 || _text[_at + 1 + length] != quote)
        {
            return null;
        }

        var text = _text.Substring(_at + 1, length);
        _at += length + 2;
        return Current == quote ? null : new ValueNode.Scalar(where, text, ScalarKind.Text) { TextOffset = 1 };
    }

    private ValueNode.Scalar? Plain(bool inFlow)
    {
        var isStart =
            char.IsAsciiLetterOrDigit(Current)
            || Current is '_' or '/' or '.' or '~' or '^' or '<' or '=' or '+' or '('
            || Current == '-' && char.IsAsciiLetterOrDigit(Following);
        if (!isStart)
        {
            return null;
        }

        var where = Here;
        var start = _at;
        var end = _at;
        for (; Current != '\n'; _at++)
        {
            if (inFlow && Current is ',' or '}' or ']' || Current == '#' && _text[_at - 1] == ' ')
            {
                break;
            }

            if (inFlow && Current is ':' or '?' or '{' or '[' || Current == ':' && Following is ' ' or '\n')
            {
                return null;
            }

            end = Current == ' ' ? end : _at + 1;
        }

        _at = end;
        var text = _text[start..end];
        return PlainScalar.TrapIn(text) is null
            ? new ValueNode.Scalar(where, text, PlainScalar.KindOf(text)) { TextOffset = 0 }
            : null;
    }

    private ValueNode.Map? FlowMap()
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var where = Here;
        var entries = new EntryList();
        if (!IsEmptyFlow('}'))
        {
            do
            {
                SkipSpaces();
                var keyWhere = Here;
                if (Key() is not { } key || FlowValue() is not { } value || !entries.TryAdd(key, keyWhere, value))
                {
                    return null;
                }
            } while (Take(','));
        }

        _depth--;
        return Take('}') ? new ValueNode.Map(where, entries.ToImmutable()) : null;
    }

    private ValueNode.List? FlowList()
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var where = Here;
        var items = new List<ValueNode>();
        if (!IsEmptyFlow(']'))
        {
            do
            {
                if (FlowValue() is not { } item)
                {
                    return null;
                }

                items.Add(item);
            } while (Take(','));
        }

        _depth--;
        return Take(']') ? new ValueNode.List(where, [.. items]) : null;
    }

    private ValueNode? FlowValue()
    {
        SkipSpaces();
        return Inline(inFlow: true);
    }

    private bool IsEmptyFlow(char close)
    {
        _at++;
        SkipSpaces();
        return Current == close;
    }

    private bool Take(char c)
    {
        SkipSpaces();
        if (Current != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (Current == ' ')
        {
            _at++;
        }
    }

    /// <summary>The entries of a map, of which no two have the same key.</summary>
    private sealed class EntryList
    {
        private const int Few = 12;

        private readonly List<MapEntry> _entries = [];
        private HashSet<string>? _keys;

        public bool TryAdd(string key, SourcePosition where, ValueNode value)
        {
            if (IsThere(key))
            {
                return false;
            }

            _entries.Add(new MapEntry(key, where, value));
            _keys?.Add(key);
            return true;
        }

        public ImmutableArray<MapEntry> ToImmutable() => [.. _entries];

        private bool IsThere(string key)
        {
            if (_entries.Count > Few)
            {
                _keys ??= new HashSet<string>(_entries.ConvertAll(entry => entry.Key), StringComparer.Ordinal);
                return _keys.Contains(key);
            }

            foreach (var entry in _entries)
            {
                if (entry.Key == key)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
