using System.Collections.Immutable;

namespace PathToProd.Formats.KubernetesYaml;

/// <summary>
/// Makes a tree of the first document of a text, as the YAML 1.1 library of kubectl and Helm does; which document that is,
/// and that nothing follows it, is for who calls it. Aliases stand in the tree as what they stand for.
/// </summary>
internal sealed class Parser(string text)
{
    /// <summary>No resource is nested a tenth as deep, and a stack overflow cannot be caught.</summary>
    public const int MaxDepth = 200;

    private readonly Scanner _scanner = new(text);
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal)
    {
        ["!"] = "!",
        ["!!"] = Tags.Prefix,
    };

    private readonly Stack<YamlSyntaxException> _open = [];
    private int _end;
    private int _depth;

    /// <summary>The document's root; null when the text holds nothing.</summary>
    /// <exception cref="YamlSyntaxException">Kubernetes would refuse it, or ignore a part of it.</exception>
    public YamlNode? Document()
    {
        if (Is(TokenKind.StreamEnd))
        {
            return null;
        }

        var isEmpty =
            ReadStart()
            && _scanner.Peek().Kind is TokenKind.DocumentEnd or TokenKind.DocumentStart or TokenKind.StreamEnd;
        var root = isEmpty ? Nothing() : Node(Context.Block);
        RefuseMore();
        return root;
    }

    /// <summary>kubectl and Helm would not look at what follows a document, so it would go unnoticed.</summary>
    private void RefuseMore()
    {
        Mark where;
        try
        {
            while (TakeIf(TokenKind.DocumentEnd) is not null) { }

            if (Is(TokenKind.StreamEnd))
            {
                return;
            }

            where = _scanner.Peek().Start;
        }
        catch (YamlSyntaxException exception)
        {
            where = exception.Where;
        }

        throw new YamlSyntaxException(
            where,
            "Kubernetes ignores this and all that follows, as the document ends above",
            "begin the next document with ---, or check the indentation"
        );
    }

    private enum Context
    {
        Block,

        /// <summary>The value or key of a block map, where a list need not be indented.</summary>
        BlockMap,
        Flow,
    }

    /// <summary>Reads directives and the mark after which a document begins; false when it begins without.</summary>
    private bool ReadStart()
    {
        var hasVersion = false;
        var handles = new HashSet<string>(StringComparer.Ordinal);
        var isDeclared = false;
        while (_scanner.Peek() is { Kind: TokenKind.VersionDirective or TokenKind.TagDirective } directive)
        {
            Take();
            isDeclared = true;
            var isVersion = directive.Kind == TokenKind.VersionDirective;
            if (isVersion ? hasVersion : !handles.Add(directive.Handle))
            {
                throw new YamlSyntaxException(
                    directive.Start,
                    "the same directive is there twice",
                    "remove one of them"
                );
            }

            if (isVersion && directive.Text != "1.1")
            {
                throw new YamlSyntaxException(
                    directive.Start,
                    $"Kubernetes reads YAML 1.1 and refuses %YAML {directive.Text}",
                    "remove the line"
                );
            }

            hasVersion |= isVersion;
            if (!isVersion)
            {
                _tags[directive.Handle] = directive.Text;
            }
        }

        return TakeIf(TokenKind.DocumentStart) is not null
            || (
                isDeclared
                    ? throw Fault(
                        "no document begins after the directive",
                        "remove the directive: Kubernetes needs none"
                    )
                    : false
            );
    }

    private YamlNode Node(Context context)
    {
        if (++_depth > MaxDepth)
        {
            throw Fault("maps and lists are nested too deep", $"nest at most {MaxDepth} levels");
        }

        var node = _scanner.Peek().Kind == TokenKind.Alias ? Alias() : Named(context);
        _depth--;
        return node;
    }

    private YamlNode Alias()
    {
        var alias = Take();
        if (!_anchors.TryGetValue(alias.Text, out var node))
        {
            throw new YamlSyntaxException(
                alias.Start,
                $"there is no anchor &{alias.Text} above",
                $"write &{alias.Text} before what *{alias.Text} stands for, or put the text in quotes"
            );
        }

        return node
            ?? throw new YamlSyntaxException(
                alias.Start,
                $"*{alias.Text} is inside what it stands for",
                "write it out"
            );
    }

    /// <summary>A node after its anchor and its tag, in either order.</summary>
    private YamlNode Named(Context context)
    {
        var start = _scanner.Peek().Start;
        var anchor = TakeIf(TokenKind.Anchor);
        var tagToken = TakeIf(TokenKind.Tag);
        anchor ??= TakeIf(TokenKind.Anchor);
        var tag = tagToken is null ? "" : TagOf(tagToken);
        if (anchor is not null)
        {
            _anchors[anchor.Text] = null;
        }

        var node = Content(context, start, tag, anchor is not null || tagToken is not null);
        if (anchor is not null)
        {
            _anchors[anchor.Text] = node;
        }

        return node;
    }

    private string TagOf(Token tag) =>
        tag.Handle.Length == 0 ? tag.Text
        : _tags.TryGetValue(tag.Handle, out var prefix) ? prefix + tag.Text
        : throw new YamlSyntaxException(
            tag.Start,
            $"the tag's handle {tag.Handle} is not declared",
            "remove the tag, or put the text that begins with ! in quotes"
        );

    private YamlNode Content(Context context, Mark start, string tag, bool isNamed)
    {
        var isBlock = context != Context.Flow;
        switch (_scanner.Peek().Kind)
        {
            case TokenKind.BlockEntry when context == Context.BlockMap:
                return IndentlessList(start);
            case TokenKind.Scalar:
                var scalar = Take();
                return new YamlNode.Scalar(
                    start,
                    scalar.End,
                    scalar.Text,
                    tag,
                    tag.Length == 0 && scalar.IsPlain || tag == "!"
                );
            case TokenKind.FlowListStart:
                return FlowList(start);
            case TokenKind.FlowMapStart:
                return FlowMap(start);
            case TokenKind.BlockListStart when isBlock:
                return BlockList(start);
            case TokenKind.BlockMapStart when isBlock:
                return BlockMap(start);
            default:
                return isNamed
                    ? new YamlNode.Scalar(start, _end, "", tag, tag.Length == 0)
                    : throw Fault("a value is expected here", "write one, or put the text around it in quotes");
        }
    }

    private YamlNode.List BlockList(Mark start)
    {
        Take();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Is(TokenKind.BlockEntry))
        {
            Take();
            items.Add(Is(TokenKind.BlockEntry) || Is(TokenKind.BlockEnd) ? Nothing() : Node(Context.Block));
        }

        CloseBlock(
            "the list's next item begins with -",
            "check the indentation: a list's items and a map's keys cannot mix"
        );
        return new YamlNode.List(start, _end, items.ToImmutable());
    }

    private YamlNode.List IndentlessList(Mark start)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Is(TokenKind.BlockEntry))
        {
            Take();
            items.Add(Is(TokenKind.BlockEntry) || IsPartOfBlockMap() ? Nothing() : Node(Context.Block));
        }

        return new YamlNode.List(start, _end, items.ToImmutable());
    }

    private YamlNode.Map BlockMap(Mark start)
    {
        Take();
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        while (TakeIf(TokenKind.Key) is not null)
        {
            var key = IsPartOfBlockMap() ? Nothing() : Node(Context.BlockMap);
            var value = TakeIf(TokenKind.Value) is not null && !IsPartOfBlockMap() ? Node(Context.BlockMap) : Nothing();
            entries.Add(new YamlNode.Entry(key, value));
        }

        CloseBlock("the map's next key is expected here", "write key: value, or check the indentation");
        return new YamlNode.Map(start, _end, entries.ToImmutable());
    }

    private bool IsPartOfBlockMap() => _scanner.Peek().Kind is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd;

    private void CloseBlock(string what, string fix)
    {
        if (!Is(TokenKind.BlockEnd))
        {
            throw Fault(what, fix);
        }

        _scanner.Take();
    }

    private YamlNode.List FlowList(Mark start)
    {
        Open("list", "]");
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!Is(TokenKind.FlowListEnd))
        {
            if (items.Count > 0)
            {
                TakeComma("]");
                if (Is(TokenKind.FlowListEnd))
                {
                    break;
                }
            }

            items.Add(Is(TokenKind.Key) ? Pair() : Node(Context.Flow));
        }

        Close();
        return new YamlNode.List(start, _end, items.ToImmutable());
    }

    /// <summary>A map of one entry that stands in a flow list without braces.</summary>
    private YamlNode.Map Pair()
    {
        var start = Take().Start;
        YamlNode key;
        if (_scanner.Peek().Kind is TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowListEnd)
        {
            // The library skips a token here, and refuses what follows a key that is not there.
            Take();
            key = Nothing();
        }
        else
        {
            key = Node(Context.Flow);
        }

        var hasValue =
            TakeIf(TokenKind.Value) is not null
            && _scanner.Peek().Kind is not (TokenKind.FlowEntry or TokenKind.FlowListEnd);
        var value = hasValue ? Node(Context.Flow) : Nothing();
        return new YamlNode.Map(start, _end, [new YamlNode.Entry(key, value)]);
    }

    private YamlNode.Map FlowMap(Mark start)
    {
        Open("map", "}");
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        while (!Is(TokenKind.FlowMapEnd))
        {
            if (entries.Count > 0)
            {
                TakeComma("}");
                if (Is(TokenKind.FlowMapEnd))
                {
                    break;
                }
            }

            entries.Add(FlowEntry());
        }

        Close();
        return new YamlNode.Map(start, _end, entries.ToImmutable());
    }

    private YamlNode.Entry FlowEntry()
    {
        if (TakeIf(TokenKind.Key) is null)
        {
            return new YamlNode.Entry(Node(Context.Flow), Nothing());
        }

        var key = IsPartOfFlowMap() || Is(TokenKind.Value) ? Nothing() : Node(Context.Flow);
        var value = TakeIf(TokenKind.Value) is not null && !IsPartOfFlowMap() ? Node(Context.Flow) : Nothing();
        return new YamlNode.Entry(key, value);
    }

    private bool IsPartOfFlowMap() => _scanner.Peek().Kind is TokenKind.FlowEntry or TokenKind.FlowMapEnd;

    private void TakeComma(string close)
    {
        if (TakeIf(TokenKind.FlowEntry) is null)
        {
            throw Fault(
                $"a comma or {close} is expected here",
                "write one, or put the text that holds { or [ in quotes"
            );
        }
    }

    /// <summary>Takes what opens a list or a map, and remembers what to say if nothing closes it.</summary>
    private void Open(string noun, string close)
    {
        var start = Take().Start;
        _open.Push(
            new YamlSyntaxException(start, $"the {noun} that opens here is not closed", $"close it with {close}")
        );
    }

    private void Close()
    {
        _open.Pop();
        Take();
    }

    private YamlNode.Scalar Nothing() => new(_scanner.Peek().Start, _end, "", "", IsPlain: true);

    private bool Is(TokenKind kind) => _scanner.Peek().Kind == kind;

    private Token? TakeIf(TokenKind kind) => Is(kind) ? Take() : null;

    private Token Take()
    {
        var token = _scanner.Take();
        _end = Math.Max(_end, token.End);
        return token;
    }

    private YamlSyntaxException Fault(string what, string fix) =>
        Is(TokenKind.StreamEnd) && _open.TryPeek(out var unclosed)
            ? unclosed
            : new YamlSyntaxException(_scanner.Peek().Start, what, fix);
}
