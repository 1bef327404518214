using PathToProd.Formats.Values;
using PathToProd.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PathToProd.Tests.Formats.Values;

/// <summary>A tree of values that is made of YamlDotNet's events, to compare ours with.</summary>
internal sealed class YamlDotNetTree
{
    private readonly string _file;
    private readonly string _text;
    private readonly IParser _events;
    private readonly Dictionary<string, ValueNode> _anchors = new(StringComparer.Ordinal);

    private YamlDotNetTree(string file, string text) =>
        (_file, _text, _events) = (file, text, new Parser(new Scanner(new StringReader(text), skipComments: true)));

    /// <summary>Null when YamlDotNet refuses a text, or when it holds what our manifests must not.</summary>
    public static ValueNode? Read(string file, string text)
    {
        try
        {
            return new YamlDotNetTree(file, text).Document();
        }
        catch (Exception exception)
            when (exception is YamlException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private ValueNode Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            return new ValueNode.Map(new SourcePosition(_file, 1, 1), []);
        }

        _events.Consume<DocumentStart>();
        var root = Node();
        _events.Consume<DocumentEnd>();
        return _events.Accept<StreamEnd>(out _) ? root : throw Refused("a second document");
    }

    private ValueNode Node()
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.GetValueOrDefault(alias.Value.Value) ?? throw Refused("an alias of nothing");
        }

        var start = _events.Current as NodeEvent ?? throw Refused("a value that is missing in an odd way");
        ValueNode node = start switch
        {
            Scalar scalar => Scalar(scalar),
            SequenceStart => List(),
            _ => Map(),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private ValueNode.Scalar Scalar(Scalar scalar)
    {
        _events.MoveNext();
        var isPlain = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true };
        if (isPlain && PlainScalar.TrapIn(scalar.Value) is not null)
        {
            throw Refused("a trap");
        }

        var around = scalar.End.Column - scalar.Start.Column - scalar.Value.Length;
        var isAsWritten =
            scalar.Start.Line == scalar.End.Line && around is 0 or 2 && scalar.Tag.IsEmpty && scalar.Anchor.IsEmpty;
        return new ValueNode.Scalar(
            At(scalar.Start),
            scalar.Value,
            isPlain ? PlainScalar.KindOf(scalar.Value) : Kind(scalar)
        )
        {
            TextOffset = isAsWritten ? (int)around / 2 : null,
        };
    }

    private static ScalarKind Kind(Scalar scalar) =>
        scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific || scalar.Tag.Value == "tag:yaml.org,2002:str" ? ScalarKind.Text
        : scalar.Tag.Value == "tag:yaml.org,2002:int" ? ScalarKind.WholeNumber
        : throw Refused("a tag");

    private ValueNode.List List()
    {
        var start = _events.Consume<SequenceStart>();
        var items = new List<ValueNode>();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new ValueNode.List(At(start.Start), [.. items]);
    }

    private ValueNode.Map Map()
    {
        var start = _events.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var where = At(_events.Current!.Start);
            var key = Node() as ValueNode.Scalar ?? throw Refused("a key that is no text");
            entries.Add(new MapEntry(key.Text, where, Node()));
        }

        // Of a pair in a flow list it gives the beginning of the text.
        var isPair = start.Start.Index == 0 && !_text.StartsWith('{') && start.Style == MappingStyle.Flow;
        return entries.DistinctBy(entry => entry.Key).Count() == entries.Count
            ? new ValueNode.Map(isPair ? entries[0].KeyWhere : At(start.Start), [.. entries])
            : throw Refused("a key that is there twice");
    }

    private SourcePosition At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private static NotSupportedException Refused(string what) => new($"{what} is refused in manifests");
}
