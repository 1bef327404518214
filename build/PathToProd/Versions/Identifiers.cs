using PathToProd.Text;

namespace PathToProd.Versions;

/// <summary>The dot-separated identifiers after the dash or the plus of a version (SemVer 2, items 9 to 11).</summary>
internal static class Identifiers
{
    /// <summary>What is wrong with the identifiers that start at <paramref name="start"/>; null when nothing is.</summary>
    public static TextError? Check(string text, int start, bool isPrerelease)
    {
        var noun = isPrerelease ? "pre-release" : "build metadata";
        for (var at = start; ; at++)
        {
            var from = at;
            while (at < text.Length && IsIdentifier(text[at]))
            {
                at++;
            }

            if (at == from)
            {
                return at < text.Length && text[at] != '.'
                    ? Wrong(text, at)
                    : new TextError(at, $"an identifier of the {noun} is empty", "write letters, digits or dashes");
            }

            if (isPrerelease && text[from] == '0' && at - from > 1 && IsNumber(text.AsSpan(from, at - from)))
            {
                return new TextError(
                    from,
                    $"the number {text[from..at]} of the {noun} starts with 0",
                    $"write {text[from..at].TrimStart('0').PadLeft(1, '0')}"
                );
            }

            if (at == text.Length)
            {
                return null;
            }

            if (text[at] != '.')
            {
                return Wrong(text, at);
            }
        }
    }

    /// <summary>Compares two pre-releases by precedence; an empty one is a release, and comes last.</summary>
    public static int Compare(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var l = left.AsSpan();
        var r = right.AsSpan();
        while (true)
        {
            var order = CompareOne(Next(ref l, out var leftEnds), Next(ref r, out var rightEnds));
            if (order != 0)
            {
                return order;
            }

            if (leftEnds || rightEnds)
            {
                return rightEnds.CompareTo(leftEnds);
            }
        }
    }

    private static int CompareOne(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (leftIsNumber, rightIsNumber) = (IsNumber(left), IsNumber(right));
        if (leftIsNumber != rightIsNumber)
        {
            return leftIsNumber ? -1 : 1;
        }

        // Numbers have no leading zeros, so the longer one is the larger one, however long they are.
        var byLength = leftIsNumber ? left.Length.CompareTo(right.Length) : 0;
        return byLength != 0 ? byLength : left.CompareTo(right, StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest, out bool ends)
    {
        var dot = rest.IndexOf('.');
        ends = dot < 0;
        var first = ends ? rest : rest[..dot];
        rest = ends ? default : rest[(dot + 1)..];
        return first;
    }

    private static TextError Wrong(string text, int at) =>
        new(at, $"{VersionText.Show(text[at])} is not allowed here", "write letters, digits, dashes and dots");

    private static bool IsIdentifier(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
