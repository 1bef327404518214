using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Hides secret values in text. Values can only be added, at any time and from any thread, and count from then on.
/// A value is also hidden line by line, without surrounding white space, and in base64 (at any offset within a longer
/// encoded text), URL-encoded and JSON-escaped form. Values and lines under 3 characters are ignored: hiding them would
/// blot out ordinary text and give the secret away by its gaps. Base64 that is wrapped over several lines is not recognised.
/// What an API server quotes of an object that it cannot decode is hidden too, whatever it is.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private const int ShortestSecret = 3;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private volatile Known? _known;

    /// <summary>A redactor that knows the values given.</summary>
    public Redactor(params IEnumerable<string> values) => Add(values);

    /// <summary>The length of the longest text that is looked for, in characters.</summary>
    internal int LongestForm => _known?.Longest ?? 0;

    /// <summary>Hides these values too from now on.</summary>
    public void Add(params IEnumerable<string> values)
    {
        lock (_gate)
        {
            var before = _values.Count;
            foreach (var value in values)
            {
                if (value.Length >= ShortestSecret)
                {
                    _values.Add(value);
                }
            }

            if (_values.Count > before)
            {
                _known = new Known(_values);
            }
        }
    }

    /// <summary>The text with each secret in it replaced by <see cref="Mask"/>; secrets that overlap or touch become one mask.</summary>
    public string Hide(string text)
    {
        text = QuotedObjects.Hide(text);
        var known = _known;
        if (known is null || !known.Next(text, 0, out var start, out var end))
        {
            return text;
        }

        var hidden = new StringBuilder(text.Length);
        var done = 0;
        do
        {
            hidden.Append(text, done, start - done).Append(Mask);
            done = end;
        } while (known.Next(text, done, out start, out end));

        return hidden.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Whether a secret stands anywhere in a value: in a text or a key of it, or across what JSON writes for it.</summary>
    public bool IsIn(JsonNode? value) =>
        value switch
        {
            null => false,
            JsonObject map => map.Any(pair => IsIn(pair.Key) || IsIn(pair.Value)),
            JsonArray list => list.Any(IsIn) || IsIn(value.ToJsonString()),
            JsonValue leaf when leaf.TryGetValue<string>(out var text) => IsIn(text),
            _ => IsIn(value.ToJsonString()),
        };

    private bool IsIn(string text) => _known?.Next(text, 0, out _, out _) == true;

    /// <summary>Where to cut a text at most at a place so that no secret is cut in two.</summary>
    /// <returns>The place, or the start of the secret that lies across it, or its end when it starts the text.</returns>
    internal int CutBefore(string text, int place)
    {
        var known = _known;
        var from = 0;
        while (known is not null && known.Next(text, from, out var start, out var end) && start < place)
        {
            if (end > place)
            {
                return start > 0 ? start : end;
            }

            from = end;
        }

        return place;
    }

    /// <summary>The forms to look for, made once per change.</summary>
    private sealed class Known
    {
        private readonly string[] _longestFirst;
        private readonly SearchValues<string> _search;

        internal Known(IEnumerable<string> values)
        {
            var forms = new HashSet<string>(StringComparer.Ordinal);
            foreach (var value in values)
            {
                forms.UnionWith(SecretForms.Of(value));
            }

            _longestFirst = [.. forms.Where(form => form.Length >= ShortestSecret)];
            Array.Sort(_longestFirst, (a, b) => b.Length.CompareTo(a.Length));
            _search = SearchValues.Create(_longestFirst, StringComparison.Ordinal);
            Longest = _longestFirst.Length == 0 ? 0 : _longestFirst[0].Length;
        }

        internal int Longest { get; }

        /// <summary>The next stretch that is secret: forms that overlap or touch count as one, or their ends would show.</summary>
        internal bool Next(string text, int from, out int start, out int end)
        {
            (start, end) = (0, 0);
            var at = text.AsSpan(from).IndexOfAny(_search);
            if (at < 0)
            {
                return false;
            }

            start = from + at;
            end = Extend(text, start, start + LengthAt(text, start));
            return true;
        }

        private int Extend(string text, int start, int end)
        {
            for (var from = start + 1; from <= end && from < text.Length; )
            {
                var window = text.AsSpan(from, Math.Min(text.Length, end + Longest) - from);
                var at = window.IndexOfAny(_search);
                if (at < 0 || from + at > end)
                {
                    break;
                }

                from += at;
                end = Math.Max(end, from + LengthAt(text, from));
                from++;
            }

            return end;
        }

        private int LengthAt(string text, int at)
        {
            var rest = text.AsSpan(at);
            foreach (var form in _longestFirst)
            {
                if (rest.StartsWith(form, StringComparison.Ordinal))
                {
                    return form.Length;
                }
            }

            throw new InvalidOperationException("The search found a form that is not there.");
        }
    }
}
