using System.Collections.Immutable;

namespace PathToProd.Formats.Yaml;

/// <summary>A part of a document, before anything is decided about what its scalars mean.</summary>
/// <param name="Where">Where it begins.</param>
/// <param name="End">The offset at which its last character ends.</param>
/// <param name="Tag">The tag, written out; empty when it has none.</param>
internal abstract record YamlNode(Mark Where, int End, string Tag)
{
    /// <param name="Where">Where it begins.</param>
    /// <param name="End">The offset at which it ends.</param>
    /// <param name="Text">The text, without quotes and with escapes resolved.</param>
    /// <param name="Tag">The tag, written out; empty when it has none.</param>
    /// <param name="IsPlain">True when it has neither quotes nor a tag, so that its text says what it is.</param>
    public sealed record Scalar(Mark Where, int End, string Text, string Tag, bool IsPlain) : YamlNode(Where, End, Tag)
    {
        /// <summary>Whether it is the key <c>&lt;&lt;</c>, whose value's keys count as if written next to it.</summary>
        public bool IsMerge => Text == "<<" && (IsPlain || Tag == Tags.Merge);
    }

    public sealed record List(Mark Where, int End, string Tag, ImmutableArray<YamlNode> Items)
        : YamlNode(Where, End, Tag);

    public sealed record Map(Mark Where, int End, string Tag, ImmutableArray<Entry> Entries) : YamlNode(Where, End, Tag)
    {
        /// <summary>The value of the last entry with a key, as the last one counts; null if none.</summary>
        public YamlNode? this[string key]
        {
            get
            {
                for (var at = Entries.Length - 1; at >= 0; at--)
                {
                    if (Entries[at].Key is Scalar { IsMerge: false } scalar && scalar.Text == key)
                    {
                        return Entries[at].Value;
                    }
                }

                return null;
            }
        }
    }

    public sealed record Entry(YamlNode Key, YamlNode Value);
}
