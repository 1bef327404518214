using System.Collections.Immutable;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>
/// Reads one YAML document into a tree that knows where each part stands. What a scalar is, YAML 1.2's core schema says;
/// what YAML 1.1 takes for something else is reported, as are merge keys and keys that are there twice.
/// </summary>
/// <remarks>
/// Limits keep hostile or broken files harmless: 1 Mi characters, 64 levels, and 100,000 nodes with every alias
/// counted as what it stands for.
/// </remarks>
public sealed class YamlReader
{
    private const int MaxLength = 1024 * 1024;

    private readonly string _file;
    private readonly string _text;
    private readonly List<Problem> _problems;
    private readonly Parser _parser;

    /// <summary>What was made of each part already, where an alias may stand for one; each is reported on once.</summary>
    private Dictionary<object, ValueNode>? _made;

    private YamlReader(string file, string text, List<Problem> problems)
    {
        (_file, _text, _problems) = (file, text, problems);
        _parser = new Parser(text, YamlLimits.Manifest);
    }

    /// <summary>
    /// The document that a text holds: an empty map when it holds none, null when it is not YAML. Each problem is added
    /// to <paramref name="problems"/>; a tree may come back beside problems, so that more of them can be found.
    /// </summary>
    public static ValueNode? Read(string file, string text, List<Problem> problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Add(
                new Problem(new SourcePosition(file), "the file is too large", $"keep it below {MaxLength} characters")
            );
            return null;
        }

        var reader = new YamlReader(file, text, problems);
        try
        {
            Characters.RefuseForbidden(text);
            return reader.Document();
        }
        catch (YamlSyntaxException exception)
        {
            reader.Report(exception.Where, exception.Message, exception.Fix);
            return null;
        }
    }

    private ValueNode Document()
    {
        if (_parser.Document() is not { } root)
        {
            return new ValueNode.Map(new SourcePosition(_file, 1, 1), []);
        }

        var rest = _parser.Rest();
        _made = _parser.HasAnchors ? new Dictionary<object, ValueNode>(ReferenceEqualityComparer.Instance) : null;
        var document = Value(root);
        if (rest is { } where)
        {
            RefuseRest(where);
        }

        return document;
    }

    private void RefuseRest(Mark where)
    {
        if (where.Column > 0 || !_text.AsSpan(where.Index).StartsWith("---"))
        {
            throw new YamlSyntaxException(
                where,
                "the document ends above, and this follows it",
                "check the indentation, and the quotes and brackets above"
            );
        }

        Report(where, "a second document begins here", "keep one document in the file, without ---");
    }

    private ValueNode Value(YamlNode node)
    {
        if (_made?.TryGetValue(node, out var made) == true)
        {
            return made;
        }

        ValueNode value = node switch
        {
            YamlNode.Map map => Map(map),
            YamlNode.List list => List(list),
            _ => Scalar((YamlNode.Scalar)node),
        };
        _made?.Add(node, value);
        return value;
    }

    private ValueNode.Scalar Scalar(YamlNode.Scalar scalar)
    {
        ReportTrap(scalar);
        return new ValueNode.Scalar(At(scalar.Where), scalar.Text, KindOf(scalar)) { TextOffset = OffsetOf(scalar) };
    }

    private void ReportTrap(YamlNode.Scalar scalar)
    {
        if (scalar.IsPlain && scalar.Tag.Length == 0 && PlainScalar.TrapIn(scalar.Text) is var (what, fix))
        {
            Report(scalar.Where, what, fix);
        }
    }

    /// <summary>How far from its beginning a scalar's text is, when it stands there as it is.</summary>
    private int? OffsetOf(YamlNode.Scalar scalar)
    {
        var length = Math.Max(scalar.End - scalar.Where.Index, 0);
        var quotes = length - scalar.Text.Length;
        var written = _text.AsSpan(scalar.Where.Index, length);
        if (scalar.Tag.Length > 0 || quotes is not (0 or 2) || written is ['&', ..])
        {
            return null;
        }

        foreach (var c in written)
        {
            if (Characters.IsBreak(c) || char.IsSurrogate(c))
            {
                return null;
            }
        }

        return quotes / 2;
    }

    private ScalarKind KindOf(YamlNode.Scalar scalar)
    {
        switch (scalar.Tag)
        {
            case "":
                return scalar.IsPlain ? PlainScalar.KindOf(scalar.Text) : ScalarKind.Text;
            case "!" or $"{Tags.Prefix}str":
                return ScalarKind.Text;
        }

        var natural = PlainScalar.KindOf(scalar.Text);
        switch (scalar.Tag)
        {
            case $"{Tags.Prefix}int" when natural is ScalarKind.WholeNumber:
            case $"{Tags.Prefix}float" when natural is ScalarKind.WholeNumber or ScalarKind.Number:
            case $"{Tags.Prefix}bool" when natural is ScalarKind.Boolean:
            case $"{Tags.Prefix}null" when natural is ScalarKind.Nothing:
                return natural;
            default:
                RefuseTag(scalar);
                return ScalarKind.Text;
        }
    }

    private ValueNode.List List(YamlNode.List list)
    {
        CheckTag(list, $"{Tags.Prefix}seq");
        var items = ImmutableArray.CreateBuilder<ValueNode>(list.Items.Length);
        foreach (var item in list.Items)
        {
            items.Add(Value(item));
        }

        return new ValueNode.List(At(list.Where), items.MoveToImmutable());
    }

    private ValueNode.Map Map(YamlNode.Map map)
    {
        CheckTag(map, $"{Tags.Prefix}map");
        var entries = new DistinctEntries(map.Entries.Length);
        foreach (var (keyNode, valueNode) in map.Entries)
        {
            var key = Key(keyNode);
            var entry = new MapEntry(key, At(keyNode.Where), Value(valueNode));
            if (!entries.TryAdd(entry, out var first))
            {
                Report(
                    keyNode.Where,
                    $"the key {key} is there twice, first on line {first.KeyWhere.Line}",
                    "remove one of the two"
                );
            }
        }

        return new ValueNode.Map(At(map.Where), entries.ToImmutable());
    }

    private string Key(YamlNode node)
    {
        if (node is not YamlNode.Scalar scalar)
        {
            throw node is YamlNode.Map
                ? new YamlSyntaxException(
                    node.Where,
                    "a map cannot be a key",
                    "put a text that holds {{ or { in quotes"
                )
                : new YamlSyntaxException(node.Where, "a list cannot be a key", "put a text that holds [ in quotes");
        }

        if (scalar.IsMerge)
        {
            Report(
                node.Where,
                "<< (a merge key) is not supported",
                "write the keys out, or let the environment extend another"
            );
        }

        ReportTrap(scalar);
        _ = scalar.Tag.Length == 0 ? default : KindOf(scalar);
        return scalar.Text;
    }

    private void CheckTag(YamlNode node, string expected)
    {
        if (node.Tag.Length > 0 && node.Tag != "!" && node.Tag != expected)
        {
            RefuseTag(node);
        }
    }

    private void RefuseTag(YamlNode node) => Report(node.Where, $"the tag {node.Tag} does not fit here", "remove it");

    private void Report(Mark where, string what, string fix) => _problems.Add(new Problem(At(where), what, fix));

    private SourcePosition At(Mark mark) => new(_file, mark.Line + 1, mark.Column + 1);
}
