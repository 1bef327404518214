using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Facts.Clusters;

/// <summary>
/// One component's ledger in a cluster: the newest lines, and the names of the segments that hold the older ones. It is replaced as a
/// whole, and only by compare and swap.
/// </summary>
/// <param name="Environment">The environment.</param>
/// <param name="Component">The component.</param>
public sealed record LedgerObject(string Environment, string Component)
{
    /// <summary>What it is.</summary>
    public const string Kind = "ledger";

    /// <summary>The longest line that fits: an object has at most 1 MiB, and an attempt has two lines.</summary>
    public const int LongestLine = 700 << 10;

    /// <summary>How many bytes the newest lines have before they become a segment: a change writes all of the object, and etcd keeps each version of it for minutes.</summary>
    public const int LongestText = 64 << 10;

    /// <summary>How many segments there may be for another attempt to start: some 35,000 attempts, in 10 MiB at most.</summary>
    public const int MostSegments = 500;

    private const string File = "ledger.jsonl";
    private const string Older = "older";
    private const string ExportedKey = "exported";
    private const string TokenKey = "token";
    private const string EditsKey = "edited-after";
    private const string Sum = "sum";

    // What was exported came later: it is not in the sum of what has none.
    private static readonly string[] SummedKeys = [File, Older, TokenKey, EditsKey, ExportedKey];

    /// <summary>The newest lines, oldest first.</summary>
    public string Lines { get; init; } = "";

    /// <summary>The segments, oldest first.</summary>
    public ImmutableArray<LedgerSegment> Segments { get; init; } = [];

    /// <summary>The newest token of all lines.</summary>
    public long Token { get; init; }

    /// <summary>After how many lines it was found that a hand had changed something.</summary>
    public ImmutableArray<int> Edits { get; init; } = [];

    /// <summary>What was exported and removed, oldest first.</summary>
    public ImmutableArray<ExportedLines> Exported { get; init; } = [];

    /// <summary>Whether it is as it was written.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Its name.</summary>
    public string Name => ClusterObject.Name(Kind, Environment, Component);

    /// <summary>How many lines there are, with those in segments.</summary>
    public int Count => Segments.Sum(segment => segment.Lines) + Lines.Count(letter => letter == '\n');

    /// <summary>The ledger once an entry is added, and the lines that become a segment, which has to be there first; null if none.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="longest">How many bytes of lines the object holds at most, unless one attempt has more. Default: <see cref="LongestText"/>.</param>
    public (LedgerObject Next, string? Sealed) With(LedgerEntry entry, int longest = LongestText)
    {
        var line = LedgerText.Write(entry) + "\n";
        var next = this with
        {
            Token = Math.Max(Token, entry.Token ?? 0),
            Edits = IsWhole ? Edits : Edits.Add(Count),
            IsWhole = true,
        };
        var cut = Encoding.UTF8.GetByteCount(Lines) + Encoding.UTF8.GetByteCount(line) > longest ? Cut(entry) : 0;
        return cut == 0
            ? (next with { Lines = EndedByBreak(Lines) + line }, null)
            : (
                next with
                {
                    Segments = Segments.Add(LedgerSegment.Of(EndedByBreak(Lines[..cut]))),
                    Lines = EndedByBreak(Lines[cut..]) + line,
                },
                EndedByBreak(Lines[..cut])
            );
    }

    /// <summary>
    /// The ledger without its oldest segments, as far as they were exported and say nothing about what is there now: the last deployment that
    /// succeeded, and the last attempt on a unit, stay with all that came after.
    /// </summary>
    /// <param name="texts">The texts of its segments, in their order; null for one that is not there or not whole.</param>
    /// <param name="lines">The lines that were exported.</param>
    /// <param name="file">The digest of the file that has them.</param>
    /// <returns>The ledger, and how many segments it has no longer: 0 when anything of it cannot be read.</returns>
    public (LedgerObject Next, int Removed) Without(
        IReadOnlyList<string?> texts,
        IReadOnlySet<string> lines,
        Digest file
    )
    {
        var reading = LedgerText.Read(string.Concat(texts) + Lines);
        if (!IsWhole || texts.Contains(null) || !reading.Problems.IsEmpty)
        {
            return (this, 0);
        }

        var spare = Spare(reading.Entries);
        var (removed, count) = (0, 0);
        while (
            removed < Segments.Length
            && count + Segments[removed].Lines <= spare
            && texts[removed]!.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(lines.Contains)
        )
        {
            count += Segments[removed++].Lines;
        }

        return removed == 0
            ? (this, 0)
            : (
                this with
                {
                    Segments = Segments.RemoveRange(0, removed),
                    Edits = [.. Edits.Select(edit => Math.Max(0, edit - count))],
                    Exported = Exported.Add(new ExportedLines(Component, count, file)),
                },
                removed
            );
    }

