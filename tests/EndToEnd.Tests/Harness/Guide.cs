using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PathToProd.EndToEnd.Harness;

/// <summary>A document whose commands a test types: its lines, what they show, and its files, in their order.</summary>
internal static partial class Guide
{
    /// <summary>
    /// Reads its blocks. A plain one has commands; one of <c>text</c> is what the command before it shows; one of <c>yaml</c> is a file, if its first line
    /// is a comment with its path.
    /// </summary>
    public static ImmutableArray<GuidePart> Read(string name)
    {
        var parts = ImmutableArray.CreateBuilder<GuidePart>();
        var lines = File.ReadAllLines(SourceTree.PathOf("docs", name));
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var block = lines[(at + 1)..].TakeWhile(line => line != "```").ToArray();
            Add(parts, lines[at]["```".Length..], block);
            at += block.Length + 1;
        }

        return parts.ToImmutable();
    }

    private static void Add(ImmutableArray<GuidePart>.Builder parts, string kind, string[] block)
    {
        switch (kind)
        {
            case "":
                parts.AddRange(block.Select(line => new GuidePart.Command(line, ExitCode(line), Shows: null)));
                break;
            case "text":
                parts[^1] = ((GuidePart.Command)parts[^1]) with { Shows = string.Join('\n', block) };
                break;
            case "yaml" when FileComment().Match(block[0]) is { Success: true } file:
                parts.Add(
                    new GuidePart.Document(
                        file.Groups["path"].Value,
                        string.Concat(block[1..].Select(line => line + "\n"))
                    )
                );
                break;
        }
    }

    private static int ExitCode(string line) =>
        ExitComment().Match(line) is { Success: true } exit
            ? int.Parse(exit.Groups["code"].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"# exits with (?<code>\d+):")]
    private static partial Regex ExitComment();

    [GeneratedRegex(@"^# (?<path>[\w./-]+\.yaml)$")]
    private static partial Regex FileComment();
}
