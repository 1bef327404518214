using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>Patterns for what differs from run to run in tables.</summary>
internal static partial class Column
{
    /// <summary>The padding between two columns, not the indentation of a line.</summary>
    [GeneratedRegex(@"(?<=\S) {2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Whitespace();

    /// <summary>A moment or an age.</summary>
    [GeneratedRegex(
        @"just now|\d+ (seconds?|minutes?) ago|20\d\d-\d\d-\d\dT[0-9:.+]+|(?<=""seconds"": )[0-9.E-]+",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Time();
}
