using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Json;

/// <summary>Reads JSON into a tree that knows where each part stands, so that what reads manifests reads it too.</summary>
internal static class JsonTree
{
    private const int MaxDepth = 64;

    /// <summary>The document that a text holds; null when it is not JSON. Each problem is added to <paramref name="problems"/>.</summary>
    /// <param name="file">The file, as messages name it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Gets the problems.</param>
    public static ValueNode? Read(string file, string text, List<Problem> problems)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new Places(file, bytes);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = Value(ref reader, places, problems);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            problems.Add(
                new Problem(
                    new SourcePosition(
                        file,
                        (int)(exception.LineNumber ?? 0) + 1,
                        (int)(exception.BytePositionInLine ?? 0) + 1
                    ),
                    "this is not JSON, or only a part of it",
                    "restore the file"
                )
            );
            return null;
        }
    }

    private static ValueNode Value(ref Utf8JsonReader reader, Places places, List<Problem> problems)
    {
        var where = places.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(ref reader, where, places, problems),
            JsonTokenType.StartArray => List(ref reader, where, places, problems),
            JsonTokenType.String => new ValueNode.Scalar(where, reader.GetString()!, ScalarKind.Text),
            JsonTokenType.True => new ValueNode.Scalar(where, "true", ScalarKind.Boolean),
            JsonTokenType.False => new ValueNode.Scalar(where, "false", ScalarKind.Boolean),
            JsonTokenType.Null => new ValueNode.Scalar(where, "null", ScalarKind.Nothing),
            _ => new ValueNode.Scalar(where, Encoding.UTF8.GetString(reader.ValueSpan), ScalarKind.Number),
        };
    }

    private static ValueNode.List List(
        ref Utf8JsonReader reader,
        SourcePosition where,
        Places places,
        List<Problem> problems
    )
    {
        var items = ImmutableArray.CreateBuilder<ValueNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, places, problems));
        }

        return new ValueNode.List(where, items.ToImmutable());
    }

    private static ValueNode.Map Map(
        ref Utf8JsonReader reader,
        SourcePosition where,
        Places places,
        List<Problem> problems
    )
    {
        var read = new List<MapEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, keyWhere) = (reader.GetString()!, places.At(reader.TokenStartIndex));
            reader.Read();
            read.Add(new MapEntry(key, keyWhere, Value(ref reader, places, problems)));
        }

        var entries = new DistinctEntries(read.Count);
        foreach (var entry in read)
        {
            if (!entries.TryAdd(entry, out var first))
            {
                problems.Add(
                    new Problem(
                        entry.KeyWhere,
                        $"the key {entry.Key} is there twice, first on line {first.KeyWhere.Line}",
                        "remove one of the two"
                    )
                );
            }
        }

        return new ValueNode.Map(where, entries.ToImmutable());
    }

    /// <summary>Lines and columns of bytes, which are asked for in their order.</summary>
    private sealed class Places(string file, byte[] bytes)
    {
        private int _at;
        private int _line = 1;
        private int _lineStart;

        public SourcePosition At(long index)
        {
            for (; _at < index; _at++)
            {
                if (bytes[_at] == '\n')
                {
                    (_line, _lineStart) = (_line + 1, _at + 1);
                }
            }

            return new SourcePosition(file, _line, (int)index - _lineStart + 1);
        }
    }
}
