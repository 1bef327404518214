using System.Runtime.InteropServices;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>Finds out why a program cannot be started: the system's own "No such file or directory" means five different things.</summary>
public static class StartFailure
{
    internal static StartFailedException NotOnPath(string name, string path, string? useless) =>
        useless is null
            ? new($"there is no {name} in the folders of PATH ({path})", "Install it, or add its folder to PATH")
            : NotExecutable(useless);

    internal static void RefuseZeros(IEnumerable<string> values)
    {
        if (values.Any(value => value.Contains('\0')))
        {
            throw new StartFailedException(
                "an argument or variable holds a NUL character, which cannot be passed to a program",
                "Pass such a value by file or by standard input"
            );
        }
    }

    /// <summary>What can be seen before a start; null when nothing is wrong.</summary>
    internal static StartFailedException? Foreseen(string file, string? directory) =>
        directory is not null && !Directory.Exists(directory)
            ? File.Exists(directory)
                ? new($"its working directory {directory} is a file", "Name a folder")
                : new($"its working directory {directory} does not exist", "Make the folder, or correct its name")
            : Directory.Exists(file)
                ? new($"{file} is a folder", "Name the program in it")
                : !File.Exists(file)
                    ? new($"{file} does not exist", "Install it, or correct the path")
                    : !ExecutableFinder.IsExecutable(file)
                        ? NotExecutable(file)
                        : null;

    /// <summary>What the error of a start means.</summary>
    internal static StartFailedException Explain(int error, string file, string? directory) =>
        Foreseen(file, directory)
        ?? error switch
        {
            LibC.ErrorNoEntry => NoInterpreter(file),
            LibC.ErrorNoExec => BuiltForAnotherSystem(file),
            LibC.ErrorAccess => NotExecutable(file),
            LibC.ErrorTooBig => new(
                "its arguments and variables are larger than the system allows",
                "Pass large values by file or by standard input"
            ),
            _ when error == LibC.ErrorNoMemory || error == LibC.ErrorTryAgain => new(
                $"the system has no room for another process ({Marshal.GetPInvokeErrorMessage(error)})",
                "End other programs, or raise the limit (`ulimit -u`, the container's memory or pids)"
            ),
            _ => new($"{Marshal.GetPInvokeErrorMessage(error)} (error {error})", $"Try to run {file} by hand"),
        };

    /// <summary>Why a script or program will not start, as far as a look at it says; null when nothing is wrong with it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shown">What messages call it.</param>
    public static (string What, string Fix)? WhyItWillNotStart(string file, string shown)
    {
        if (!ExecutableFinder.IsExecutable(file))
        {
            return ("is not executable", $"chmod +x {ShellQuoting.Quote(shown)}");
        }

        // What is executable and cannot be read is a program, if anything.
        var program = new ProgramFile(file);
        if (program.IsUnknown || program.IsProgram)
        {
            return null;
        }

        // Windows line ends are not a fault of a checkout: an artifact takes text with those of Unix.
        return program.Interpreter?.TrimEnd('\r') switch
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
        ExecutableFinder.IsExecutable(file)
            ? new(
                $"the system refuses to run {file}, which is executable",
                "Check that its interpreter is executable, and that its file system is not mounted noexec"
            )
            : new($"{file} is not executable", $"Run `chmod +x {ShellQuoting.Quote(file)}`");

    private static StartFailedException NoInterpreter(string file) =>
        new ProgramFile(file).Interpreter is { } interpreter
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
        new ProgramFile(file).IsProgram
            ? new(
                $"{file} was built for another processor or system than this one ({RuntimeInformation.RuntimeIdentifier})",
                "Install the build for this one"
            )
            : new(
                $"{file} is neither a program nor a script with a first line such as #!/bin/sh",
                "Add that line, or download the program again"
            );
}
