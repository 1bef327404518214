using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Sources;

/// <summary>All that a result depends on. Two are equal when they hold the same names with the same digests.</summary>
public sealed class InputDigests : IEquatable<InputDigests>
{
    /// <summary>Nothing.</summary>
    public static readonly InputDigests None = new([]);

    /// <summary>The given things, in any order.</summary>
    /// <exception cref="ArgumentException">A name is there twice, or a text holds half of a surrogate pair.</exception>
    public InputDigests(IEnumerable<InputDigest> all)
    {
        var sorted = all.ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Name == sorted[index - 1].Name)
            {
                throw new ArgumentException($"\"{sorted[index].Name}\" is there twice", nameof(all));
            }
        }

        All = ImmutableArray.Create(sorted);
        Key = InputKey.Of(All);
    }

    /// <summary>The things, in ordinal order of their names.</summary>
    public ImmutableArray<InputDigest> All { get; }

    /// <summary>One digest of all names and digests, <c>sha256:...</c>.</summary>
    public Digest Key { get; }

    /// <summary>These and more.</summary>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public InputDigests With(IEnumerable<InputDigest> more) => new(All.Concat(more));

    /// <summary>What happened to each thing since an earlier time, in order of names; empty when nothing changed.</summary>
    public ImmutableArray<InputChange> ChangesSince(InputDigests older)
    {
        var changes = ImmutableArray.CreateBuilder<InputChange>();
        var (now, before) = (0, 0);
        while (now < All.Length || before < older.All.Length)
        {
            var order =
                now == All.Length ? 1
                : before == older.All.Length ? -1
                : string.CompareOrdinal(All[now].Name, older.All[before].Name);
            if (order < 0)
            {
                changes.Add(new InputChange(All[now++].Name, InputChangeKind.Added));
            }
            else if (order > 0)
            {
                changes.Add(new InputChange(older.All[before++].Name, InputChangeKind.Removed));
            }
            else if (All[now++].Digest != older.All[before++].Digest)
            {
                changes.Add(new InputChange(All[now - 1].Name, InputChangeKind.Changed));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Writes one JSON object: digests by name, in order of names.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var input in All)
        {
            writer.WriteString(input.Name, input.Digest);
        }

        writer.WriteEndObject();
    }

    /// <summary>The compact JSON that <see cref="Write"/> writes.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the order does not matter.</summary>
    /// <exception cref="FormatException">It is not an object of texts, or a name is there twice.</exception>
    public static InputDigests Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("is not a map of digests");
        }

        try
        {
            return new InputDigests(
                json.EnumerateObject()
                    .Select(pair => new InputDigest(
                        pair.Name,
                        pair.Value.GetString() ?? throw new FormatException("is not a map of digests")
                    ))
            );
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new FormatException("is not a map of digests", exception);
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is not JSON, not an object of texts, or a name is there twice.</exception>
    public static InputDigests FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException("is not JSON", exception);
        }
    }

    /// <inheritdoc />
    public bool Equals(InputDigests? other) => other is not null && All.AsSpan().SequenceEqual(other.All.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as InputDigests);

    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode();
}
