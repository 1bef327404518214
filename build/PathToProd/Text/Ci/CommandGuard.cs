using System.Globalization;
using System.Text;

namespace PathToProd.Text.Ci;

/// <summary>
/// Keeps text from being a command of GitHub's runner, by a space in each place that would start one. The runner knows two forms
/// (actions/runner, src/Runner.Common/ActionCommand.cs): <c>::name::text</c> at the start of a line, after white space too, and the older
/// <c>##[name]text</c> anywhere in it, so that a prefix alone would stop only the first. It compares as a language does, for which
/// characters that nobody sees are not there.
/// </summary>
/// <remarks>Takes a text piece by piece, as it is printed. Not safe for several threads at once.</remarks>
public sealed class CommandGuard
{
    private bool _isBlank = true;
    private bool _hasColon;
    private int _marks;

    /// <summary>A whole text, made harmless.</summary>
    public static string Harmless(string text) => new CommandGuard().Next(text);

    /// <summary>The next piece, made harmless.</summary>
    public string Next(string text)
    {
        StringBuilder? changed = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (Starts(text[at]))
            {
                changed ??= new StringBuilder(text, 0, at, text.Length + 8);
                changed.Append(' ');
            }

            changed?.Append(text[at]);
        }

        return changed?.ToString() ?? text;
    }

    /// <summary>Whether a command would start with this character, the last of its mark.</summary>
    private bool Starts(char letter)
    {
        if (letter is '\n' or '\r')
        {
            (_isBlank, _hasColon, _marks) = (true, false, 0);
            return false;
        }

        if (IsUnseen(letter))
        {
            return false;
        }

        var starts = (letter == ':' && _hasColon) || (letter == '[' && _marks >= 2);
        _marks = letter == '#' ? _marks + 1 : 0;
        _hasColon = letter == ':' && _isBlank && !_hasColon;
        _isBlank = _isBlank && (_hasColon || char.IsWhiteSpace(letter));
        return starts;
    }

    private static bool IsUnseen(char letter) =>
        letter >= '\u0080'
        && char.GetUnicodeCategory(letter)
            is UnicodeCategory.Format
                or UnicodeCategory.Control
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Surrogate;
}
