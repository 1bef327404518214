using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Simulation;

/// <summary>
/// Says what is in the way of a set, slowly and by itself: it reads the raw events from the first to the last for each question, and uses nothing of what
/// decides in the program.
/// </summary>
/// <param name="world">The world as it is when something is written.</param>
/// <param name="at">When the verdict was made: monitoring was asked then.</param>
/// <param name="mood">What monitoring said then.</param>
internal sealed class PathOracle(PathWorld world, DateTimeOffset at, MonitoringMood mood)
{
    /// <summary>What is in the way, accepted or not.</summary>
    public IReadOnlyList<Obstacle> Of(PromotionStep step, VersionSet set)
    {
        var place = step.Name;
        List<Obstacle> all = [.. Order(step, set), .. Freezes(place), .. Last(place, set), .. PinnedBack(place, set)];
        if (step.Policy.Gates.IsEmpty)
        {
            return all;
        }

        all.AddRange(KnownGood(set));
        all.AddRange(Alerts());
        all.AddRange(Failures(place, "verified"));
        if (step.Policy.Name == "late")
        {
            all.AddRange(Soak(step.After[0], set));
            all.AddRange(Notice(place, set));
            all.AddRange(Approval(place, set));
        }

        return all;
    }

    /// <summary>Whether what is in the way was accepted by name, for exactly this, and not too long ago.</summary>
    public bool IsAccepted(string environment, VersionSet set, Obstacle obstacle) =>
        world
            .Records.OfType<PromotionRecord.Overridden>()
            .Where(one => one.Environment == environment && one.Set.Digest == set.Digest && one.Until > at)
            .Any(one => one.Causes.Any(obstacle.IsNamedBy));

    /// <summary>What runs in an environment, or may after an attempt that did not succeed: that to which an approval is bound.</summary>
    public static string There(PathWorld world, string environment) =>
        string.Join(
            ' ',
            Attempts(world, environment)
                .GroupBy(attempt => attempt.Start.Component)
                .OrderBy(component => component.Key, StringComparer.Ordinal)
                .Select(component =>
                    $"{component.Key} {component.Last().Start.Digest}{(component.Last().IsGood ? "" : "?")}"
                )
        );

    private IEnumerable<Obstacle> Order(PromotionStep step, VersionSet set)
    {
        foreach (var before in step.After)
        {
            var failures = Failures(before, "order").ToArray();
            var stays = Stays(before, set);
            if (failures.Length > 0)
            {
                foreach (var failure in failures)
                {
                    yield return failure;
                }
            }
            else if (stays.Count == 0 || stays[^1].WasRolledBack)
            {
                yield return new Obstacle("order", "", IsUnknown: false);
            }
        }
    }

    private IEnumerable<Obstacle> Freezes(string place)
    {
        for (var index = 0; index < world.Records.Count; index++)
        {
            if (
                world.Records[index] is PromotionRecord.Frozen frozen
                && (frozen.Place is null || frozen.Place == place)
                && (frozen.Until is null || frozen.Until > at)
                && !world.Records.Skip(index).OfType<PromotionRecord.Unfrozen>().Any(one => one.Place == frozen.Place)
            )
            {
                yield return new Obstacle("freeze", frozen.Head.Id, IsUnknown: false);
            }
        }
    }

    private IEnumerable<Obstacle> Last(string place, VersionSet set)
    {
        var hold = world.Records.LastOrDefault(one =>
            one is PromotionRecord.Held held && held.Environment == place
            || one is PromotionRecord.Released { Environment: { } released } && released == place
        );
        if (hold is PromotionRecord.Held)
        {
            yield return new Obstacle("hold", hold.Head.Id, IsUnknown: false);
        }

        var condemned = world.Records.LastOrDefault(one =>
            one is PromotionRecord.Condemned bad && bad.Set.Digest == set.Digest
            || one is PromotionRecord.Released { Set: { } released } && released.Digest == set.Digest
        );
        if (condemned is PromotionRecord.Condemned)
        {
            yield return new Obstacle("condemned", condemned.Head.Id, IsUnknown: false);
        }
    }

