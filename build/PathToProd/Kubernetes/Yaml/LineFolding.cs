using System.Text;

namespace PathToProd.Kubernetes.Yaml;

/// <summary>
/// What stands between two words of a scalar: spaces on one line stay, one line break becomes a space, and of several all
/// but the first stay.
/// </summary>
internal sealed class LineFolding
{
    private readonly StringBuilder _spaces = new();
    private readonly StringBuilder _breaks = new();
    private string _first = "";

    /// <summary>Whether a line break was seen since the last word.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The break counts as no space: its line ends with a backslash.</summary>
    public void Escape() => IsBroken = true;

    public void Blank(Cursor cursor)
    {
        if (IsBroken)
        {
            cursor.Skip();
        }
        else
        {
            cursor.TakeTo(_spaces);
        }
    }

    public void Break(Cursor cursor)
    {
        if (IsBroken)
        {
            _breaks.Append(cursor.TakeBreak());
        }
        else
        {
            _spaces.Clear();
            _first = cursor.TakeBreak();
            IsBroken = true;
        }
    }

    /// <summary>Adds what stands between two words, and begins again.</summary>
    public void FoldInto(StringBuilder text)
    {
        if (IsBroken)
        {
            if (_first == "\n")
            {
                text.Append(_breaks.Length == 0 ? " " : "");
            }
            else
            {
                text.Append(_first);
            }

            text.Append(_breaks);
        }
        else
        {
            text.Append(_spaces);
        }

        _spaces.Clear();
        _breaks.Clear();
        _first = "";
        IsBroken = false;
    }
}
