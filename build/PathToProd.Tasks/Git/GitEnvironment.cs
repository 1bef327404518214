using System.Collections;
using System.Collections.Immutable;

namespace PathToProd.Tasks.Git;

/// <summary>The variables and settings that every call of Git goes with, so that it answers about the folder that we mean.</summary>
internal static class GitEnvironment
{
    /// <summary>Where Git and this machine's settings are. All others lead elsewhere, or change what Git reads or prints.</summary>
    private static readonly string[] Kept =
    [
        "GIT_EXEC_PATH",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_TEST_ASSUME_DIFFERENT_OWNER", // Git's own switch for tests
    ];

    /// <summary>Variables that say how Git reaches others. Calls that stay here go without them.</summary>
    private static readonly string[] Transport =
    [
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSH_VARIANT",
        "GIT_ASKPASS",
        "GIT_SSL_CAINFO",
        "GIT_SSL_NO_VERIFY",
        "GIT_CONFIG_COUNT",
    ];

    /// <summary>
    /// The variables. Git sets <c>GIT_DIR</c>, <c>GIT_INDEX_FILE</c> and others for its hooks; they would lead to another
    /// repository or index, or change how paths are read. Other languages would change the messages.
    /// </summary>
    /// <param name="place">The folder.</param>
    /// <param name="caller">This process's own variables.</param>
    public static ImmutableDictionary<string, string?> Variables(GitPlace place, IDictionary caller)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string?>();
        foreach (string name in caller.Keys)
        {
            if (name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) && !Kept.Contains(name))
            {
                variables[name] = null;
            }
        }

        variables["LC_ALL"] = "C";
        variables["LANGUAGE"] = null;
        variables["GIT_TERMINAL_PROMPT"] = "0";

        // A container may have the repository on one mount and the folder on another.
        variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"] = "1";

        // From the nearest .git, or from none: a broken one does not make Git answer for a repository further up.
        if (place.Top is { } top && Path.GetDirectoryName(top) is { } above)
        {
            variables["GIT_CEILING_DIRECTORIES"] = above;
        }

        return variables.ToImmutable();
    }

    /// <summary>Whether a variable says how Git reaches others.</summary>
    public static bool IsTransport(string name) =>
        Transport.Contains(name)
        || name.StartsWith("GIT_CONFIG_KEY_", StringComparison.Ordinal)
        || name.StartsWith("GIT_CONFIG_VALUE_", StringComparison.Ordinal);

    /// <summary>Variables of this process that a call needs although most calls must not have them.</summary>
    public static ImmutableDictionary<string, string?> OfCaller(Func<string, bool> isNeeded) =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(variable => isNeeded((string)variable.Key))
            .ToImmutableDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);

    /// <summary>
    /// Settings before the command. Git refuses a repository of another user, as its settings can name programs. Our user
    /// runs the program of this very checkout, so its own repository is trusted as much; one around it is not.
    /// </summary>
    public static IEnumerable<string> Settings(GitPlace place, IDictionary caller)
    {
        // Without locks, as others may use Git now. A file system monitor would be started, and outlive us.
        string[] always = ["--no-optional-locks", "-c", "core.fsmonitor=false"];
        var safe = place.IsTop ? ["*"] : Safe(caller);
        return always.Concat(safe.SelectMany(folder => (string[])["-c", $"safe.directory={folder}"]));
    }

    /// <summary>What the caller trusts by variables, as CI does where it has no home.</summary>
    private static IEnumerable<string> Safe(IDictionary caller)
    {
        _ = int.TryParse(caller["GIT_CONFIG_COUNT"] as string, out var count);
        return Enumerable
            .Range(0, Math.Clamp(count, 0, caller.Count))
            .Where(index =>
                "safe.directory".Equals(caller[$"GIT_CONFIG_KEY_{index}"] as string, StringComparison.OrdinalIgnoreCase)
            )
            .Select(index => caller[$"GIT_CONFIG_VALUE_{index}"] as string ?? "");
    }
}