    private IEnumerable<Obstacle> PinnedBack(string place, VersionSet set)
    {
        var starts = world.Ledger(place).OfType<LedgerEntry.Started>().ToArray();
        var back = starts.LastOrDefault(one =>
            one.Rollback is { } rollback && starts.Any(from => from.Attempt == rollback.Of && from.Set == set.Name)
        );
        if (
            back is not null
            && !world
                .Records.OfType<PromotionRecord.Released>()
                .Any(one => one.Head.At >= back.At && (one.Environment == place || one.Set?.Digest == set.Digest))
        )
        {
            yield return new Obstacle("pinned-back", back.Run, IsUnknown: false);
        }
    }

    private IEnumerable<Obstacle> KnownGood(VersionSet set)
    {
        var latest = world
            .Evidence.Where(one => one.Set == set.Digest)
            .GroupBy(one => one.Environment)
            .Select(tests => tests.Last())
            .ToArray();
        var failed = latest.Where(one => one.Outcome == EvidenceOutcome.Failed).ToArray();
        return failed.Length > 0 ? failed.Select(one => new Obstacle("known-good", one.Run, IsUnknown: false))
            : latest.Length == 0 ? [new Obstacle("known-good", "", IsUnknown: true)]
            : [];
    }

    private IEnumerable<Obstacle> Alerts() =>
        mood == MonitoringMood.Quiet ? [] : [new Obstacle("alerts", "", IsUnknown: mood != MonitoringMood.Firing)];

    private IEnumerable<Obstacle> Failures(string environment, string gate) =>
        Attempts(world, environment)
            .GroupBy(attempt => attempt.Start.Component)
            .Select(component => component.Last())
            .Where(attempt => !attempt.IsGood)
            .Select(attempt => new Obstacle(gate, attempt.Start.Run, IsUnknown: attempt.End is null));

    /// <summary>The time of the best stay, moment by moment.</summary>
    private IEnumerable<Obstacle> Soak(string before, VersionSet set)
    {
        var isKnown = mood is MonitoringMood.Quiet or MonitoringMood.Firing;
        var stays = Stays(before, set);
        var best = stays.Select(stay => Healthy(before, set, stay)).Append(TimeSpan.Zero).Max();
        if (best < PathWorld.Soak.For || !isKnown)
        {
            yield return new Obstacle("soak", "", IsUnknown: null);
        }
    }

    private TimeSpan Healthy(string environment, VersionSet set, Stay stay)
    {
        var tests = world.Evidence.Where(one => one.Set == set.Digest && one.Environment == environment).ToArray();
        DateTimeOffset[] moments =
        [
            .. world
                .Moods.Select(one => one.From)
                .Concat(tests.Select(one => one.Start))
                .Append(stay.From)
                .Append(at - PathWorld.Soak.Within)
                .Append(stay.To ?? at)
                .Append(at)
                .Distinct()
                .Order(),
        ];
        var healthy = TimeSpan.Zero;
        foreach (var (from, to) in moments.Zip(moments.Skip(1)))
        {
            var counts = from >= stay.From && to <= (stay.To ?? at) && to <= at && from >= at - PathWorld.Soak.Within;
            var said = world.Moods.LastOrDefault(one => one.From <= from).Mood;
            var tested = tests.LastOrDefault(one => one.Start <= from);
            if (
                counts
                && said is not (MonitoringMood.Firing or MonitoringMood.NoWatchdog)
                && tested?.Outcome != EvidenceOutcome.Failed
            )
            {
                healthy += to - from;
            }
        }

        return healthy;
    }

