using System.Globalization;
using System.Text.RegularExpressions;

namespace PathToProd.Model.Terraform;

/// <summary>A lock on a state that Terraform did not get, as it describes the lock.</summary>
/// <param name="Id">What <c>terraform force-unlock</c> wants.</param>
/// <param name="Who">User and machine of the holder, as <c>user@machine</c>.</param>
/// <param name="Created">When it was made, by the holder's clock, in whole seconds.</param>
public sealed partial record StateLock(string Id, string Who, DateTimeOffset Created)
{
    /// <summary>The holder's machine.</summary>
    public string Machine => Who[(Who.IndexOf('@') + 1)..];

    /// <summary>The lock that a failure of Terraform's names; null when it names none, or not all of it.</summary>
    public static StateLock? In(string text)
    {
        var at = text.IndexOf("Lock Info:", StringComparison.Ordinal);
        var fields =
            at < 0
                ? []
                : Field()
                    .Matches(text, at)
                    .DistinctBy(field => field.Groups[1].Value)
                    .ToDictionary(Key, field => field.Groups[2].Value);
        return
            fields.TryGetValue("ID", out var id)
            && fields.TryGetValue("Who", out var who)
            && fields.TryGetValue("Created", out var created)
            && created.EndsWith("UTC", StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                created[..Math.Min(19, created.Length)],
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var moment
            )
            ? new StateLock(id, who, moment)
            : null;
    }

    private static string Key(Match field) => field.Groups[1].Value;

    // Errors with colours have a bar before each line.
    [GeneratedRegex(
        @"^[\s│]*(ID|Who|Created):[ \t]+(\S.*?)\s*$",
        RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Field();
}
