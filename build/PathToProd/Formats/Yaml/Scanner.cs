namespace PathToProd.Formats.Yaml;

/// <summary>
/// Splits a text into tokens as the YAML 1.1 library of kubectl and Helm (go-yaml v2, a port of libyaml) does: a token is
/// made when it is asked for, and a key is known when its colon is seen. The rules are that library's and not those of
/// the specification: what is refused here is refused there, and what is read, is read alike.
/// </summary>
internal sealed class Scanner(string text)
{
    private readonly Cursor _cursor = new(text);
    private readonly List<Token> _waiting = [];
    private readonly List<SimpleKey?> _keys = [null];
    private readonly List<int> _indents = [];

    /// <summary>How many of those that wait are taken already.</summary>
    private int _first;
    private int _taken;
    private int _indent = -1;
    private bool _isKeyAllowed = true;
    private bool _isOver;

    /// <summary>The kind of the next token, once it is known that none comes before it.</summary>
    private TokenKind? _next;

    private int FlowLevel => _keys.Count - 1;

    private bool IsInFlow => FlowLevel > 0;

    /// <summary>What the next token is.</summary>
    public TokenKind NextKind => _next ??= Find();

    /// <summary>Where the next token begins.</summary>
    public Mark NextStart
    {
        get
        {
            _ = NextKind;
            return _waiting[_first].Start;
        }
    }

    public Token Take()
    {
        _ = NextKind;
        var token = _waiting[_first];
        if (token.Kind != TokenKind.StreamEnd)
        {
            _next = null;
            _taken++;
            if (++_first == _waiting.Count)
            {
                _waiting.Clear();
                _first = 0;
            }
        }

        return token;
    }

    private TokenKind Find()
    {
        while (!_isOver && (_first == _waiting.Count || MayBecomeKey()))
        {
            Fetch();
        }

        return _waiting[_first].Kind;
    }

