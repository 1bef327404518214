using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Formats.Yaml;

/// <summary>
/// What stands between two words of a scalar: spaces on one line stay, one line break becomes a space, and of several all
/// but the first stay.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LineFolding
{
    private StringBuilder? _breaks;
    private string? _first;
    private int _blank;
    private int _blanks;

    /// <summary>Whether a line break was seen since the last word.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The break counts as no space: its line ends with a backslash.</summary>
    public void Escape() => IsBroken = true;

    public void Blank(Cursor cursor)
    {
        if (IsBroken && cursor.Current == ' ')
        {
            cursor.SkipSpaces();
            return;
        }

        _blank = _blanks == 0 ? cursor.Index : _blank;
        _blanks += IsBroken ? 0 : 1;
        cursor.Skip();
    }

    public void Break(Cursor cursor)
    {
        if (IsBroken)
        {
            (_breaks ??= new StringBuilder()).Append(cursor.TakeBreak());
        }
        else
        {
            _first = cursor.TakeBreak();
            IsBroken = true;
        }
    }

    /// <summary>Adds what stands between two words, and begins again.</summary>
    public void FoldInto(StringBuilder text, Cursor cursor)
    {
        if (!IsBroken)
        {
            text.Append(cursor.Slice(_blank, _blanks));
        }
        else if (_first != "\n")
        {
            text.Append(_first).Append(_breaks);
        }
        else
        {
            _ = _breaks is null ? text.Append(' ') : text.Append(_breaks);
        }

        this = default;
    }
}
