using System.Globalization;
using PathToProd.Decisions.Leases;
using PathToProd.Tests.Decisions.Leases.Simulation;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class LeaseSimulationTests
{
    /// <summary>How many more seeds than usual: 100 makes it a million.</summary>
    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_SEEDS") ?? "1",
        CultureInfo.InvariantCulture
    );

    private static IEnumerable<int> Tens => Enumerable.Range(0, 10);

    [Test]
    public void Whatever_goes_wrong_nothing_is_lost_and_no_two_runs_deploy_at_once(
        [Values] bool isCluster,
        [ValueSource(nameof(Tens))] int tens
    )
    {
        var seeds = 1000 * Times;
        var (entries, touches, takeOvers, fenced, crashes, segments) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var seed in Enumerable.Range(tens * seeds, Cases.Of(seeds)))
        {
            var end = LeaseSimulation.Of(seed, isCluster: isCluster);
            if (end.Violation is not null)
            {
                Assert.Fail(SimulationEnd.Report(seed, isCluster: isCluster));
            }

            entries += end.Sightings.Entries;
            touches += end.Sightings.Touches;
            takeOvers += end.Sightings.TakeOvers;
            fenced += end.Sightings.Fenced;
            crashes += end.Sightings.Crashes;
            segments += end.Sightings.Segments;
        }

        // A world in which little happens would prove little.
        TestContext.Out.WriteLine(
            $"{entries} entries, {touches} touches, {takeOvers} take-overs, {fenced} refused, {crashes} crashes, {segments} segments"
        );
        entries.ShouldBeGreaterThan(Cases.Of(seeds));
        touches.ShouldBeGreaterThan(Cases.Of(seeds));
        takeOvers.ShouldBeGreaterThan(Cases.Of(seeds) / 20);
        crashes.ShouldBeGreaterThan(Cases.Of(seeds) / 20);
        segments.ShouldBeGreaterThan(isCluster ? Cases.Of(seeds) / 2 : -1);
    }

    [Test]
    public void One_seed_is_one_run()
    {
        var first = LeaseSimulation.Of(7, isTraced: true);
        var second = LeaseSimulation.Of(7, isTraced: true);

        first.Trace.ShouldNotBeEmpty();
        second.Trace.ShouldBe(first.Trace);
    }

    private static IEnumerable<TestCaseData> BrokenPolicies()
    {
        yield return Broken(
            "take-over without a new token",
            Policy.Real with
            {
                Acquire = (request, first, seen, now, _) =>
                    LeaseDecisions.Of(request, first, seen, now) is LeaseDecision.Write { TakenFrom: not null } write
                        ? write with
                        {
                            Next = write.Next with { Token = seen.Record!.Token },
                        }
                        : LeaseDecisions.Of(request, first, seen, now),
            }
        );
        yield return Broken(
            "a token that starts again after a release",
            Policy.Real with
            {
                Acquire = (request, first, seen, now, _) =>
                    LeaseDecisions.Of(
                        request,
                        first,
                        seen.Record?.Holder is null ? seen with { Record = null } : seen,
                        now
                    ),
            }
        );
        yield return Broken(
            "expiry by the times in the record",
            Policy.Real with
            {
                Acquire = (request, first, seen, now, wall) =>
                    seen.Record is { Holder: { } holder } record && wall > holder.Since + (20 * record.Duration)
                        ? LeaseDecisions.Of(request, first, seen with { ChangedAt = TimeSpan.MinValue / 2 }, now)
                        : LeaseDecisions.Of(request, first, seen, now),
            }
        );
        yield return Broken(
            "expiry that counts from the first look, whatever changed since",
            Policy.Real with
            {
                Observe = (before, record, position, now) =>
                    before is null
                        ? LeaseObservation.After(before, record, position, now)
                        : before with
                        {
                            Record = record,
                            Position = position,
                        },
            }
        );
        yield return Broken(
            "a holder that counts as long as others wait",
            Policy.Real with
            {
                IsHeld = (hold, now) => now < hold.From + hold.Record.Duration,
            }
        );
        yield return Broken(
            "a hold that counts from its answer",
            Policy.Real with
            {
                HoldsFrom = (_, answered) => answered,
            }
        );
        yield return Broken(
            "a holder that never counts its lease as lost",
            Policy.Real with
            {
                IsHeld = (_, _) => true,
            }
        );
        yield return Broken(
            "a holder that takes another's record for its own",
            Policy.Real with
            {
                Seen = (hold, record, position) => record is null ? null : hold with { Position = position! },
            }
        );
        yield return Broken(
            "an older token may write",
            Policy.Real with
            {
                Append = (entry, entries) => AppendDecisions.Of(entry with { Token = null }, entries),
            }
        );
        yield return Broken(
            "an entry is written again without a look whether it is there",
            Policy.Real with
            {
                Append = (entry, entries) =>
                    AppendDecisions.Of(entry, entries) is AppendDecision.Done
                        ? new AppendDecision.Write()
                        : AppendDecisions.Of(entry, entries),
            }
        );
        yield return Broken(
            "an entry counts as written although no answer came",
            Policy.Real with
            {
                AfterAppend = (outcome, isTimeUp) =>
                    outcome is WriteOutcome.NoAnswer
                        ? new AppendDecision.Done()
                        : AppendDecisions.After(outcome, isTimeUp),
            }
        );
        yield return Broken(
            "a release that is written over whatever is there",
            Policy.Real with
            {
                ReleasesBlindly = true,
            }
        );
        yield return Broken(
            "an entry that is written over whatever is there",
            Policy.Real with
            {
                AppendsBlindly = true,
            }
        );
        yield return Broken(
            "a run that waits for an answer forever",
            Policy.Real with
            {
                AfterAppend = (outcome, _) =>
                    outcome is WriteOutcome.Declined
                        ? new AppendDecision.LookAgain()
                        : AppendDecisions.After(outcome, isTimeUp: false),
            }
        );
        static TestCaseData Broken(string name, Policy policy) => new TestCaseData(policy).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> BrokenClusterPolicies()
    {
        yield return Broken(
            "a ledger that names its segment before that is there",
            Policy.Real with
            {
                SealsLate = true,
            }
        );
        yield return Broken(
            "an entry counts as refused without a look at the segments",
            Policy.Real with
            {
                AppendInCluster = (entry, ledger) =>
                    AppendDecisions.Of(entry, ledger) ?? new AppendDecision.Fenced(entry.Token!.Value, ledger.Token),
            }
        );
        yield return Broken(
            "a server that could not finish counts as one that wrote",
            Policy.Real with
            {
                ApiAnswer = (status, message, version) =>
                    status == 504 ? new WriteOutcome.Accepted("0") : ApiAnswers.Of(status, message, version),
            }
        );
        yield return Broken(
            "an object that is written over whatever is there",
            Policy.Real with
            {
                AppendsBlindly = true,
            }
        );
        static TestCaseData Broken(string name, Policy policy) => new TestCaseData(policy).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BrokenClusterPolicies))]
    public void A_policy_that_is_broken_in_a_cluster_is_found_within_ten_thousand_seeds(object policy) =>
        IsFound((Policy)policy, isCluster: true);

    [TestCaseSource(nameof(BrokenPolicies))]
    public void A_broken_policy_is_found_within_ten_thousand_seeds(object policy) =>
        IsFound((Policy)policy, isCluster: false);

    private static void IsFound(Policy policy, bool isCluster)
    {
        var seed = Enumerable
            .Range(0, 10_000)
            .FirstOrDefault(seed => LeaseSimulation.Of(seed, policy, isCluster).Violation is not null, -1);

        seed.ShouldBeGreaterThanOrEqualTo(0);
        var report = SimulationEnd.Report(seed, policy, isCluster);
        report.ShouldContain($"public void Seed_{seed}()");
        report.ShouldContain("VIOLATION: ");
        TestContext.Out.WriteLine($"seed {seed}: {report.Split('\n')[0]}");
    }
}
