using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PathToProd.Formats.Yaml;

/// <summary>
/// Makes a tree of the first document of a text, as the YAML 1.1 library of kubectl and Helm does; which document that is,
/// and what follows it, is for the caller. Aliases stand in the tree as what they stand for.
/// </summary>
internal sealed class Parser(string text, YamlLimits limits)
{
    private readonly Scanner _scanner = new(text);

    /// <summary>What opened the flow lists and maps that are not closed yet.</summary>
    private readonly Stack<Token> _open = [];

    /// <summary>The items of all lists, and the entries of all maps, that are not read to their end; the innermost are last.</summary>
    private readonly List<YamlNode> _items = [];
    private readonly List<YamlNode.Entry> _entries = [];
    private Dictionary<string, Anchor>? _anchors;
    private Dictionary<string, string>? _tags;
    private int _end;
    private int _depth;
    private long _nodes;

    /// <summary>Whether a part of the tree may stand in it more than once.</summary>
    public bool HasAnchors => _anchors is not null;

    /// <summary>The document's root; null when the text holds nothing.</summary>
    /// <exception cref="YamlSyntaxException">It is not YAML, or exceeds a limit.</exception>
    public YamlNode? Document()
    {
        if (Is(TokenKind.StreamEnd))
        {
            return null;
        }

        var start = ReadStart();
        return
            start is not null
            && _scanner.NextKind is TokenKind.DocumentEnd or TokenKind.DocumentStart or TokenKind.StreamEnd
            ? Nothing(start)
            : Node(Context.Block);
    }

    /// <summary>Where something follows the document that was read, right or wrong; null when nothing does.</summary>
    public Mark? Rest()
    {
        try
        {
            while (TakeIf(TokenKind.DocumentEnd) is not null) { }

            return Is(TokenKind.StreamEnd) ? null : _scanner.NextStart;
        }
        catch (YamlSyntaxException exception)
        {
            return exception.Where;
        }
    }

    private enum Context
    {
        Block,

        /// <summary>The value or key of a block map, where a list need not be indented.</summary>
        BlockMap,
        Flow,
    }

    /// <summary>Reads directives and the mark after which a document begins; null when it begins without.</summary>
    private Token? ReadStart()
    {
        var hasVersion = false;
        var isDeclared = false;
        while (_scanner.NextKind is TokenKind.VersionDirective or TokenKind.TagDirective)
        {
            var directive = Take();
            isDeclared = true;
            var isVersion = directive.Kind == TokenKind.VersionDirective;
            if (isVersion ? hasVersion : _tags?.ContainsKey(directive.Handle) == true)
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
                    $"%YAML {directive.Text} is refused, as kubectl and Helm read only %YAML 1.1",
                    "remove the line"
                );
            }

