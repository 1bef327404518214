using System.Collections.Immutable;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// Decides which ignored lines of a ledger leave in doubt what is there. A start that cannot be read may have changed
/// its component, or any component when its name cannot be read either. An end that cannot be read leaves its attempt
/// without an end, which says enough already.
/// </summary>
internal static class LedgerDoubts
{
    /// <summary>The doubts, and the ignored lines as problems that say what follows from each.</summary>
    public static LedgerReading Read(
        ReadOnlySpan<byte> text,
        ImmutableArray<LedgerEntry> entries,
        IReadOnlyList<IgnoredLine> ignored
    )
    {
        if (ignored.Count == 0)
        {
            return new LedgerReading(entries, [], []);
        }

        var starts = entries.OfType<LedgerEntry.Started>().ToLookup(start => start.Attempt, StringComparer.Ordinal);
        var components = entries
            .OfType<LedgerEntry.Started>()
            .Select(start => start.Component)
            .ToHashSet(StringComparer.Ordinal);
        var ends = entries.OfType<LedgerEntry.Ended>().Select(end => end.Attempt).ToHashSet(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(text).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var lost = new LostStarts();
        var doubts = ImmutableArray.CreateBuilder<LedgerDoubt>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var line in ignored)
        {
            var torn = TornEntry.Read(line.Text);
            var doubt = Doubt(line, torn);
            if (doubt is not null)
            {
                doubts.Add(doubt);
            }

            problems.Add(line.Problem with { Fix = Fix(line, torn, doubt) });
        }

        return new LedgerReading(entries, problems.ToImmutable(), doubts.ToImmutable());

        LedgerDoubt? Doubt(IgnoredLine line, TornEntry torn)
        {
            if (line.Damage == LineDamage.ConflictMark || torn.IsOfUnit || IsSaidBefore(line))
            {
                return null;
            }

            if (!torn.IsEnd)
            {
                lost.Add(torn.Attempt);
                // A cut leaves what stands before it as it was written; a change may be in the name itself. A merge may
                // join a line to a torn one.
                var isSure =
                    (line.Damage != LineDamage.Changed || components.Contains(torn.Component ?? ""))
                    && line.Text.LastIndexOf("{\"event\":", StringComparison.Ordinal) <= 0;
                return new LedgerDoubt(
                    line.Problem.Where!.Value,
                    line.After,
                    isSure ? torn.Component : null,
                    isSure ? torn.Environment : null
                );
            }

            if (torn.Attempt is { } attempt && starts[attempt].FirstOrDefault() is { } start)
            {
                // A second end that says something else than the first; without the first, the attempt has no end.
                return line.Damage == LineDamage.Refused && ends.Contains(attempt)
                    ? new LedgerDoubt(line.Problem.Where!.Value, line.After, start.Component, start.Environment)
                    : null;
            }

            return torn.Attempt is null || lost.MayHave(torn.Attempt)
                ? null
                : new LedgerDoubt(line.Problem.Where!.Value, line.After, Component: null, Environment: null);
        }

        // Git's union of two branches may bring a line twice.
        bool IsSaidBefore(IgnoredLine line) =>
            line.Damage == LineDamage.Refused && Array.IndexOf(lines, line.Text) < line.Problem.Where!.Value.Line - 1;
    }

    private static string Fix(IgnoredLine line, TornEntry torn, LedgerDoubt? doubt) =>
        (line.Damage, doubt) switch
        {
            (LineDamage.TornAtTheEnd, { Component: { } component }) =>
                $"the state of {component} is unknown until it is deployed again or removed",
            (LineDamage.TornAtTheEnd, not null) =>
                "it does not say which component it is about, so the state of each component is unknown until it is deployed again or removed",
            (LineDamage.TornAtTheEnd, null) when torn.IsOfUnit =>
                "nothing to do: what became of each component stands in lines of its own",
            (LineDamage.TornAtTheEnd, null) when torn.IsEnd =>
                "nothing to do: the attempt that it ended counts as interrupted",
            (_, { Component: { } component }) =>
                $"{Usual(line)}; until then the state of {component} is unknown, unless it was deployed or removed since",
            (_, not null) =>
                $"{Usual(line)}; until then the state of each component is unknown, unless it was deployed or removed since",
            _ => line.Problem.Fix,
        };

    private static string Usual(IgnoredLine line) =>
        line.Damage == LineDamage.Refused ? line.Problem.Fix : "restore it from the file's history";

    /// <summary>The attempts whose start is among the lines that cannot be read.</summary>
    private sealed class LostStarts
    {
        private readonly HashSet<string> _attempts = new(StringComparer.Ordinal);
        private bool _hasNameless;

        public void Add(string? attempt)
        {
            _hasNameless |= attempt is null;
            if (attempt is not null)
            {
                _attempts.Add(attempt);
            }
        }

        public bool MayHave(string attempt) => _hasNameless || _attempts.Contains(attempt);
    }
}
