namespace PathToProd.Support;

/// <summary>Scripts that stand in for programs.</summary>
public static class ScriptFile
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    /// <summary>Writes a file that everyone can execute, in place of what stood there, which may be a link. Returns its path.</summary>
    /// <param name="path">Where; its folder is made.</param>
    /// <param name="text">All of it, with its first line.</param>
    public static string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }

        return path;
    }

    /// <summary>The same for a script of the shell that every system has.</summary>
    public static string WriteShell(string path, string body) => Write(path, $"#!/bin/sh\n{body}\n");
}