    private IEnumerable<Obstacle> Notice(string place, VersionSet set)
    {
        var after = LastPromotion(place, set);
        var announced = world
            .Records.Skip(after + 1)
            .OfType<PromotionRecord.Announced>()
            .FirstOrDefault(one => one.Environment == place && one.Set.Digest == set.Digest);
        if (announced is null || at - announced.Head.At < PathWorld.Notice.Before)
        {
            yield return new Obstacle("notice", announced is null ? "not announced" : "too short", IsUnknown: false);
        }
    }

    private IEnumerable<Obstacle> Approval(string place, VersionSet set)
    {
        var after = LastPromotion(place, set);
        var there = There(world, place);
        var people = world
            .Approvals.Where(one => one.Environment == place && one.Set.Digest == set.Digest && one.After > after)
            .Where(one => at - one.At < PathWorld.Approval.Expires && one.There == there)
            .Select(one => one.Who)
            .Where(who => who is "alice" or "bob" or "carol")
            .Distinct()
            .Count();
        if (people < PathWorld.Approval.Quorum)
        {
            yield return new Obstacle("approval", "", IsUnknown: false);
        }
    }

    private int LastPromotion(string place, VersionSet set) =>
        world.Records.FindLastIndex(one =>
            one is PromotionRecord.Promoted promoted
            && promoted.Environment == place
            && promoted.Set.Digest == set.Digest
        );

    /// <summary>When exactly the set was there, every member deployed and verified.</summary>
    private List<Stay> Stays(string environment, VersionSet set)
    {
        var there = new Dictionary<string, Digest?>();
        var attempts = new Dictionary<string, LedgerEntry.Started>();
        var stays = new List<Stay>();
        foreach (var entry in world.Ledger(environment))
        {
            if (entry is LedgerEntry.Started started)
            {
                attempts[started.Attempt] = started;
                there[started.Component] = null;
            }
            else if (entry is LedgerEntry.Ended { Outcome: Outcome.Succeeded } ended)
            {
                there[attempts[ended.Attempt].Component] = attempts[ended.Attempt].Digest;
            }

            var isThere = stays is [.., { To: null }];
            if (IsWhole() && !isThere)
            {
                stays.Add(new Stay(entry.At, To: null, WasRolledBack: false));
            }
            else if (!IsWhole() && isThere)
            {
                var isRollback = entry is LedgerEntry.Started { Rollback: not null };
                stays[^1] = stays[^1] with { To = entry.At, WasRolledBack = isRollback };
            }
        }

        return stays;

        bool IsWhole() =>
            there.Count == set.Members.Count
            && set.Members.Values.All(member => there.GetValueOrDefault(member.Component) == member.Digest);
    }

    private static IEnumerable<RawAttempt> Attempts(PathWorld world, string environment)
    {
        var ends = world.Ledger(environment).OfType<LedgerEntry.Ended>().ToDictionary(one => one.Attempt);
        return world
            .Ledger(environment)
            .OfType<LedgerEntry.Started>()
            .Select(one => new RawAttempt(one, ends.GetValueOrDefault(one.Attempt)));
    }

    private sealed record RawAttempt(LedgerEntry.Started Start, LedgerEntry.Ended? End)
    {
        public bool IsGood => End?.Outcome == Outcome.Succeeded;
    }

    private sealed record Stay(DateTimeOffset From, DateTimeOffset? To, bool WasRolledBack);
}

/// <summary>Something that is in the way.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Name">What an acceptance must name: a record, a run; empty where there is one alone.</param>
/// <param name="IsUnknown">Whether it is not known to be closed; null when both may be said.</param>
internal sealed record Obstacle(string Gate, string Name, bool? IsUnknown)
{
    /// <summary>Whether an accepted cause is this one.</summary>
    public bool IsNamedBy(AcceptedCause cause) =>
        cause.Gate == Gate
        && cause.About.Contains(Name, StringComparison.Ordinal)
        && (IsUnknown is null || cause.WasUnknown == IsUnknown);
}