    /// <summary>Whether the first token that waits may be the beginning of a key, so that a token must come before it.</summary>
    private bool MayBecomeKey()
    {
        for (var level = 0; level < _keys.Count; level++)
        {
            if (_keys[level] is { } key && key.Token == _taken && IsStillPossible(key))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsStillPossible(SimpleKey key) =>
        !key.IsStale(_cursor) || (key.IsRequired ? throw key.Missing() : false);

    private void Fetch()
    {
        SkipToToken();
        Unroll(_cursor.Column);
        var c = _cursor.Current;
        var next = _cursor.Ahead(1);
        var isFlow = IsInFlow;
        if (c == Characters.End)
        {
            FetchEnd();
        }
        else if (_cursor.Column == 0 && c == '%')
        {
            EndDocumentParts();
            Add(Directives.Scan(_cursor));
        }
        else if (_cursor.IsAtDocumentMark())
        {
            EndDocumentParts();
            AddIndicator(c == '-' ? TokenKind.DocumentStart : TokenKind.DocumentEnd, length: 3);
        }
        else if (c is '[' or '{')
        {
            OpenFlow(c == '[' ? TokenKind.FlowListStart : TokenKind.FlowMapStart);
        }
        else if (c is ']' or '}')
        {
            CloseFlow(c == ']' ? TokenKind.FlowListEnd : TokenKind.FlowMapEnd);
        }
        else if (c == ',')
        {
            ForgetKey();
            _isKeyAllowed = true;
            AddIndicator(TokenKind.FlowEntry);
        }
        else if (c == '-' && Characters.IsBlankOrEnd(next))
        {
            FetchBlockEntry();
        }
        else if (c == '?' && (isFlow || Characters.IsBlankOrEnd(next)))
        {
            FetchKey();
        }
        else if (c == ':' && (isFlow || Characters.IsBlankOrEnd(next)))
        {
            FetchValue();
        }
        else if (c is '*' or '&' or '!')
        {
            SaveKey();
            _isKeyAllowed = false;
            Add(c == '!' ? Tags.Scan(_cursor) : Anchors.Scan(_cursor));
        }
        else if (c is '|' or '>' && !isFlow)
        {
            ForgetKey();
            _isKeyAllowed = true;
            Add(BlockText.Scan(_cursor, _indent));
        }
        else if (c is '\'' or '"')
        {
            SaveKey();
            _isKeyAllowed = false;
            Add(QuotedText.Scan(_cursor));
        }
        else if (PlainText.CanBegin(c, next, isFlow))
        {
            SaveKey();
            Add(PlainText.Scan(_cursor, isFlow, _indent, out _isKeyAllowed));
        }
        else
        {
            throw CannotBegin(c);
        }
    }

    private YamlSyntaxException CannotBegin(char c) =>
        c == '\t'
            ? Fault("a tab is where only spaces are allowed", "indent with spaces")
            : Fault($"nothing can begin with {c}", "put the text in quotes");

    private void SkipToToken()
    {
        while (true)
        {
            _cursor.SkipSpaces();
            while ((IsInFlow || !_isKeyAllowed) && _cursor.Current == '\t')
            {
                _cursor.Skip();
                _cursor.SkipSpaces();
            }

            if (_cursor.Current == '#')
            {
                _cursor.SkipToBreak();
            }

            if (!Characters.IsBreak(_cursor.Current))
            {
                return;
            }

            _cursor.TakeBreak();
            _isKeyAllowed |= !IsInFlow;
        }
    }

    private void FetchEnd()
    {
        _cursor.EndLine();
        EndDocumentParts();
        Add(new Token(TokenKind.StreamEnd, _cursor.Here, _cursor.Index));
        _isOver = true;
    }

    private void EndDocumentParts()
    {
        Unroll(-1);
        ForgetKey();
        _isKeyAllowed = false;
    }

    private void OpenFlow(TokenKind kind)
    {
        SaveKey();
        _keys.Add(null);
        _isKeyAllowed = true;
        AddIndicator(kind);
    }

    private void CloseFlow(TokenKind kind)
    {
        ForgetKey();
        if (IsInFlow)
        {
            _keys.RemoveAt(_keys.Count - 1);
        }

        _isKeyAllowed = false;
        AddIndicator(kind);
    }

    private void FetchBlockEntry()
    {
        if (!IsInFlow)
        {
            if (!_isKeyAllowed)
            {
                throw Fault(
                    "a list's item cannot begin here",
                    "put it on a line of its own, or the text that begins with - in quotes"
                );
            }

            Roll(TokenKind.BlockListStart, _cursor.Here, _waiting.Count);
        }

        ForgetKey();
        _isKeyAllowed = true;
        AddIndicator(TokenKind.BlockEntry);
    }

    private void FetchKey()
    {
        if (!IsInFlow)
        {
            if (!_isKeyAllowed)
            {
                throw Fault("a key cannot begin here", "put the text that holds ? in quotes");
            }

            Roll(TokenKind.BlockMapStart, _cursor.Here, _waiting.Count);
        }

        ForgetKey();
        _isKeyAllowed = !IsInFlow;
        AddIndicator(TokenKind.Key);
    }

    private void FetchValue()
    {
        if (_keys[^1] is { } key && IsStillPossible(key))
        {
            var place = key.Token - _taken + _first;
            _waiting.Insert(place, new Token(TokenKind.Key, key.Where, key.Where.Index));
            Roll(TokenKind.BlockMapStart, key.Where, place);
            _keys[^1] = null;
            _isKeyAllowed = false;
        }
        else
        {
            if (!IsInFlow)
            {
                if (!_isKeyAllowed)
                {
                    throw Fault(
                        "a value cannot begin here",
                        "put the text that holds \": \" in quotes, or check the indentation"
                    );
                }

                Roll(TokenKind.BlockMapStart, _cursor.Here, _waiting.Count);
            }

            _isKeyAllowed = !IsInFlow;
        }

        AddIndicator(TokenKind.Value);
    }

    private void SaveKey()
    {
        if (_isKeyAllowed)
        {
            ForgetKey();
            var isRequired = !IsInFlow && _indent == _cursor.Column;
            _keys[^1] = new SimpleKey(_taken + _waiting.Count - _first, _cursor.Here, isRequired);
        }
    }

    private void ForgetKey()
    {
        if (_keys[^1] is { IsRequired: true } key)
        {
            throw key.Missing();
        }

        _keys[^1] = null;
    }

    /// <summary>Opens a block when the column is further in than the one that is open.</summary>
    private void Roll(TokenKind kind, Mark where, int place)
    {
        if (!IsInFlow && _indent < where.Column)
        {
            _indents.Add(_indent);
            _indent = where.Column;
            _waiting.Insert(place, new Token(kind, where, where.Index));
        }
    }

    /// <summary>Closes the blocks that are further in than a column.</summary>
    private void Unroll(int column)
    {
        while (!IsInFlow && _indent > column)
        {
            Add(new Token(TokenKind.BlockEnd, _cursor.Here, _cursor.Index));
            _indent = _indents[^1];
            _indents.RemoveAt(_indents.Count - 1);
        }
    }

    private void AddIndicator(TokenKind kind, int length = 1)
    {
        var start = _cursor.Here;
        _cursor.Skip(length);
        Add(new Token(kind, start, _cursor.Index));
    }

    private void Add(Token token) => _waiting.Add(token);

    private YamlSyntaxException Fault(string what, string fix) => new(_cursor.Here, what, fix);
}
