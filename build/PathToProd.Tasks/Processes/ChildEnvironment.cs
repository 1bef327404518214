using System.Collections;

namespace PathToProd.Tasks.Processes;

/// <summary>The environment that a child gets, and the two variables by which its whole tree is known.</summary>
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

    internal static Dictionary<string, string> Of(Command command, ProcessScope scope, string commandId)
    {
        var names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var result = new Dictionary<string, string>(names);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            result[(string)variable.Key] = (string)variable.Value!;
        }

        foreach (var name in OfGitHooks)
        {
            result.Remove(name);
        }

        result["CAKE"] = "True";
        Overlay(scope.Environment, result);
        Overlay(command.Environment, result);
        result[Command] = commandId;
        if (scope.RunId is { } run)
        {
            result[Run] = run;
        }

        return result;
    }

    private static void Overlay(IEnumerable<KeyValuePair<string, string?>> over, Dictionary<string, string> result)
    {
        foreach (var (name, value) in over)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = value;
            }
        }
    }
}
