using System.Diagnostics.CodeAnalysis;
using PathToProd.Text;

namespace PathToProd.Versions;

/// <summary>Reads a range, by recursive descent: groups joined by <c>||</c>, each of comparators that must all hold.</summary>
internal sealed class RangeParser(string text)
{
    private const int MaxLength = 1024;
    private int _at;

    public bool TryParse([NotNullWhen(true)] out VersionRange? range, out TextError error)
    {
        range = null;
        try
        {
            range = Range();
            error = default;
            return true;
        }
        catch (RangeSyntaxException exception)
        {
            error = exception.Error;
            return false;
        }
    }

    private VersionRange Range()
    {
        if (text.Length > MaxLength)
        {
            throw Wrong(MaxLength, "the range is too long", "write at most 1024 characters");
        }

        var (releases, prereleases) = (new List<Interval>(), new List<Interval>());
        do
        {
            Spaces();
            if (_at == text.Length || text[_at] == '|')
            {
                throw Wrong(_at, "a range is missing", "write one such as >=1.2.0 <2.0.0, or * for every release");
            }

            var group = Group();
            releases.Add(group.Releases());
            group.AddPrereleases(prereleases);
        } while (Or());

        return new VersionRange(text, IntervalSet.Of(releases), IntervalSet.Of(prereleases));
    }

    private bool Or()
    {
        Spaces();
        if (_at == text.Length)
        {
            return false;
        }

        if (text.AsSpan(_at).StartsWith("||"))
        {
            _at += 2;
            return true;
        }

        throw text[_at] == '|'
            ? Wrong(_at, "a single | is not \"or\"", "write ||")
            : Wrong(
                _at,
                $"{VersionText.Show(text[_at])} is not allowed here",
                "separate comparators by a space, a comma or ||"
            );
    }

    private RangeGroup Group()
    {
        var group = new RangeGroup();
        var start = _at;
        var mayBeHyphen = char.IsAsciiDigit(text[_at]) || IsPrefix();
        Atom(group);
        if (mayBeHyphen && Hyphen())
        {
            _at = start;
            return HyphenGroup();
        }

        while (Separator())
        {
            Atom(group);
        }

        return group;
    }

    private RangeGroup HyphenGroup()
    {
        var group = new RangeGroup();
        group.Add(Comparators.Of(">=", Partial()), Named);
        _ = Hyphen();
        group.Add(Comparators.Of("<=", Partial()), Named);
        return group;
    }

    /// <summary>Takes a dash that has spaces on both sides.</summary>
    private bool Hyphen()
    {
        var at = _at;
        Spaces();
        if (_at > at && _at + 1 < text.Length && text[_at] == '-' && text[_at + 1] == ' ')
        {
            _at++;
            Spaces();
            return true;
        }

        _at = at;
        return false;
    }

    private bool Separator()
    {
        var at = _at;
        Spaces();
        if (_at < text.Length && text[_at] == ',')
        {
            _at++;
            Spaces();
            return true;
        }

        return _at > at && _at < text.Length && text[_at] != '|';
    }

    private SemVersion? Named { get; set; }

    private void Atom(RangeGroup group)
    {
        if (_at < text.Length && IsAny(text[_at]))
        {
            _at++;
            if (_at < text.Length && text[_at] == '.')
            {
                throw Wrong(_at, "nothing can follow a wildcard", "write * alone");
            }

            group.Add(new Interval(new SemVersion(0, 0, 0), null), named: null);
            return;
        }

        if (text[_at..].StartsWith("!=", StringComparison.Ordinal))
        {
            throw Wrong(_at, "!= is not supported", $"write {WithoutNot()}");
        }

        var op = Operator();
        var operand = Partial();
        group.Add(Comparators.Of(op, operand), Named);
    }

    private string Operator()
    {
        var rest = text.AsSpan(_at);
        var op =
            rest is ['>', '=', ..] ? ">="
            : rest is ['<', '=', ..] ? "<="
            : rest is ['>' or '<' or '=' or '^' or '~', ..] ? rest[..1].ToString()
            : "";
        _at += op.Length;
        Spaces();
        if (op.Length > 0 && _at < text.Length && text[_at] is '>' or '<' or '=' or '^' or '~')
        {
            var fix = (op, text[_at]) switch
            {
                ("=", '>' or '<') => $"write {text[_at]}=",
                ("~", '>') => "write ~1.2 for every 1.2.x, or ^1.2 for every later 1.x",
                _ => "write one of ^ ~ >= <= > < =",
            };
            throw Wrong(_at, $"{VersionText.Show(text[_at])} cannot follow {op}", fix);
        }

        return op;
    }

