using System.Text.RegularExpressions;
using PathToProd.Text;

namespace PathToProd.Decisions.Retries;

/// <summary>
/// Which failures may pass by themselves: those of a network, of a server that has too much to do or restarts, and a lock whose holder is
/// named. What is wrong with the input, with rights or with policies stays wrong, and of what is not known nothing is assumed.
/// </summary>
public static partial class RetryDecision
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How many times the first delay is doubled before it is longer than the longest one.</summary>
    private const int MostDoublings = 5;

    /// <summary>How long to wait before an attempt: 2 s before the second, then twice as long each time, at most a minute.</summary>
    /// <param name="attempt">The number of the attempt: 2 for the first repetition.</param>
    public static TimeSpan Delay(int attempt) =>
        attempt - 2 >= MostDoublings ? Longest : First * Math.Pow(2, Math.Max(0, attempt - 2));

    /// <summary>Decides.</summary>
    /// <param name="exitCode">How the attempt ended.</param>
    /// <param name="lines">The last lines that the tool printed; none when no tool failed.</param>
    public static RetryVerdict Of(ExitCode exitCode, IReadOnlyCollection<string> lines)
    {
        if (exitCode != ExitCode.Failed)
        {
            return No("what was refused, or is wrong, stays so");
        }

        // A tool that was denied something may have tried again before, and have been refused a connection meanwhile.
        var text = string.Join('\n', lines);
        return Forbidden().IsMatch(text) ? No("something was not allowed")
            : Invalid().IsMatch(text) ? No("something is not valid")
            : Locked().IsMatch(text) ? Lock(text)
            : Refused().IsMatch(text) ? Yes("the connection was refused")
            : Broken().IsMatch(text) ? Yes("the connection broke off")
            : Unreachable().IsMatch(text) ? Yes("the network was away")
            : Late().IsMatch(text) ? Yes("the server did not answer in time")
            : Busy().IsMatch(text) ? Yes("the server had too many requests")
            : Failing().IsMatch(text) ? Yes("the server failed")
            : No("nothing shows that it would pass by itself");
    }

    private static RetryVerdict Lock(string text) =>
        Holder().Match(text) is { Success: true } holder
            ? Yes($"{holder.Groups["who"].Value} holds the lock of the state")
            : No("the state is locked, and nothing says by whom");

    private static RetryVerdict Yes(string because) => new(IsWorthIt: true, because);

    private static RetryVerdict No(string because) => new(IsWorthIt: false, because);

    [GeneratedRegex(
        """\bforbidden\b|\bunauthorized\b|access ?denied|UnauthorizedOperation|permission ?denied|must be logged in|x509:|not authorized|\b40[13]\b (forbidden|unauthorized)|InvalidClientTokenId|ExpiredToken""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Forbidden();

    [GeneratedRegex(
        """is invalid:|error validating|denied the request|violates PodSecurity|exceeded quota|QuotaExceeded|ValidationException|InvalidParameter|field is immutable|Unsupported (argument|block)|Missing required argument|Reference to undeclared|no matches for kind|exists and cannot be imported|YAML parse error|ParseError""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Invalid();

    /// <summary>Terraform's words; of DynamoDB, and of Azure's blobs.</summary>
    [GeneratedRegex(
        "Error acquiring the state lock|state blob is already locked|ConditionalCheckFailedException",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Locked();

    [GeneratedRegex("""^\W*Who:\s+(?<who>\S+)""", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holder();

    [GeneratedRegex("connection refused|actively refused", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refused();

    [GeneratedRegex(
        "connection reset|broken pipe|client connection lost|server closed idle connection|unexpected EOF|: EOF$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Broken();

    [GeneratedRegex(
        "network is unreachable|no route to host|temporary failure in name resolution",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Unreachable();

    /// <summary>Go's words for a request. Not those for a rollout that does not become ready: what is deployed is then what fails.</summary>
    [GeneratedRegex(
        "Client\\.Timeout|TLS handshake timeout|i/o timeout|etcdserver: request timed out|response in the time allotted|request did not complete within",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Late();

    [GeneratedRegex(
        """too ?many ?requests|\bThrottl|RequestLimitExceeded|rate ?(limit ?)?exceeded|\bSlowDown\b|\b(status|code|HTTP)\b\D{0,12}\b429\b|StatusCode: 429""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Busy();

    [GeneratedRegex(
        """internal ?server ?error|internal error occurred|bad gateway|service ?unavailable|gateway time-?out|currently unable to handle the request|leader changed|apiserver not ready|\b(status|code|HTTP)\b\D{0,12}\b50[0234]\b|StatusCode: 50[0234]""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Failing();
}
