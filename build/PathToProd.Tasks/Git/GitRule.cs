using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Which rule makes Git ignore a path.</summary>
internal static class GitRule
{
    /// <summary>The rule as <c>file(line): pattern</c>; null when Git cannot say.</summary>
    /// <param name="folder">The absolute path of a folder.</param>
    /// <param name="path">A path below it.</param>
    /// <param name="scope">What ends Git when the run is cancelled.</param>
    public static string? For(string folder, string path, ProcessScope scope)
    {
        try
        {
            // <file>:<line>:<pattern><tab><path>
            using var result = new GitProcess(folder, scope).Run("check-ignore", "--verbose", "--", path);
            var rule = result.Output.Text().Split('\n')[0].Split('\t')[0];
            return result.ExitCode == 0 && rule.Split(':', 3) is [var file, var line, var pattern]
                ? $"{file}({line}): {pattern}"
                : null;
        }
        catch (Exception exception) when (exception is GitMissingException or PlatformException)
        {
            // That it is ignored is known already; only the rule is not.
            return null;
        }
    }
}
