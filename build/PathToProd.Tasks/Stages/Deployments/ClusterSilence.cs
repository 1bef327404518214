using System.Text.RegularExpressions;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Why a cluster did not answer, in the words of the tool that asked and of its credential plugin.</summary>
internal static partial class ClusterSilence
{
    /// <summary>
    /// A colon and the one line that says it, or the tool's name and all lines: a plugin that fails prints what to do (log in
    /// again, where to install it), and the tool's own last line says only the plugin's exit code.
    /// </summary>
    /// <param name="tool">The tool.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="limit">How long it was allowed to take.</param>
    /// <param name="redactor">Hides secrets.</param>
    public static string Of(string tool, CommandResult result, TimeSpan limit, Redactor redactor)
    {
        var lines = Lines(result);
        var words = lines.Select(line => $"\n  {redactor.Hide(line)}");
        if (result.TimedOut)
        {
            var waited = $": no answer within {Duration.Text(limit)}";
            return lines.Length == 0 ? waited : $"{waited}; {tool} printed:{string.Concat(words)}";
        }

        return lines switch
        {
            [] => $": {tool} ended with {result.ExitCode}",
            [var only] => $": {redactor.Hide(only)}",
            _ => $"; {tool} printed:{string.Concat(words)}",
        };
    }

    /// <summary>
    /// Each line once, as kubectl asks several times; its log lines only when it printed nothing else, and was not ended: then they
    /// say only that an answer did not come, when there was time to say it.
    /// </summary>
    private static string[] Lines(CommandResult result)
    {
        string[] all =
        [
            .. result.Error.Lines().Select(line => line.TrimEnd()).Where(line => line.Length > 0).Distinct(),
        ];
        string[] said = [.. all.Where(line => !LogLine().IsMatch(line))];
        return said.Length > 0 || result.TimedOut ? said : all;
    }

    /// <summary>How Kubernetes' tools log: <c>E1122 08:15:30.123456 4711 memcache.go:265] …</c>.</summary>
    [GeneratedRegex(@"^[IWEF]\d{4} \d\d:\d\d:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LogLine();
}
