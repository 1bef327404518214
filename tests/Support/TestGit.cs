namespace PathToProd.Support;

/// <summary>Git as tests call it: as ann, who may clone from folders, and with no settings of this machine.</summary>
public static class TestGit
{
    private static readonly string[] Ann =
    [
        "-c",
        "user.name=ann",
        "-c",
        "user.email=ann@example.com",
        "-c",
        "protocol.file.allow=always",
    ];

    /// <summary>Runs it in a folder; it must succeed. Returns what it wrote to standard output, without the last line end.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        var start = ExternalProgram.Start(folder, "git", [.. Ann, .. arguments]);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        return ExternalProgram.Succeed(start).TrimEnd('\n');
    }

    /// <summary>Makes a repository of a folder, with one commit on its branch main of all that is there.</summary>
    public static void CommitAll(string folder)
    {
        Run(folder, "init", "--quiet", "--initial-branch=main");
        Run(folder, "add", "--all");
        Run(folder, "commit", "--quiet", "--message", "first");
    }
}
