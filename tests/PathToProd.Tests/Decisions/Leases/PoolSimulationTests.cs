using System.Globalization;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Tests.Decisions.Leases.Simulation.Pools;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class PoolSimulationTests
{
    /// <summary>How many more seeds than usual: 100 makes it a million.</summary>
    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_SEEDS") ?? "1",
        CultureInfo.InvariantCulture
    );

    private static IEnumerable<int> Tens => Enumerable.Range(0, 10);

    [Test]
    public void Whatever_goes_wrong_no_two_runs_use_an_environment_and_all_are_served_in_order(
        [ValueSource(nameof(Tens))] int tens
    )
    {
        var seeds = 1000 * Times;
        var (grants, waits, reaped, quarantined, touches, crashes) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var seed in Enumerable.Range(tens * seeds, Cases.Of(seeds)))
        {
            var judge = PoolSimulation.Of(seed).Judge;
            if (judge.Violation is not null)
            {
                Assert.Fail(PoolSimulation.Report(seed));
            }

            grants += judge.Grants;
            waits += judge.Waits;
            reaped += judge.Reaped;
            quarantined += judge.Quarantined;
            touches += judge.Touches;
            crashes += judge.Crashes;
        }

        // A world in which little happens would prove little.
        TestContext.Out.WriteLine(
            $"{grants} grants, {waits} waited, {reaped} reaped, {quarantined} quarantined, {touches} touches, {crashes} crashes"
        );
        grants.ShouldBeGreaterThan(Cases.Of(seeds));
        touches.ShouldBeGreaterThan(Cases.Of(seeds));
        waits.ShouldBeGreaterThan(Cases.Of(seeds) / 4);
        reaped.ShouldBeGreaterThan(Cases.Of(seeds) / 20);
        crashes.ShouldBeGreaterThan(Cases.Of(seeds) / 20);
    }

    [Test]
    public void One_seed_is_one_run()
    {
        var first = PoolSimulation.Of(7, isTraced: true);
        var second = PoolSimulation.Of(7, isTraced: true);

        first.Trace.ShouldNotBeEmpty();
        second.Trace.ShouldBe(first.Trace);
    }

    private static IEnumerable<TestCaseData> BrokenPolicies()
    {
        var real = PoolPolicy.Real;
        yield return Broken(
            "expiry by the times in the record",
            real with
            {
                Decide = (request, ticket, first, seen, now, wall) =>
                    PoolDecisions.Of(
                        request,
                        ticket,
                        first,
                        seen.Record?.Tickets.Any(one => wall > one.Holder.Since + (4 * one.Duration)) == true
                            ? seen with
                            {
                                RenewedAt = seen.RenewedAt.SetItems(
                                    seen.RenewedAt.Select(one =>
                                        KeyValuePair.Create(one.Key, (one.Value.Renewals, TimeSpan.MinValue / 2))
                                    )
                                ),
                            }
                            : seen,
                        now,
                        wall
                    ),
            }
        );
        yield return Broken(
            "expiry that counts from the first look, whatever was renewed since",
            real with
            {
                Observe = (before, record, position, now) =>
                {
                    var seen = PoolObservation.After(before, record, position, now);
                    return before is null
                        ? seen
                        : seen with
                        {
                            RenewedAt = seen.RenewedAt.SetItems(
                                before.RenewedAt.Where(one => seen.RenewedAt.ContainsKey(one.Key))
                            ),
                        };
                },
            }
        );
        yield return Broken(
            "a holder that counts as long as others wait",
            real with
            {
                IsHeld = (hold, now) => now < hold.From + hold.Record.Duration,
            }
        );
        yield return Broken("a hold that counts from its answer", real with { HoldsFrom = (_, answered) => answered });
        yield return Broken("a holder that never counts its lease as lost", real with { IsHeld = (_, _) => true });
        yield return Broken(
            "a run that takes what is free, whoever came before",
            real with
            {
                Decide = (request, ticket, first, seen, now, at) =>
                    PoolDecisions.Of(
                        request,
                        ticket,
                        first,
                        seen.Record is { } record && record.Tickets.Any(one => one.IsWaiting)
                            ? seen with
                            {
                                Record = record with
                                {
                                    Tickets = record.Tickets.RemoveAll(one =>
                                        one.IsWaiting && one.Holder != request.Holder
                                    ),
                                },
                            }
                            : seen,
                        now,
                        at
                    ),
            }
        );
        yield return Broken(
            "a run that takes some of several",
            real with
            {
                Decide = (request, ticket, first, seen, now, at) =>
                    PoolDecisions.Of(request with { Wants = 1 }, ticket, first, seen, now, at)
                        is PoolDecision.Write write
                        ? write with
                        {
                            Next = write.Next with
                            {
                                Tickets =
                                [
                                    .. write.Next.Tickets.Select(one =>
                                        one.Holder == request.Holder ? one with { Wants = request.Wants } : one
                                    ),
                                ],
                            },
                        }
                        : PoolDecisions.Of(request with { Wants = 1 }, ticket, first, seen, now, at),
            }
        );
        yield return Broken(
            "what a run that is gone left counts as known",
            real with
            {
                Decide = (request, ticket, first, seen, now, at) =>
                    PoolDecisions.Of(request, ticket, first, seen, now, at) is PoolDecision.Write write
                        ? write with
                        {
                            Next = write.Next with { Members = write.Next.Members.Clear() },
                        }
                        : PoolDecisions.Of(request, ticket, first, seen, now, at),
            }
        );
        yield return Broken(
            "what is quarantined is leased",
            real with
            {
                Decide = (request, ticket, first, seen, now, at) =>
                    PoolDecisions.Of(
                        request,
                        ticket,
                        first,
                        seen with
                        {
                            Record = seen.Record is { } record
                                ? record with
                                {
                                    Members = record.Members.SetItems(
                                        record
                                            .Members.Where(one => one.Value.Condition == MemberCondition.Quarantined)
                                            .Select(one =>
                                                KeyValuePair.Create(
                                                    one.Key,
                                                    one.Value with
                                                    {
                                                        Condition = MemberCondition.Known,
                                                    }
                                                )
                                            )
                                    ),
                                }
                                : null,
                        },
                        now,
                        at
                    ),
            }
        );
        yield return Broken(
            "tokens that start again when nobody has a ticket",
            real with
            {
                Release = (record, ticket, ends, limit, at) =>
                {
                    var released = PoolDecisions.Released(record, ticket, ends, limit, at);
                    return released.Tickets.IsEmpty ? released with { Token = 0 } : released;
                },
            }
        );
        yield return Broken("a release that is written over whatever is there", real with { ReleasesBlindly = true });
        static TestCaseData Broken(string name, PoolPolicy policy) => new TestCaseData(policy).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BrokenPolicies))]
    public void A_broken_policy_is_found_within_ten_thousand_seeds(object policy)
    {
        var seed = Enumerable
            .Range(0, 10_000)
            .FirstOrDefault(seed => PoolSimulation.Of(seed, (PoolPolicy)policy).Judge.Violation is not null, -1);

        seed.ShouldBeGreaterThanOrEqualTo(0);
        var report = PoolSimulation.Report(seed, (PoolPolicy)policy);
        report.ShouldContain($"public void Seed_{seed}()");
        report.ShouldContain("VIOLATION: ");
        TestContext.Out.WriteLine($"seed {seed}: {report.Split('\n')[0]}");
    }
}
