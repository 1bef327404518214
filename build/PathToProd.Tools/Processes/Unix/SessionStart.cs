using System.Collections.Immutable;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>
/// How a program is started so that it has a session of its own: the terminal's Ctrl-C then reaches it only through us
/// and once, a program that asks for a password on the terminal fails instead of stopping silently, and the tree can be
/// recognised by its session. .NET has no such thing, but setsid(1), which makes a session and then becomes the program,
/// under the same id. macOS has no setsid(1); there perl does the same. Where there is neither, or where the system may
/// refuse a program, it is started as it is: then the refusal is the system's own and can be explained.
/// </summary>
/// <param name="Program">The file of the program itself, as messages call it.</param>
/// <param name="File">What is started.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="IsJoined">Whether both streams of the program are one pipe, so that their lines keep the order of writing.</param>
internal sealed record SessionStart(string Program, string File, ImmutableArray<string> Arguments, bool IsJoined)
{
    // A text of ours: neither the program nor an argument is ever read by the shell.
    private const string Join = "exec \"$0\" \"$@\" 2>&1";

    private const string Perl =
        "use POSIX (); POSIX::setsid(); open(STDERR, '>&', \\*STDOUT) if shift; "
        + "{ exec { $ARGV[0] } @ARGV } print STDERR \"$ARGV[0]: $!\\n\"; exit 126";

    private static readonly string? SetSidFile = Existing("/usr/bin/setsid", "/bin/setsid");
    private static readonly string? PerlFile = Existing("/usr/bin/perl");

    /// <summary>How to start a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="variables">What is laid over our environment.</param>
    /// <exception cref="StartFailedException">When it can be seen that it would not start.</exception>
    internal static SessionStart Of(Command command, IReadOnlyDictionary<string, string?> variables)
    {
        StartFailure.RefuseZeros([.. command.Arguments, .. variables.Keys, .. variables.Values.OfType<string>()]);
        var path = variables.TryGetValue("PATH", out var own) ? own : Environment.GetEnvironmentVariable("PATH");
        var file = ExecutableFinder.Find(command, path ?? "");
        if (StartFailure.Foreseen(file, command.WorkingDirectory) is { } failure)
        {
            throw failure;
        }

        var join = command.Capture == Capture.None;
        return !new ProgramFile(file).Starts ? AsItIs(file, command.Arguments)
            : SetSidFile is not null ? BySetSid(file, command.Arguments, join && Names(variables).All(IsPlain))
            : PerlFile is not null ? ByPerl(file, command.Arguments, join)
            : AsItIs(file, command.Arguments);
    }

    internal static SessionStart AsItIs(string file, ImmutableArray<string> arguments) =>
        new(file, file, arguments, IsJoined: false);

    internal static SessionStart ByPerl(string file, ImmutableArray<string> arguments, bool join) =>
        new(file, PerlFile!, ["-e", Perl, "--", join ? "1" : "", file, .. arguments], join);

    private static SessionStart BySetSid(string file, ImmutableArray<string> arguments, bool join) =>
        new(file, SetSidFile!, join ? ["/bin/sh", "-c", Join, file, .. arguments] : [file, .. arguments], join);

    // A shell drops a variable whose name it could not set itself, such as TF_VAR_my-name: then there is none between.
    private static IEnumerable<string> Names(IReadOnlyDictionary<string, string?> variables) =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Concat(variables.Keys);

    private static bool IsPlain(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static string? Existing(params string[] files) => Array.Find(files, System.IO.File.Exists);
}
