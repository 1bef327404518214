using System.Collections.Immutable;
using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Splits one string into arguments as a C program on Windows reads its command line. Cake's
/// <c>ProcessArgumentBuilder</c> quotes by these rules, and .NET splits by them on every system.
/// </summary>
internal static class ArgumentSplitter
{
    /// <summary>
    /// Blanks and tabs separate arguments, except in quotes. Backslashes are plain except before a quote: there 2n of them
    /// mean n and the quote counts, 2n+1 mean n and a plain quote. Two quotes inside quotes mean a plain one.
    /// </summary>
    internal static ImmutableArray<string> Split(string arguments)
    {
        var result = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (true)
        {
            while (at < arguments.Length && IsBlank(arguments[at]))
            {
                at++;
            }

            if (at == arguments.Length)
            {
                return result.ToImmutable();
            }

            result.Add(Next(arguments, ref at));
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static string Next(string text, ref int at)
    {
        var argument = new StringBuilder();
        var quoted = false;
        while (at < text.Length && (quoted || !IsBlank(text[at])))
        {
            if (text[at] == '\\')
            {
                Backslashes(text, ref at, argument);
            }
            else if (text[at] != '"')
            {
                argument.Append(text[at++]);
            }
            else if (quoted && at + 1 < text.Length && text[at + 1] == '"')
            {
                argument.Append('"');
                at += 2;
            }
            else
            {
                quoted = !quoted;
                at++;
            }
        }

        return argument.ToString();
    }

    private static void Backslashes(string text, ref int at, StringBuilder argument)
    {
        var start = at;
        while (at < text.Length && text[at] == '\\')
        {
            at++;
        }

        var count = at - start;
        if (at == text.Length || text[at] != '"')
        {
            argument.Append('\\', count);
            return;
        }

        argument.Append('\\', count / 2);
        if (count % 2 == 1)
        {
            argument.Append('"');
            at++;
        }
    }
}
