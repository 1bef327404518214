using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// Finds the lines of a ledger that decide what is there now: of each component in each environment, its last deployment that succeeded and all
/// that came after. They are found without reading the others as JSON, as a ledger of years has few that still count. A ledger with
/// a line that is not exactly as <see cref="LedgerText"/> writes it is left to that.
/// </summary>
/// <remarks>
/// What is found says the same as the whole ledger, but for <see cref="Deployment.FormerOutputs"/>, which all earlier deployments make. The
/// checksums of lines that no longer count are not looked at: an edit there changes nothing that is there now, and is found by all that
/// read the whole ledger.
/// </remarks>
public static class LatestLines
{
    private const int Sum = 8;

    private static ReadOnlySpan<byte> Start => "{\"event\":\"started\",\"attempt\":\""u8;

    private static ReadOnlySpan<byte> End => "{\"event\":\"ended\",\"attempt\":\""u8;

    private static ReadOnlySpan<byte> Event => "{\"event\":"u8;

    private static ReadOnlySpan<byte> Action => ",\"action\":\""u8;

    private static ReadOnlySpan<byte> Component => "\",\"component\":\""u8;

    private static ReadOnlySpan<byte> Environment => "\",\"environment\":\""u8;

    private static ReadOnlySpan<byte> Succeeded => ",\"outcome\":\"succeeded\",\"seconds\":"u8;

    private static ReadOnlySpan<byte> SumStart => ",\"sum\":\""u8;

    /// <summary>Finds them.</summary>
    /// <param name="text">The ledger, in UTF-8.</param>
    /// <returns>The lines, in their order and in UTF-8; null when only the whole ledger can say what is there.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> text)
    {
        var ledger = new Scan();
        for (var at = 0; at < text.Length; )
        {
            var length = text[at..].IndexOf((byte)'\n');
            if (length < 0 || !ledger.Add(text.Slice(at, length), at))
            {
                return null;
            }

            at += length + 1;
        }

        var latest = ledger.Text(text);
        return Utf8.IsValid(latest) ? latest : null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.EndsWith("\"}"u8)
        && line.Length > SumStart.Length + Sum + 2
        && line[^(SumStart.Length + Sum + 2)..].StartsWith(SumStart)
        && line[1..].IndexOf(Event) < 0;

    /// <summary>A number that two different names hardly ever share. Where they do, the ledger counts as odd, which is slow and never wrong.</summary>
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL ^ (ulong)name.Length;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(name))
        {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }

        foreach (var letter in name[(name.Length & ~7)..])
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct LineRange(int From, int Length);

    /// <summary>One component in one environment.</summary>
    private sealed class Subject(byte[] name)
    {
        private readonly List<LineRange> _lines = [];
        private ulong _last;
        private int _lastFrom;

        public bool IsDeployment { get; private set; }

        public List<LineRange> Lines => _lines;

        public bool Is(ReadOnlySpan<byte> other) => other.SequenceEqual(name);

        public void Starts(ulong attempt, bool isDeployment, LineRange line)
        {
            (_last, _lastFrom, IsDeployment) = (attempt, _lines.Count, isDeployment);
            _lines.Add(line);
        }

        public void Ends(ulong attempt, bool isSuccess, LineRange line)
        {
            _lines.Add(line);
            // Attempts that overlap are rare, and stay all.
            if (isSuccess && IsDeployment && attempt == _last && _lastFrom == _lines.Count - 2)
            {
                _lines.RemoveRange(0, _lastFrom);
                _lastFrom = 0;
            }
        }
    }

    private sealed class Scan
    {
        private readonly Dictionary<ulong, Subject> _subjects = [];
        private readonly Dictionary<ulong, Subject> _open = [];
        private readonly HashSet<ulong> _attempts = [];

        /// <summary>Takes a line into account; false when it is odd.</summary>
        public bool Add(ReadOnlySpan<byte> line, int from)
        {
            if (!IsWhole(line))
            {
                return false;
            }

            var isStart = line.StartsWith(Start);
            if (!isStart && !line.StartsWith(End))
            {
                return false;
            }

            var rest = line[(isStart ? Start : End).Length..];
            var end = rest.IndexOf((byte)'"');
            var attempt = Hash(rest[..end]);
            var range = new LineRange(from, line.Length + 1);
            return isStart ? Starts(rest[end..], attempt, range) : Ends(rest[end..], attempt, range);
        }

        public byte[] Text(ReadOnlySpan<byte> text)
        {
            var lines = new List<LineRange>();
            foreach (var subject in _subjects.Values)
            {
                lines.AddRange(subject.Lines);
            }

            lines.Sort((one, other) => one.From.CompareTo(other.From));
            var bytes = new byte[lines.Sum(line => line.Length)];
            var at = 0;
            foreach (var line in lines)
            {
                text.Slice(line.From, line.Length).CopyTo(bytes.AsSpan(at));
                at += line.Length;
            }

            return bytes;
        }

        private bool Starts(ReadOnlySpan<byte> rest, ulong attempt, LineRange range)
        {
            // The action, the component and the environment stand side by side, as they are written.
            if (!_attempts.Add(attempt) || rest.IndexOf(Action) is not (>= 0 and var action))
            {
                return false;
            }

            rest = rest[(action + Action.Length)..];
            var isDeployment = rest.StartsWith("deploy\""u8);
            rest = rest[(isDeployment ? "deploy" : "destroy").Length..];
            if (!rest.StartsWith(Component))
            {
                return false;
            }

            rest = rest[Component.Length..];
            var component = rest.IndexOf((byte)'"');
            if (component < 0 || !rest[component..].StartsWith(Environment))
            {
                return false;
            }

            var end = rest[(component + Environment.Length)..].IndexOf((byte)'"');
            var name = rest[..(component + Environment.Length + Math.Max(end, 0))];
            var key = Hash(name);
            if (!_subjects.TryGetValue(key, out var subject))
            {
                _subjects[key] = subject = new Subject(name.ToArray());
            }

            if (end < 0 || !subject.Is(name))
            {
                return false;
            }

            subject.Starts(attempt, isDeployment, range);
            _open[attempt] = subject;
            return true;
        }

        private bool Ends(ReadOnlySpan<byte> rest, ulong attempt, LineRange range)
        {
            if (!_open.Remove(attempt, out var subject))
            {
                return false;
            }

            subject.Ends(attempt, rest.IndexOf(Succeeded) >= 0, range);
            return true;
        }
    }
}
