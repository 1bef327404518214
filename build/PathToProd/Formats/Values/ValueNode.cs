using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>A part of a YAML file, with the place that said it: a map, a list or a scalar.</summary>
public abstract record ValueNode
{
    private ValueNode(SourcePosition where) => Where = where;

    /// <summary>Where it was said; kept when trees are merged, so that each leaf still names its file and line.</summary>
    public SourcePosition Where { get; init; }

    /// <summary>What it is, in a word for messages.</summary>
    public abstract string Noun { get; }

    /// <summary>Text, a number, true or false, or nothing.</summary>
    /// <param name="Where">Where it was said.</param>
    /// <param name="Text">The text: unescaped, without quotes; for other kinds as it was written.</param>
    /// <param name="Kind">What kind of scalar YAML 1.2 says it is.</param>
    public sealed record Scalar(SourcePosition Where, string Text, ScalarKind Kind) : ValueNode(Where)
    {
        /// <summary>How far right of <see cref="ValueNode.Where"/> the text begins; null when its characters and the file's differ.</summary>
        internal int? TextOffset { get; init; }

        /// <inheritdoc />
        public override string Noun =>
            Kind switch
            {
                ScalarKind.Text => "text",
                ScalarKind.WholeNumber or ScalarKind.Number => $"the number {Text}",
                ScalarKind.Boolean => Text,
                _ => "nothing",
            };

        /// <summary>The place of a character of the text, as exactly as it is known.</summary>
        internal SourcePosition PositionOf(int character) =>
            TextOffset is { } offset ? Where with { Column = Where.Column + offset + character } : Where;
    }

    /// <summary>Nodes in order.</summary>
    public sealed record List(SourcePosition Where, ImmutableArray<ValueNode> Items) : ValueNode(Where)
    {
        /// <inheritdoc />
        public override string Noun => "a list";
    }

    /// <summary>Nodes by key, in the order of the file; no key is there twice.</summary>
    public sealed record Map(SourcePosition Where, ImmutableArray<MapEntry> Entries) : ValueNode(Where)
    {
        /// <summary>A map without keys.</summary>
        public static readonly Map Empty = new(default, []);

        /// <inheritdoc />
        public override string Noun => "a map";

        /// <summary>The entry of a key; null if none.</summary>
        public MapEntry? Find(string key)
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                {
                    return entry;
                }
            }

            return null;
        }
    }
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyWhere">Where the key stands.</param>
/// <param name="Value">What it says.</param>
public sealed record MapEntry(string Key, SourcePosition KeyWhere, ValueNode Value);

/// <summary>What YAML 1.2 takes a scalar for.</summary>
public enum ScalarKind
{
    /// <summary>Text: everything in quotes, and what is nothing else.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with a fraction or an exponent.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Nothing at all, <c>null</c> or <c>~</c>.</summary>
    Nothing,
}
