using System.Text;
using PathToProd.Facts.Pools;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Pools;

/// <summary>Reports who has leased which environment, who waits in which order, and what is unknown or quarantined and why.</summary>
public static class LeasesReport
{
    /// <summary>For people.</summary>
    public static string Text(IReadOnlyList<PoolView> pools, Style style, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var pool in pools)
        {
            text.Append(text.Length == 0 ? "" : "\n")
                .Append($"{Headline(pool)}\n\n")
                .Append(Environments(pool, now).Text(style));
            foreach (var note in Notes(pool, now))
            {
                text.Append('\n').Append($"{note}\n");
            }

            if (pool.Record.Waiting.Any())
            {
                text.Append($"\nWaiting, first come first served:\n\n").Append(Queue(pool, now).Text(style));
            }
        }

        return text.ToString();
    }

    /// <summary>For a page.</summary>
    public static string Markdown(IReadOnlyList<PoolView> pools, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var pool in pools)
        {
            text.Append(text.Length == 0 ? "" : "\n")
                .Append($"## Pool {MarkdownTable.Escape(pool.Name)}\n\n{MarkdownTable.Escape(Headline(pool))}\n\n");
            text.Append(Environments(pool, now).Markdown());
            foreach (var note in Notes(pool, now))
            {
                text.Append($"\n{MarkdownTable.Escape(note)}\n");
            }

            if (pool.Record.Waiting.Any())
            {
                text.Append("\nWaiting, first come first served:\n\n").Append(Queue(pool, now).Markdown());
            }
        }

        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public static string Json(IReadOnlyList<PoolView> pools) =>
        JsonReport.Write(LeasesDocument.Of(pools), PoolJson.Default.LeasesDocument);

    private static string Headline(PoolView pool)
    {
        var states = pool.Members.Select(name => PoolView.StateOf(name, pool.Record)).ToArray();
        var counts = Enum.GetValues<MemberStateWord>()
            .Select(state => (State: state, Count: states.Count(one => one == state)))
            .Where(one => one.Count > 0)
            .Select(one => $"{one.Count} {one.State.ToString().ToLowerInvariant()}");
        var waiting = pool.Record.Waiting.Count();
        return $"The pool {pool.Name} has {Prose.Count(pool.Members.Length, "environment")}: {string.Join(", ", counts)}"
            + (waiting == 0 ? "." : $"; {Prose.Count(waiting, "run")} {(waiting == 1 ? "waits" : "wait")}.");
    }

    private static LeasesTable Environments(PoolView pool, DateTimeOffset now)
    {
        var table = new LeasesTable("ENVIRONMENT", "STATE", "SINCE", "SET", "RUN", "FOR", "WHO", "JOB");
        foreach (var name in pool.Members)
        {
            var member = pool.Record.Member(name);
            var holder = pool.Record.HolderOf(name);
            var lease = holder?.Leases.First(one => one.Environment == name);
            table.Add(
                name,
                PoolView.StateOf(name, pool.Record).ToString().ToLowerInvariant(),
                (lease?.At ?? member.Since) is { } since ? Moment.Age(since, now) : "",
                (lease?.Before.Set ?? member.Set)?.Name ?? "",
                holder?.Holder.Run ?? "",
                holder?.What ?? "",
                holder?.Holder.Who ?? "",
                holder?.Holder.Job ?? ""
            );
        }

        return table;
    }

    private static LeasesTable Queue(PoolView pool, DateTimeOffset now)
    {
        var table = new LeasesTable("PLACE", "RUN", "FOR", "WANTS", "SINCE", "WHO", "JOB");
        foreach (var (ticket, place) in pool.Record.Waiting.Select((ticket, place) => (ticket, place)))
        {
            table.Add(
                $"{place + 1}",
                ticket.Holder.Run,
                ticket.What,
                $"{ticket.Wants}",
                Moment.Age(ticket.Holder.Since, now),
                ticket.Holder.Who,
                ticket.Holder.Job ?? ""
            );
        }

        return table;
    }

    private static IEnumerable<string> Notes(PoolView pool, DateTimeOffset now)
    {
        foreach (var name in pool.Members)
        {
            var member = pool.Record.Member(name);
            var since = member.Since is { } at ? $" ({Moment.Age(at, now)})" : "";
            if (member.Condition == MemberCondition.Quarantined)
            {
                yield return $"{name} is quarantined{since}, because {member.Because}. Take it back once it works: "
                    + $"./build.sh --target=Readmit --environment={name} --reason=TEXT";
            }
            else if (member.Condition == MemberCondition.Unknown)
            {
                yield return $"{name} is unknown{since}, because {member.Because}. The next run that leases it compares it with its ledger first.";
            }
            else if (member.Failures > 0)
            {
                yield return $"{name} failed {(member.Failures == 1 ? "once" : $"{member.Failures} times in a row")}.";
            }
        }

        foreach (var ticket in pool.Record.Tickets.Where(ticket => now - ticket.LastSign > ticket.Duration))
        {
            var what = ticket.IsWaiting
                ? "waits"
                : $"has leased {Prose.List([.. ticket.Leases.Select(lease => lease.Environment)])}";
            yield return $"Run {ticket.Holder.Run} {what}, and gave its last sign of life {Duration.Text(now - ticket.LastSign)} ago, by its own clock. "
                + $"It counts as gone once another run of the pool has watched it for {Duration.Text(ticket.Duration)} without one.";
        }

        foreach (var name in pool.Record.Members.Keys.Except(pool.Members, StringComparer.Ordinal))
        {
            yield return $"{name} was in the pool, and is no longer.";
        }
    }
}
