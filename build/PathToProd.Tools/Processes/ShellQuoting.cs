using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>Writes an argument so that a POSIX shell would read it back, always on one line.</summary>
public static class ShellQuoting
{
    /// <summary>The argument as it stands where it is plain, else in quotes; an empty one is <c>''</c>.</summary>
    public static string Quote(string argument)
    {
        if (argument.Length == 0)
        {
            return "''";
        }

        // The mask of a hidden secret is plain on purpose: `--password=***` reads better than quotes around it.
        if (argument.All(IsPlain))
        {
            return argument;
        }

        return argument.AsSpan().ContainsAnyInRange('\0', '\x1f') || argument.Contains('\x7f')
            ? WithEscapes(argument)
            : "'" + argument.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || "_@%+=:,./-*".Contains(letter);

    private static string WithEscapes(string argument)
    {
        var quoted = new StringBuilder("$'");
        foreach (var c in argument)
        {
            _ = c switch
            {
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\'' => quoted.Append("\\'"),
                '\\' => quoted.Append("\\\\"),
                < ' ' or '\x7f' => quoted.Append($"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }
}
