namespace PathToProd.Tools.Processes.Unix;

/// <summary>Finds the file of a program as a shell would: a bare name in the folders of the child's PATH, anything else from the working directory.</summary>
internal static class ExecutableFinder
{
    private const int Executable = 1;

    /// <exception cref="StartFailedException">When a bare name is in no folder of PATH, or nowhere executable.</exception>
    internal static string Find(Command command, string path)
    {
        var directory = Path.GetFullPath(command.WorkingDirectory ?? Directory.GetCurrentDirectory());
        if (command.File.Contains('/'))
        {
            return Path.GetFullPath(command.File, directory);
        }

        string? useless = null;
        foreach (var folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(Path.GetFullPath(folder, directory), command.File);
            if (!File.Exists(file))
            {
                continue;
            }

            if (IsExecutable(file))
            {
                return file;
            }

            useless ??= file;
        }

        throw StartFailure.NotOnPath(command.File, path, useless);
    }

    internal static bool IsExecutable(string file) => LibC.Access(file, Executable) == 0;
}
