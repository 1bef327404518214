using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>Finds out why a program could not be started: the system's own "No such file or directory" means five different things.</summary>
internal static class StartFailure
{
    internal static StartFailedException NotOnPath(string name, string path, string? useless) =>
        useless is null
            ? new($"there is no {name} in the folders of PATH ({path})", "Install it, or add its folder to PATH")
            : NotExecutable(useless);

    internal static void RefuseZeros(List<string> values)
    {
        if (values.Exists(value => value.Contains('\0')))
        {
            throw new StartFailedException(
                "an argument or variable holds a NUL character, which cannot be passed to a program",
                "Pass such a value by file or by standard input"
            );
        }
    }

    internal static StartFailedException Explain(int error, string file, string? directory)
    {
        if (directory is not null && !Directory.Exists(directory))
        {
            return File.Exists(directory)
                ? new($"its working directory {directory} is a file", "Name a folder")
                : new($"its working directory {directory} does not exist", "Make the folder, or correct its name");
        }

        if (Directory.Exists(file))
        {
            return new($"{file} is a folder", "Name the program in it");
        }

        if (error is LibC.ErrorNoEntry or LibC.ErrorNotDirectory && !File.Exists(file))
        {
            return new($"{file} does not exist", "Install it, or correct the path");
        }

        return error switch
        {
            LibC.ErrorNoEntry => NoInterpreter(file),
            LibC.ErrorNoExec => BuiltForAnotherSystem(file),
            LibC.ErrorAccess => NotExecutable(file),
            LibC.ErrorTooBig => new(
                "its arguments and variables are larger than the system allows",
                "Pass large values by file or by standard input"
            ),
            LibC.ErrorTextBusy => new(
                $"{file} is still being written by another program",
                "Wait for that to end, and run again"
            ),
            _ when error == LibC.ErrorNoMemory || error == LibC.ErrorTryAgain => new(
                $"the system has no room for another process ({Marshal.GetPInvokeErrorMessage(error)})",
                "End other programs, or raise the limit (`ulimit -u`, the container's memory or pids)"
            ),
            _ => new($"{Marshal.GetPInvokeErrorMessage(error)} (error {error})", $"Try to run {file} by hand"),
        };
    }

    /// <summary>Why a script or program will not start, as far as a look at it says; null when nothing is wrong with it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shown">What messages call it.</param>
    internal static (string What, string Fix)? WhyItWillNotStart(string file, string shown)
    {
        if (LibC.Access(file, 1) != 0)
        {
            return ("is not executable", $"chmod +x {ShellQuoting.Quote(shown)}");
        }

        // What is executable and cannot be read is a program, if anything.
        if (Head(file) is not { Length: > 0 } || IsProgram(file))
        {
            return null;
        }

        // Windows line ends are not a fault of a checkout: an artifact takes text with those of Unix.
        return Interpreter(file)?.TrimEnd('\r') switch
        {
            null => ("has no first line such as #!/bin/sh that says what runs it", "add that line"),
            var name when !File.Exists(name) => (
                $"names {name} in its first line, which does not exist here",
                $"install {name}, or correct the line"
            ),
            _ => null,
        };
    }

    private static StartFailedException NotExecutable(string file) =>
        LibC.Access(file, 1) == 0
            ? new(
                $"the system refuses to run {file}, which is executable",
                "Check that its interpreter is executable, and that its file system is not mounted noexec"
            )
            : new($"{file} is not executable", $"Run `chmod +x {ShellQuoting.Quote(file)}`");

    private static StartFailedException NoInterpreter(string file) =>
        Interpreter(file) is { } interpreter
            ? new(
                $"the first line of {file} names {interpreter} to run it, which does not exist",
                interpreter.EndsWith('\r')
                    ? "Save the script with \\n at its line ends, not \\r\\n"
                    : $"Install {interpreter}, or correct the first line"
            )
            : new(
                $"the loader that {file} was built for is missing here",
                "Take the build for this system (glibc or musl), or a static one"
            );

    private static StartFailedException BuiltForAnotherSystem(string file) =>
        IsProgram(file)
            ? new(
                $"{file} was built for another processor or system than this one ({RuntimeInformation.RuntimeIdentifier})",
                "Install the build for this one"
            )
            : new(
                $"{file} is neither a program nor a script with a first line such as #!/bin/sh",
                "Add that line, or download the program again"
            );

    private static string? Interpreter(string file)
    {
        var start = Encoding.UTF8.GetString(Head(file));
        if (!start.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var line = start[2..].Split('\n')[0].TrimStart(' ', '\t');
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? line : line[..end];
    }

    private static bool IsProgram(string file) =>
        Head(file)
            is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..]
                or [(byte)'M', (byte)'Z', ..]
                or [0xcf or 0xce, 0xfa, 0xed, 0xfe, ..]
                or [0xca, 0xfe, 0xba, 0xbe, ..];

    private static byte[] Head(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var head = new byte[256];
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // executable but not readable: nothing more can be said
        }
    }
}