    /// <summary>A version of which the last numbers may be missing, or be <c>x</c>.</summary>
    private PartialVersion Partial()
    {
        Named = null;
        _at += IsPrefix() ? 1 : 0;
        var from = _at;
        var major = Number();
        var minor = Dot() ? NumberOrAny() : null;
        var patch = Dot() ? NumberOrAny() : null;
        if (minor is null && patch is not null)
        {
            throw Wrong(_at - 1, "a number cannot follow a wildcard", $"write {major}.x");
        }

        if (_at < text.Length && text[_at] == '+')
        {
            throw Wrong(_at, "build metadata is not allowed in a range", "remove it from the + on");
        }

        return new PartialVersion(major, minor, patch, Prerelease(from, major, minor, patch));
    }

    private string Prerelease(int version, long major, long? minor, long? patch)
    {
        if (_at == text.Length || text[_at] != '-')
        {
            return "";
        }

        var whole = $"{major}.{minor ?? 0}.{patch ?? 0}";
        if (IsAny(text[_at - 1]))
        {
            throw Wrong(_at, "a pre-release cannot follow a wildcard", $"write >={whole}-0");
        }

        var from = ++_at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '.'))
        {
            _at++;
        }

        if (Identifiers.Check(text[.._at], from, isPrerelease: true) is { } wrong)
        {
            throw new RangeSyntaxException(wrong);
        }

        if (patch is null && !char.IsAsciiLetter(text[from]) && text[from.._at] != "0")
        {
            var numbers = text[version..(from - 1)];
            throw Wrong(
                from - 1,
                $"{text[version.._at]} could be a range or a pre-release",
                $"write {numbers} - {text[from.._at]} for the range, or {whole}-{text[from.._at]} for the pre-release"
            );
        }

        Named = new SemVersion(major, minor ?? 0, patch ?? 0, text[from.._at]);
        return Named.Prerelease;
    }

    /// <summary>A <c>v</c> right before a version.</summary>
    private bool IsPrefix() => _at + 1 < text.Length && text[_at] == 'v' && char.IsAsciiDigit(text[_at + 1]);

    /// <summary>The group at which the parser stands, written without its <c>!=</c>.</summary>
    private string WithoutNot()
    {
        var start = text.LastIndexOf("||", _at, StringComparison.Ordinal) is >= 0 and var or ? or + 2 : 0;
        var end = text.IndexOf("||", _at, StringComparison.Ordinal) is >= 0 and var next ? next : text.Length;
        var (before, after) = (text[start.._at].TrimStart(), text[(_at + 2)..end].Trim());
        return after.Length == 0 ? "<1.2.3 || >1.2.3" : $"{before}<{after} || {before}>{after}";
    }

    private long Number()
    {
        if (_at < text.Length && text[_at] is 'v' or 'V')
        {
            throw Wrong(_at, $"a version has no {VersionText.Show(text[_at])} in front", "remove it");
        }

        if (_at < text.Length && IsAny(text[_at]))
        {
            throw Wrong(
                _at,
                $"{VersionText.Show(text[_at])} cannot follow a comparison",
                "write * alone for every release"
            );
        }

        if (_at == text.Length || !char.IsAsciiDigit(text[_at]))
        {
            var what = _at == text.Length ? "a version is missing" : $"{VersionText.Show(text[_at])} is not a version";
            var isWord = _at < text.Length && char.IsAsciiLetter(text[_at]);
            throw Wrong(
                _at,
                what,
                isWord
                    ? "write * for every release, or a range such as >=1.2.0 <2.0.0"
                    : "write a range such as >=1.2.0 <2.0.0"
            );
        }

        return VersionText.Number(text, ref _at, out var number, out var error)
            ? number
            : throw new RangeSyntaxException(error);
    }

    private long? NumberOrAny()
    {
        if (_at < text.Length && IsAny(text[_at]))
        {
            _at++;
            return null;
        }

        return VersionText.Number(text, ref _at, out var number, out var error)
            ? number
            : throw new RangeSyntaxException(error);
    }

    private bool Dot()
    {
        var isDot = _at < text.Length && text[_at] == '.';
        _at += isDot ? 1 : 0;
        return isDot;
    }

    private void Spaces()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private static bool IsAny(char c) => c is 'x' or 'X' or '*';

    private static RangeSyntaxException Wrong(int at, string what, string fix) => new(new TextError(at, what, fix));
}
