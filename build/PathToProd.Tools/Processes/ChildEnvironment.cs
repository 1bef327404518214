namespace PathToProd.Tools.Processes;

/// <summary>How the environment of a child differs from ours, and the two variables by which its whole tree is known.</summary>
internal static class ChildEnvironment
{
    /// <summary>Marks all processes of a run.</summary>
    internal const string Run = "PATH_TO_PROD_RUN";

    /// <summary>Marks all processes of one command, also those that left its session and parent.</summary>
    internal const string Command = "PATH_TO_PROD_COMMAND";

    /// <summary>
    /// What Git sets for its hooks about the repository that runs them. To a tool that fetches with Git, such as Terraform its
    /// modules, it would name the wrong one.
    /// </summary>
    private static readonly string[] OfGitHooks =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH",
        "GIT_NAMESPACE",
    ];

    /// <summary>What is laid over our own environment; a null value removes a variable.</summary>
    internal static Dictionary<string, string?> Of(Command command, ProcessScope scope, string commandId)
    {
        var names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var result = OfGitHooks.ToDictionary(name => name, _ => (string?)null, names);
        result["CAKE"] = "True";
        foreach (var (name, value) in scope.Environment)
        {
            result[name] = value;
        }

        foreach (var (name, value) in command.Environment)
        {
            result[name] = value;
        }

        result[Command] = commandId;
        if (scope.RunId is { } run)
        {
            result[Run] = run;
        }

        return result;
    }
}