    /// <summary>How many entries say nothing any longer about what is there.</summary>
    private static int Spare(ImmutableArray<LedgerEntry> entries)
    {
        var succeeded = new HashSet<string>(StringComparer.Ordinal);
        for (var at = entries.Length - 1; at >= 0; at--)
        {
            switch (entries[at])
            {
                case LedgerEntry.Ended { Outcome: Outcome.Succeeded } ended:
                    succeeded.Add(ended.Attempt);
                    break;
                case LedgerEntry.Started { Action: LedgerAction.Deploy } started
                    when succeeded.Contains(started.Attempt):
                case LedgerEntry.UnitStarted:
                    return at;
            }
        }

        return 0;
    }

    /// <summary>The object.</summary>
    /// <param name="version">The version that it replaces; null for a new one.</param>
    public JsonObject Write(string? version)
    {
        var data = new JsonObject
        {
            [File] = Lines,
            [Older] = string.Concat(Segments.Select(segment => $"{segment}\n")),
            [TokenKey] = Token.ToString(CultureInfo.InvariantCulture),
            [EditsKey] = string.Join(' ', Edits),
        };
        if (!Exported.IsEmpty)
        {
            data[ExportedKey] = string.Concat(Exported.Select(exported => $"{exported.Write()}\n"));
        }

        data[Sum] = SumOf(data);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = ClusterObject.Metadata(Name, Kind, Environment, Component, version),
            ["data"] = data,
        };
    }

    /// <summary>Reads it, as far as that is possible.</summary>
    public static LedgerObject Read(string environment, string component, JsonObject found)
    {
        var data = found["data"] as JsonObject ?? [];
        var isWhole = data[Sum]?.ToString() == SumOf(data);
        var segments = ImmutableArray.CreateBuilder<LedgerSegment>();
        foreach (var line in Text(data, Older).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (LedgerSegment.Parse(line) is { } segment)
            {
                segments.Add(segment);
            }
            else
            {
                isWhole = false;
            }
        }

        var exported = ImmutableArray.CreateBuilder<ExportedLines>();
        foreach (var line in Text(data, ExportedKey).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ExportedLines.Parse(component, line) is { } lines)
            {
                exported.Add(lines);
            }
            else
            {
                isWhole = false;
            }
        }

        return new LedgerObject(environment, component)
        {
            Lines = Text(data, File),
            Exported = exported.ToImmutable(),
            Segments = segments.ToImmutable(),
            Token = long.TryParse(Text(data, TokenKey), CultureInfo.InvariantCulture, out var token) ? token : 0,
            Edits =
            [
                .. Text(data, EditsKey)
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at : int.MaxValue),
            ],
            IsWhole = isWhole,
        };
    }

    /// <summary>Where the lines end that become a segment. A start stays with its end: each segment can be read by itself.</summary>
    private int Cut(LedgerEntry entry)
    {
        var last = Lines.TrimEnd('\n').LastIndexOf('\n') + 1;
        return
            entry is LedgerEntry.Ended
            && LedgerText.Read(Lines[last..]).Entries is [LedgerEntry.Started started]
            && started.Attempt == entry.Attempt
            ? last
            : Lines.Length;
    }

    private static string EndedByBreak(string text) => text.Length == 0 || text[^1] == '\n' ? text : text + "\n";

    private static string Text(JsonObject data, string key) => data[key]?.ToString() ?? "";

    /// <summary>It finds accidents and edits; it is not a signature.</summary>
    private static string SumOf(JsonObject data) =>
        Digest
            .Of(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\0',
                        SummedKeys
                            .Where(key => key != ExportedKey || data.ContainsKey(key))
                            .Select(key => Text(data, key))
                    )
                )
            )
            .Hex[..16];
}
