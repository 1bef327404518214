using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PathToProd.Versions;
using static PathToProd.Facts.EvidenceRecords.LineBytes;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// Reads a line that is written exactly as this program writes it, which nearly all are, in a fifth of the time. It gives up
/// on whatever differs in the least; then <see cref="AnyLine"/> reads the line. Both give the same, and a test holds them
/// against each other. The methods that run for every byte are compiled for this processor when they are first called:
/// what was compiled beforehand knows none of its wide instructions, and the file is read before the runtime would notice.
/// </summary>
internal sealed class UsualLine(SeenBefore seen, AnyLine any)
{
    private readonly List<TestResult> tests = [];
    private UsualTest? firstTest;

    private static ReadOnlySpan<byte> Seconds => ",\"seconds\":"u8;

    /// <summary>The evidence; null when the line is not a usual one, whether or not it is right.</summary>
    public Evidence? Read(ReadOnlySpan<byte> line, string digest)
    {
        try
        {
            return ReadUsual(line, digest);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            // The other reader finds it too, and says what is wrong.
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Evidence? ReadUsual(ReadOnlySpan<byte> rest, string digest)
    {
        EvidenceKind kind;
        if (Skip(ref rest, "{\"kind\":\"state\",\"set\":\""u8))
        {
            kind = EvidenceKind.State;
        }
        else if (Skip(ref rest, "{\"kind\":\"transition\",\"set\":\""u8))
        {
            kind = EvidenceKind.Transition;
        }
        else
        {
            return null;
        }

        if (!Until(ref rest, out var set))
        {
            return null;
        }

        string? from = null;
        if (Skip(ref rest, ",\"from\":\""u8) && (from = Text(ref rest)) is null)
        {
            return null;
        }

        return kind == EvidenceKind.State || from is not null ? Read(rest, digest, kind, set, from) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Evidence? Read(
        ReadOnlySpan<byte> rest,
        string digest,
        EvidenceKind kind,
        ReadOnlySpan<byte> set,
        string? from
    ) =>
        Skip(ref rest, ",\"components\":"u8)
        && Content(ref rest, set) is { } content
        && Skip(ref rest, ",\"environment\":\""u8)
        && Text(ref rest) is { } environment
        && Skip(ref rest, ",\"kubernetes\":\""u8)
        && Until(ref rest, out var kubernetes)
        && Version(kubernetes) is { } version
        && Skip(ref rest, ",\"provider\":\""u8)
        && Text(ref rest) is { } provider
        && Skip(ref rest, ",\"tools\":"u8)
        && Tools(ref rest) is { } tools
        && Skip(ref rest, ",\"tests\":["u8)
        && Tests(ref rest) is { } results
        && Skip(ref rest, ",\"start\":"u8)
        && Start(ref rest, out var start)
        && Skip(ref rest, Seconds)
        && Duration(ref rest, out var duration)
        && Optional(ref rest, ",\"commit\":\""u8, out var commit)
        && Skip(ref rest, ",\"run\":\""u8)
        && Once(ref rest) is { } run
        && Skip(ref rest, ",\"who\":\""u8)
        && Text(ref rest) is { } who
        && Outcome(ref rest) is { } outcome
        && Optional(ref rest, ",\"error\":\""u8, out var error)
        && IsEnd(ref rest, out var signature)
            ? new Evidence
            {
                Digest = digest,
                Kind = kind,
                Set = content.Digest,
                Members = content.Members,
                From = from,
                Environment = environment,
                Kubernetes = version,
                Provider = provider,
                Tools = tools,
                Tests = ImmutableCollectionsMarshal.AsImmutableArray(results),
                Start = start,
                Duration = duration,
                Commit = commit,
                Run = run,
                Who = who,
                Outcome = outcome,
                Error = error,
                Signature = signature,
            }
            : null;

    /// <summary>The components, when they are those that the set had before, or when they are what its digest says.</summary>
    private SetContent? Content(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> set)
    {
        if (seen.UsualSets.Find(set, out var hash) is { } known)
        {
            return Skip(ref rest, known.Components) ? known.Content : null;
        }

        if (!Object(ref rest, out var raw))
        {
            return null;
        }

        var content = any.Content(raw);
        return set.SequenceEqual(Encoding.UTF8.GetBytes(content.Digest))
            ? seen.UsualSets.Add(set, hash, new UsualSet(raw.ToArray(), content)).Content
            : null;
    }

    private ImmutableSortedDictionary<string, string>? Tools(ref ReadOnlySpan<byte> rest) =>
        Object(ref rest, out var raw) ? any.Tools(raw) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TestResult[]? Tests(ref ReadOnlySpan<byte> rest)
    {
        tests.Clear();
        if (Skip(ref rest, "]"u8))
        {
            return [];
        }

        UsualTest? before = null;
        do
        {
            if (
                Test(ref rest, before) is not { } test
                || !Duration(ref rest, out var duration)
                || !Optional(ref rest, ",\"message\":\""u8, out var message)
                || !Skip(ref rest, "}"u8)
            )
            {
                return null;
            }

            tests.Add(test.Result with { Duration = duration, Message = message });
            before = test;
        } while (Skip(ref rest, ","u8));

        return Skip(ref rest, "]"u8) ? [.. tests] : null;
    }

    /// <summary>A test up to its duration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private UsualTest? Test(ref ReadOnlySpan<byte> rest, UsualTest? before)
    {
        var expected = before is null ? firstTest : before.Next;
        if (expected is not null && Skip(ref rest, expected.Start))
        {
            return expected;
        }

        var end = rest.IndexOf(Seconds) + Seconds.Length;
        if (end < Seconds.Length)
        {
            return null;
        }

        var start = rest[..end];
        rest = rest[end..];
        var test = seen.Tests.Find(start, out var hash) ?? FirstSeen(start, hash);
        if (before is null)
        {
            firstTest = test;
        }
        else
        {
            before.Next = test;
        }

        return test;
    }

    private UsualTest FirstSeen(ReadOnlySpan<byte> start, ulong hash)
    {
        byte[] whole = [.. start, (byte)'0', (byte)'}'];
        var reader = new Utf8JsonReader(whole);
        reader.Read();
        var result = new AnyTest(seen).One(ref reader, whole);
        return reader.BytesConsumed == whole.Length
            ? seen.Tests.Add(start, hash, new UsualTest(start.ToArray(), result))
            : throw new JsonException();
    }

    private SemVersion? Version(ReadOnlySpan<byte> text) => any.Version(text);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? Text(ref ReadOnlySpan<byte> rest) =>
        Until(ref rest, out var text)
            ? seen.Texts.Find(text, out var hash)
                ?? (IsPlain(text) ? seen.Texts.Add(text, hash, Encoding.UTF8.GetString(text)) : null)
            : null;

    /// <summary>A text that hardly any other line has.</summary>
    private static string? Once(ref ReadOnlySpan<byte> rest) =>
        Until(ref rest, out var text) && IsPlain(text) ? Encoding.UTF8.GetString(text) : null;

    private bool Optional(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> start, out string? text)
    {
        text = null;
        return !Skip(ref rest, start) || (text = Text(ref rest)) is not null;
    }

    private static EvidenceOutcome? Outcome(ref ReadOnlySpan<byte> rest) =>
        Skip(ref rest, ",\"outcome\":\"passed\""u8) ? EvidenceOutcome.Passed
        : Skip(ref rest, ",\"outcome\":\"failed\""u8) ? EvidenceOutcome.Failed
        : Skip(ref rest, ",\"outcome\":\"cancelled\""u8) ? EvidenceOutcome.Cancelled
        : null;

    private static bool IsEnd(ref ReadOnlySpan<byte> rest, out string? signature)
    {
        signature = null;
        return Skip(ref rest, ",\"digest\":\""u8)
            && Until(ref rest, out _)
            && (!Skip(ref rest, ",\"signature\":\""u8) || (signature = Once(ref rest)) is not null)
            && rest.SequenceEqual("}"u8);
    }
}
