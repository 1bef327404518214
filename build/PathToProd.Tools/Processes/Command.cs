using System.Collections.Immutable;
using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>A program to run, as an immutable description; running it is <see cref="CommandRunner"/>'s part.</summary>
public sealed record Command
{
    private const int LongestShown = 1000;

    /// <summary>A program and its arguments.</summary>
    public Command(string file, params ReadOnlySpan<string> arguments)
    {
        File = file;
        Arguments = [.. arguments];
    }

    /// <summary>The program: an absolute path, a path relative to the working directory, or a name on the child's PATH.</summary>
    public string File { get; init; }

    /// <summary>The arguments, each passed on exactly as it is. Never a command line: no shell ever reads them.</summary>
    public ImmutableArray<string> Arguments { get; init; }

    /// <summary>Where the program runs; null for this process's own directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables laid over this process's own and the scope's; a null value removes one.</summary>
    public ImmutableDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>What the program reads on standard input; null for nothing at all, so that a prompt fails instead of hanging.</summary>
    public ReadOnlyMemory<byte>? StandardInput { get; init; }

    /// <summary>How long the program may run before its whole tree is ended; null for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Which streams are kept for the caller to read afterwards. With <see cref="Capture.None"/> both streams share one
    /// pipe and their lines keep their exact order; else lines of the two streams come in order of arrival. So they do on
    /// Windows, and where a variable of the program has a name that no shell could set.
    /// </summary>
    public Capture Capture { get; init; }

    /// <summary>Whether all output is kept off the console, not only what is captured. It still goes to the log.</summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// Whether captured standard output may hold secrets that no redactor knows, such as sensitive outputs: then it goes
    /// to the caller alone, to no log and no message. Ignored unless standard output is captured.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>What is echoed in place of the arguments when some must not be shown; null shows the arguments themselves.</summary>
    public ImmutableArray<string>? ShownArguments { get; init; }

    /// <summary>The same command with a text as its standard input, in UTF-8.</summary>
    public Command WithInput(string text) => this with { StandardInput = Encoding.UTF8.GetBytes(text) };

    /// <summary>The command line as a person would type it in a shell, on one line. Secrets that only a redactor knows are in it.</summary>
    public override string ToString() => Render(File, new Redactor(), int.MaxValue);

    /// <summary>The command line as it is echoed: the program by its bare name, secrets hidden, huge arguments shortened.</summary>
    public string Echo(Redactor redactor) => Render(Path.GetFileName(File), redactor, LongestShown);

    // Secrets are hidden before quoting, as quoting may break them up.
    private string Render(string file, Redactor redactor, int longest)
    {
        var line = new StringBuilder(ShellQuoting.Quote(redactor.Hide(file)));
        foreach (var argument in ShownArguments ?? Arguments)
        {
            line.Append(' ').Append(ShellQuoting.Quote(Shorten(redactor.Hide(argument), longest)));
        }

        return redactor.Hide(line.ToString());
    }

    private static string Shorten(string argument, int longest) =>
        argument.Length > longest ? $"{argument[..longest]}… ({argument.Length} characters)" : argument;
}