            hasVersion |= isVersion;
            if (!isVersion)
            {
                _tags ??= new Dictionary<string, string>(StringComparer.Ordinal);
                _tags.Add(directive.Handle, directive.Text);
            }
        }

        return TakeIf(TokenKind.DocumentStart)
            ?? (
                isDeclared
                    ? throw Fault("no document begins after the directive", "remove the line: no directive is needed")
                    : null
            );
    }

    private YamlNode Node(Context context)
    {
        if (_depth++ > limits.Depth)
        {
            throw Fault("maps and lists are nested too deep", $"nest at most {limits.Depth} levels");
        }

        var node = _scanner.NextKind == TokenKind.Alias ? Alias() : Named(context);
        _depth--;
        return node;
    }

    private YamlNode Alias()
    {
        var alias = Take();
        if (_anchors?.GetValueOrDefault(alias.Text) is not { } anchor)
        {
            throw new YamlSyntaxException(
                alias.Start,
                $"there is no anchor &{alias.Text} above",
                $"write &{alias.Text} before what *{alias.Text} stands for, or put the text in quotes"
            );
        }

        Count(anchor.Nodes, alias.Start);
        return anchor.Node
            ?? throw new YamlSyntaxException(
                alias.Start,
                $"*{alias.Text} is inside what it stands for",
                "write it out"
            );
    }

    private void Count(long nodes, Mark where)
    {
        _nodes = Math.Min(_nodes + nodes, long.MaxValue / 2);
        if (_nodes > limits.Nodes)
        {
            throw new YamlSyntaxException(
                where,
                "the file holds too much, with each alias counted as what it stands for",
                string.Create(CultureInfo.InvariantCulture, $"write at most {limits.Nodes:N0} values")
            );
        }
    }

    /// <summary>A node after its anchor and its tag, in either order.</summary>
    private YamlNode Named(Context context)
    {
        var start = _scanner.NextStart;
        Count(1, start);
        var before = _nodes;
        var anchor = TakeIf(TokenKind.Anchor);
        var tagToken = TakeIf(TokenKind.Tag);
        anchor ??= TakeIf(TokenKind.Anchor);
        var tag = tagToken is { } token ? TagOf(token) : "";
        if (anchor is { Text: var unread })
        {
            _anchors ??= new Dictionary<string, Anchor>(StringComparer.Ordinal);
            _anchors[unread] = new Anchor(null, 0);
        }

        var node = Content(context, start, tag, anchor is not null || tagToken is not null);
        if (anchor is { Text: var name })
        {
            _anchors![name] = new Anchor(node, _nodes - before + 1);
        }

        return node;
    }

    private string TagOf(Token tag) =>
        tag.Handle.Length == 0 ? tag.Text
        : _tags?.GetValueOrDefault(tag.Handle) is { } prefix ? prefix + tag.Text
        : tag.Handle == "!" ? $"!{tag.Text}"
        : tag.Handle == "!!" ? $"{Tags.Prefix}{tag.Text}"
        : throw new YamlSyntaxException(
            tag.Start,
            $"the tag's handle {tag.Handle} is not declared",
            "remove the tag, or put the text that begins with ! in quotes"
        );

    private YamlNode Content(Context context, Mark start, string tag, bool isNamed)
    {
        var isBlock = context != Context.Flow;
        switch (_scanner.NextKind)
        {
            case TokenKind.BlockEntry when context == Context.BlockMap:
                return IndentlessList(start, tag);
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
                return FlowList(start, tag);
            case TokenKind.FlowMapStart:
                return FlowMap(start, tag);
            case TokenKind.BlockListStart when isBlock:
                return BlockList(start, tag);
            case TokenKind.BlockMapStart when isBlock:
                return BlockMap(start, tag);
            default:
                return isNamed
                    ? new YamlNode.Scalar(start, _end, "", tag, tag.Length == 0)
                    : throw Fault("a value is expected here", "write one, or put the text around it in quotes");
        }
    }

    private YamlNode.List BlockList(Mark start, string tag)
    {
        Take();
        var first = _items.Count;
        while (Is(TokenKind.BlockEntry))
        {
            var dash = Take();
            _items.Add(Is(TokenKind.BlockEntry) || Is(TokenKind.BlockEnd) ? Nothing(dash) : Node(Context.Block));
        }

        CloseBlock(
            "the list's next item begins with -",
            "check the indentation: a list's items and a map's keys cannot mix"
        );
        return new YamlNode.List(start, _end, tag, TakeFrom(_items, first));
    }

    private YamlNode.List IndentlessList(Mark start, string tag)
    {
        var first = _items.Count;
        while (Is(TokenKind.BlockEntry))
        {
            var dash = Take();
            _items.Add(Is(TokenKind.BlockEntry) || IsPartOfBlockMap() ? Nothing(dash) : Node(Context.Block));
        }

        return new YamlNode.List(start, _end, tag, TakeFrom(_items, first));
    }

    private YamlNode.Map BlockMap(Mark start, string tag)
    {
        Take();
        var first = _entries.Count;
        while (TakeIf(TokenKind.Key) is { } mark)
        {
            var key = IsPartOfBlockMap() ? Nothing(mark) : Node(Context.BlockMap);
            var colon = TakeIf(TokenKind.Value);
            var value = colon is not null && !IsPartOfBlockMap() ? Node(Context.BlockMap) : Nothing(colon);
            _entries.Add(new YamlNode.Entry(key, value));
        }

        CloseBlock("the map's next key is expected here", "write key: value, or check the indentation");
        return new YamlNode.Map(start, _end, tag, TakeFrom(_entries, first));
    }

    private bool IsPartOfBlockMap() => _scanner.NextKind is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd;

    private void CloseBlock(string what, string fix)
    {
        if (!Is(TokenKind.BlockEnd))
        {
            throw Fault(what, fix);
        }

        _scanner.Take();
    }

    private YamlNode.List FlowList(Mark start, string tag)
    {
        Open();
        var first = _items.Count;
        while (!Is(TokenKind.FlowListEnd))
        {
            if (_items.Count > first)
            {
                TakeComma("]");
                if (Is(TokenKind.FlowListEnd))
                {
                    break;
                }
            }

            _items.Add(Is(TokenKind.Key) ? Pair() : Node(Context.Flow));
        }

        Close();
        return new YamlNode.List(start, _end, tag, TakeFrom(_items, first));
    }

    /// <summary>A map of one entry that stands in a flow list without braces.</summary>
    private YamlNode.Map Pair()
    {
        var start = Take().Start;
        YamlNode key;
        if (_scanner.NextKind is TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowListEnd)
        {
            // The library skips a token here, and refuses what follows a key that is not there.
            key = Nothing(Take());
        }
        else
        {
            key = Node(Context.Flow);
        }

        var colon = TakeIf(TokenKind.Value);
        var hasValue = colon is not null && _scanner.NextKind is not (TokenKind.FlowEntry or TokenKind.FlowListEnd);
        var value = hasValue ? Node(Context.Flow) : Nothing(colon);
        return new YamlNode.Map(start, _end, "", [new YamlNode.Entry(key, value)]);
    }

    private YamlNode.Map FlowMap(Mark start, string tag)
    {
        Open();
        var first = _entries.Count;
        while (!Is(TokenKind.FlowMapEnd))
        {
            if (_entries.Count > first)
            {
                TakeComma("}");
                if (Is(TokenKind.FlowMapEnd))
                {
                    break;
                }
            }

            _entries.Add(FlowEntry());
        }

        Close();
        return new YamlNode.Map(start, _end, tag, TakeFrom(_entries, first));
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

    private bool IsPartOfFlowMap() => _scanner.NextKind is TokenKind.FlowEntry or TokenKind.FlowMapEnd;

    private void TakeComma(string close)
    {
        if (TakeIf(TokenKind.FlowEntry) is null)
        {
            // A colon on a later line, or anything at its start, is nearly always of the next key: a bracket was forgotten.
            var opening = _open.Peek();
            throw _scanner.NextStart.Line > opening.Start.Line
            && (Is(TokenKind.Value) || _scanner.NextStart.Column == 0)
                ? Unclosed(opening)
                : Fault(
                    $"a comma or {close} is expected here",
                    "write one, or put the text that holds {, [ or ? in quotes"
                );
        }
    }

    /// <summary>Takes what opens a list or a map, and remembers where, in case that nothing closes it.</summary>
    private void Open() => _open.Push(Take());

    private void Close()
    {
        _open.Pop();
        Take();
    }

    /// <summary>A value that is not written.</summary>
    /// <param name="after">What it would follow; null for what it would precede.</param>
    private YamlNode.Scalar Nothing(Token? after = null)
    {
        var next = _scanner.NextStart;
        Count(1, next);
        return new YamlNode.Scalar(after?.AfterIt ?? next, _end, "", "", IsPlain: true);
    }

    private bool Is(TokenKind kind) => _scanner.NextKind == kind;

    private Token? TakeIf(TokenKind kind) => Is(kind) ? Take() : null;

    private Token Take()
    {
        var token = _scanner.Take();
        _end = Math.Max(_end, token.End);
        return token;
    }

    private static ImmutableArray<T> TakeFrom<T>(List<T> list, int first)
        where T : class
    {
        var taken = ImmutableArray.Create(CollectionsMarshal.AsSpan(list)[first..]);
        list.RemoveRange(first, list.Count - first);
        return taken;
    }

    private YamlSyntaxException Fault(string what, string fix) =>
        Is(TokenKind.StreamEnd) && _open.TryPeek(out var unclosed)
            ? Unclosed(unclosed)
            : new YamlSyntaxException(_scanner.NextStart, what, fix);

    private YamlSyntaxException Unclosed(Token opening)
    {
        var (noun, close) = opening.Kind == TokenKind.FlowListStart ? ("list", "]") : ("map", "}");
        return new YamlSyntaxException(
            opening.Start,
            $"the {noun} that opens here is not closed",
            Is(TokenKind.StreamEnd) ? $"close it with {close}" : $"close it with {close}, or check the commas in it"
        );
    }

    // A class, as a collection of structs of our own may be compiled at every start.
    private sealed record Anchor(YamlNode? Node, long Nodes);
}
