using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>What a terminal shows in the end of all that was written to it, with what scrolled away: lines, and the few sequences that we write.</summary>
internal sealed partial class TerminalScreen
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;
    private int _column;

    private TerminalScreen() { }

    /// <remarks>.NET itself asks for the other codes of arrow keys (?1h) when it is asked how wide the terminal is.</remarks>
    /// <summary>The lines, as long as they are: what was written must not need wrapping.</summary>
    public static string[] Of(string written)
    {
        var screen = new TerminalScreen();

        // A carriage return of its own comes as a line break from who reads the program's output line by line.
        written = Return().Replace(written, "\r");
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] != '\e')
            {
                screen.Write(written[at]);
                continue;
            }

            var sequence = Sequence().Match(written, at);
            sequence.Success.ShouldBeTrue($"an unknown sequence: {written[at..Math.Min(written.Length, at + 10)]}");
            screen.Obey(sequence.Groups["what"].Value, sequence.Groups["number"].Value);
            at += sequence.Length - 1;
        }

        return [.. screen._lines.Select(line => line.ToString().TrimEnd())];
    }

    private void Write(char letter)
    {
        switch (letter)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                (_row, _column) = (_row + 1, 0);
                if (_row == _lines.Count)
                {
                    _lines.Add(new StringBuilder());
                }

                break;
            default:
                var line = _lines[_row];
                line.Append(' ', Math.Max(0, _column + 1 - line.Length));
                line[_column++] = letter;
                break;
        }
    }

    private void Obey(string what, string number)
    {
        switch (what)
        {
            case "A":
                _row -= int.Parse(number, CultureInfo.InvariantCulture);
                _row.ShouldBeGreaterThanOrEqualTo(0, "it went up further than there are lines");
                break;
            case "K":
                _lines[_row].Length = Math.Min(_column, _lines[_row].Length);
                break;
        }
    }

    [GeneratedRegex(@"\n(?=\e\[[0-9]+A)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Return();

    [GeneratedRegex(
        @"\G\e(\[(?<number>[0-9]*)(?<what>[AKm])|\[\?1h\e=)",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sequence();
}
