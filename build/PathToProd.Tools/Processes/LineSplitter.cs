using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Cuts bytes into lines. A line ends with <c>\n</c>, <c>\r\n</c>, or a lone <c>\r</c>, which is how progress bars
/// draw over themselves. A line longer than the limit comes in pieces, cut where no secret is cut in two.
/// </summary>
internal sealed class LineSplitter(Redactor redactor, Action<string> line, int limit = 1 << 20)
{
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private readonly StringBuilder _rest = new();
    private char[] _chars = [];
    private bool _afterReturn;

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        var most = Encoding.UTF8.GetMaxCharCount(bytes.Length);
        if (_chars.Length < most)
        {
            _chars = new char[most];
        }

        Add(_chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false)));
    }

    /// <summary>Gives the last line, when it has no end.</summary>
    internal void End()
    {
        var left = new char[4];
        Add(left.AsSpan(0, _decoder.GetChars([], left, flush: true)));
        if (_rest.Length > 0)
        {
            Give([]);
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            // The \n of a \r\n that was cut in two, or that follows at once: the \r already ended the line.
            if (_afterReturn && text[0] == '\n')
            {
                text = text[1..];
            }

            _afterReturn = false;
            var end = text.IndexOfAny('\n', '\r');
            if (end < 0)
            {
                _rest.Append(text);
                CutLongLine();
                return;
            }

            Give(text[..end]);
            _afterReturn = text[end] == '\r';
            text = text[(end + 1)..];
        }
    }

    private void Give(ReadOnlySpan<char> last)
    {
        if (_rest.Length == 0 && last.Length <= limit)
        {
            line(new string(last));
            return;
        }

        _rest.Append(last);
        CutLongLine();
        line(_rest.ToString());
        _rest.Clear();
    }

    private void CutLongLine()
    {
        while (_rest.Length > limit + redactor.LongestForm)
        {
            var text = _rest.ToString(0, limit + redactor.LongestForm);
            var cut = redactor.CutBefore(text, limit);
            if (char.IsHighSurrogate(text[cut - 1]) && cut > 1)
            {
                cut--;
            }

            line(text[..cut]);
            _rest.Remove(0, cut);
        }
    }
}
