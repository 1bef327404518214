using PathToProd.Text.Ci;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Invocations;

/// <summary>What the program writes to, as far as it changes how text is shown.</summary>
/// <param name="Style">Colours on a terminal that has them, unless <c>NO_COLOR</c> is set; lines as wide as the terminal.</param>
/// <param name="CanRewrite">Whether a line can be taken back and written again.</param>
/// <param name="Ci">The CI system that shows it; none for a terminal.</param>
internal sealed record Terminal(Style Style, bool CanRewrite, CiHost Ci)
{
    /// <summary>What standard output and standard error are connected to.</summary>
    public static Terminal Current()
    {
        var here = Of(
            Environment.GetEnvironmentVariable,
            Console.IsOutputRedirected,
            Console.IsErrorRedirected,
            Columns
        );

        // What is traced is shown by the program that traces it.
        return StageMarks.AreOn ? here with { Ci = CiHost.None } : here;
    }

    /// <summary>Decides.</summary>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    /// <param name="outputElsewhere">Whether standard output goes to a file or a pipe.</param>
    /// <param name="errorElsewhere">Whether standard error does.</param>
    /// <param name="columns">How wide the terminal is; asked only when there is one. 0 or less when it does not say.</param>
    public static Terminal Of(
        Func<string, string?> variable,
        bool outputElsewhere,
        bool errorElsewhere,
        Func<int> columns
    )
    {
        // Emacs' shell, editors and some CI say that they know no escape sequences; https://no-color.org defines the other variable.
        var isDumb = "dumb".Equals(variable("TERM"), StringComparison.Ordinal);
        var style = new Style
        {
            HasColours = !outputElsewhere && !isDumb && string.IsNullOrEmpty(variable("NO_COLOR")),
            Width = !outputElsewhere && columns() is > 0 and var width ? width : null,
        };
        var ci = CiHosts.Of(variable);
        return new Terminal(style, !outputElsewhere && !errorElsewhere && !isDumb && ci == CiHost.None, ci);
    }

    /// <summary>How large the terminal is now: a user may change that at any time. 80 by 24 where it does not say.</summary>
    public static (int Columns, int Rows) Size()
    {
        try
        {
            var (columns, rows) = (Console.WindowWidth, Console.WindowHeight);
            return (columns > 0 ? columns : 80, rows > 0 ? rows : 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // A terminal that does not say how wide it is limits nothing.
            return 0;
        }
    }
}
