using System.Collections.Immutable;
using PathToProd.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PathToProd.Formats.Values;

/// <summary>
/// Reads one YAML document into a tree that knows where each part stands. It reads events, not reflected types: that
/// is fast at start-up, keeps the positions, and lets each file be refused for its own reasons.
/// </summary>
/// <remarks>
/// Limits keep hostile or broken files harmless: 1 Mi characters, 64 levels, and 100,000 nodes with every alias
/// counted as what it stands for.
/// </remarks>
public sealed class YamlReader
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxDepth = 64;
    private const int MaxNodes = 100_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, Anchor> _anchors = [];
    private readonly Stack<OpenNode> _open = [];
    private int _nodes;

    private YamlReader(string file, string text, List<Problem> problems)
    {
        (_file, _problems) = (file, problems);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>
    /// The document that a text holds: an empty map when it holds none, null when it is not YAML. Each problem is added
    /// to <paramref name="problems"/>; a tree may come back beside problems, so that more of them can be found.
    /// </summary>
    public static ValueNode? Read(string file, string text, List<Problem> problems)
    {
        text = text.TrimStart('\uFEFF');
        if (YamlText.FirstProblem(file, text, MaxLength) is { } unreadable)
        {
            problems.Add(unreadable);
            return null;
        }

        return SimpleYaml.Read(file, text) ?? ReadWhole(file, text, problems);
    }

    /// <summary>The same by the whole parser alone, for a text that can be read at all.</summary>
    internal static ValueNode? ReadWhole(string file, string text, List<Problem> problems)
    {
        var reader = new YamlReader(file, text, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            problems.Add(YamlText.Explain(file, text, exception));
        }
        catch (ReadingStoppedException) { } // its problem is already in the list
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser's own words for some unfinished documents ("[1, 2" and then a key) are about its state.
            problems.Add(reader.Unfinished());
        }

        return null;
    }

    private ValueNode Document()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            return new ValueNode.Map(new SourcePosition(_file, 1, 1), []);
        }

        Next<DocumentStart>();
        var root = Node(depth: 0);
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
        {
            Report(second, "a second document begins here", "keep one document in the file, without ---");
        }

        return root;
    }

    private ValueNode Node(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw Stop(current, "maps and lists are nested too deep", $"nest at most {MaxDepth} levels");
        }

        if (current is AnchorAlias alias)
        {
            return Alias(alias);
        }

        Count(current, 1);
        var before = _nodes;
        var anchor = current is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = new Anchor(null, 0);
        }

        ValueNode node = current switch
        {
            Scalar scalar => Scalar(scalar),
            SequenceStart start => List(start, depth),
            MappingStart start => Map(start, depth),
            _ => throw Stop(current, "this is not YAML", "write key: value"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = new Anchor(node, _nodes - before + 1);
        }

        return node;
    }

    private ValueNode Alias(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchor))
        {
            throw Stop(alias, $"there is no anchor &{name} above", $"write &{name} before what *{name} stands for");
        }

        if (anchor.Node is null)
        {
            throw Stop(alias, $"*{name} is inside what it stands for", "write it out");
        }

        Count(alias, anchor.Size);
        _parser.MoveNext();
        return anchor.Node;
    }

    private ValueNode.Scalar Scalar(Scalar scalar)
    {
        _parser.MoveNext();
        var where = At(scalar.Start);
        var isPlain = scalar.Style == ScalarStyle.Plain;
        var kind = KindOf(scalar, isPlain);
        if (isPlain && scalar.Tag.IsEmpty && PlainScalar.TrapIn(scalar.Value) is var (what, fix))
        {
            Report(scalar, what, fix);
        }

        var onOneLine = scalar.Start.Line == scalar.End.Line;
        var around = scalar.End.Column - scalar.Start.Column - scalar.Value.Length;
        int? offset =
            onOneLine && around is 0 or 2 && scalar.Tag.IsEmpty && scalar.Anchor.IsEmpty ? (int)around / 2 : null;
        return new ValueNode.Scalar(where, scalar.Value, kind) { TextOffset = offset };
    }

    private ScalarKind KindOf(Scalar scalar, bool isPlain)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
        {
            return isPlain && !scalar.Tag.IsNonSpecific ? PlainScalar.KindOf(scalar.Value) : ScalarKind.Text;
        }

        var natural = PlainScalar.KindOf(scalar.Value);
        switch (scalar.Tag.Value)
        {
            case "tag:yaml.org,2002:str":
                return ScalarKind.Text;
            case "tag:yaml.org,2002:int" when natural is ScalarKind.WholeNumber:
            case "tag:yaml.org,2002:float" when natural is ScalarKind.WholeNumber or ScalarKind.Number:
            case "tag:yaml.org,2002:bool" when natural is ScalarKind.Boolean:
            case "tag:yaml.org,2002:null" when natural is ScalarKind.Nothing:
                return natural;
            default:
                Report(scalar, $"the tag {scalar.Tag.Value} does not fit here", "remove it");
                return ScalarKind.Text;
        }
    }

    private ValueNode.List List(SequenceStart start, int depth)
    {
        Open(start, "list");
        var items = ImmutableArray.CreateBuilder<ValueNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        Close();
        return new ValueNode.List(At(start.Start), items.ToImmutable());
    }

    private ValueNode.Map Map(MappingStart start, int depth)
    {
        Open(start, "map");
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var keys = new Dictionary<string, MapEntry>();
        while (_parser.Current is not MappingEnd)
        {
            var keyEvent = _parser.Current!;
            var (key, keyWhere) = Key(depth);
            var value = Node(depth + 1);
            var entry = new MapEntry(key, keyWhere, value);
            if (keys.TryAdd(key, entry))
            {
                entries.Add(entry);
            }
            else
            {
                Report(
                    keyEvent,
                    $"the key {key} is there twice, first on line {keys[key].KeyWhere.Line}",
                    "remove one of the two"
                );
            }
        }

        Close();
        return new ValueNode.Map(At(start.Start), entries.ToImmutable());
    }

    private (string Key, SourcePosition Where) Key(int depth)
    {
        var current = _parser.Current!;
        if (current is MappingStart)
        {
            throw Stop(current, "a map cannot be a key", "put a text that holds {{ or { in quotes");
        }

        if (Node(depth + 1) is not ValueNode.Scalar key)
        {
            throw Stop(current, "a list cannot be a key", "put a text that holds [ in quotes");
        }

        if (key.Text == "<<" && current is Scalar { Style: ScalarStyle.Plain })
        {
            Report(
                current,
                "<< (a merge key) is not supported",
                "write the keys out, or let the environment extend another"
            );
        }

        return (key.Text, At(current.Start));
    }

    private void Open(NodeEvent start, string noun)
    {
        if (
            !start.Tag.IsEmpty
            && !start.Tag.IsNonSpecific
            && start.Tag.Value is not ("tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq")
        )
        {
            Report(start, $"the tag {start.Tag.Value} does not fit here", "remove it");
        }

        _open.Push(new OpenNode(At(start.Start), noun));
        _parser.MoveNext();
    }

    private void Close()
    {
        _open.Pop();
        _parser.MoveNext();
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        while (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        if (_parser.Current is T)
        {
            _parser.MoveNext();
        }
    }

    private void Count(ParsingEvent where, int nodes)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
        {
            throw Stop(
                where,
                "the file holds too much, counting each alias as what it stands for",
                "write at most 100,000 values"
            );
        }
    }

    private Problem Unfinished() =>
        _open.TryPeek(out var open)
            ? new Problem(
                open.Where,
                $"this is not YAML: the {open.Noun} that opens here is not closed",
                "close it, or check the indentation"
            )
            : new Problem(new SourcePosition(_file), "this is not YAML", "check the syntax");

    private void Report(ParsingEvent where, string what, string fix) =>
        _problems.Add(new Problem(At(where.Start), what, fix));

    private ReadingStoppedException Stop(ParsingEvent where, string what, string fix)
    {
        Report(where, what, fix);
        return new ReadingStoppedException();
    }

    // Classes, not tuples: collections of our own structs would be compiled at every start.
    private sealed record Anchor(ValueNode? Node, int Size);

    private sealed record OpenNode(SourcePosition Where, string Noun);

    private SourcePosition At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

#pragma warning disable CA1032, CA1064, MA0097 // only unwinds the descent, and never leaves this class
    private sealed class ReadingStoppedException : Exception;
#pragma warning restore CA1032, CA1064, MA0097
}
