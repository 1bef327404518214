namespace PathToProd.Model.Charts;

/// <summary>
/// A pattern of file names as Go's <c>filepath.Match</c> reads it: <c>*</c> and <c>?</c> stop at slashes, <c>[a-z]</c> and
/// <c>[^a]</c> are classes, and a backslash takes a character as it is. No text makes it slow: of all stars only the last one
/// has to be tried again, so the time is at most the product of both lengths. See https://pkg.go.dev/path/filepath#Match.
/// </summary>
internal sealed class GoPattern
{
    private readonly List<Part> _parts = [];

    private GoPattern() { }

    /// <summary>The pattern; null when Go refuses it.</summary>
    public static GoPattern? Parse(string text)
    {
        var pattern = new GoPattern();
        for (var at = 0; at < text.Length; )
        {
            if (Next(text, ref at) is not { } part)
            {
                return null;
            }

            pattern._parts.Add(part);
        }

        return pattern;
    }

    /// <summary>Whether all of a text is as the pattern says.</summary>
    public bool Matches(string text)
    {
        var (at, part) = (0, 0);
        var (afterStar, retryAt) = (-1, 0);
        while (at < text.Length)
        {
            if (part < _parts.Count && _parts[part] is Part.Star)
            {
                (afterStar, retryAt) = (++part, at);
            }
            else if (part < _parts.Count && _parts[part].Takes(text[at]))
            {
                (at, part) = (at + 1, part + 1);
            }
            else if (afterStar >= 0 && text[retryAt] != '/')
            {
                (at, part) = (++retryAt, afterStar);
            }
            else
            {
                return false;
            }
        }

        while (part < _parts.Count && _parts[part] is Part.Star)
        {
            part++;
        }

        return part == _parts.Count;
    }

    private static Part? Next(string text, ref int at)
    {
        switch (text[at])
        {
            case '*':
                at++;
                return new Part.Star();
            case '?':
                at++;
                return new Part.Any();
            case '[':
                at++;
                return Class(text, ref at);
            default:
                return Letter(text, ref at, mayBeMark: true) is { } letter ? new Part.One(letter) : null;
        }
    }

    private static Part.Class? Class(string text, ref int at)
    {
        var isNegated = at < text.Length && text[at] == '^';
        at += isNegated ? 1 : 0;
        var ranges = new List<(char From, char To)>();
        while (at < text.Length && (text[at] != ']' || ranges.Count == 0))
        {
            if (Letter(text, ref at, mayBeMark: false) is not { } from)
            {
                return null;
            }

            var to = from;
            if (at < text.Length && text[at] == '-')
            {
                at++;
                if (at == text.Length || Letter(text, ref at, mayBeMark: false) is not { } last)
                {
                    return null;
                }

                to = last;
            }

            ranges.Add((from, to));
        }

        return at++ < text.Length ? new Part.Class([.. ranges], isNegated) : null;
    }

    /// <summary>A character, with a backslash before it or not; null if none, or a class cannot hold it so.</summary>
    private static char? Letter(string text, ref int at, bool mayBeMark)
    {
        if (!mayBeMark && text[at] is '-' or ']')
        {
            return null;
        }

        at += text[at] == '\\' ? 1 : 0;
        return at < text.Length ? text[at++] : null;
    }

    private abstract record Part
    {
        public abstract bool Takes(char letter);

        public sealed record Star : Part
        {
            public override bool Takes(char letter) => false;
        }

        public sealed record Any : Part
        {
            public override bool Takes(char letter) => letter != '/';
        }

        public sealed record One(char Letter) : Part
        {
            public override bool Takes(char letter) => letter == Letter;
        }

        public sealed record Class((char From, char To)[] Ranges, bool IsNegated) : Part
        {
            public override bool Takes(char letter) =>
                Array.Exists(Ranges, range => range.From <= letter && letter <= range.To) != IsNegated;
        }
    }
}
