using PathToProd.Facts.Promotions;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Facts.Ledger;

namespace PathToProd.Tasks.Tests.Facts.Promotions;

/// <summary>The records of promotions in a file and in the ledger's branch: each change over what was read, or not at all.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(Backend.File)]
[TestFixture(Backend.Git)]
public sealed class PromotionRecordsTests(PromotionRecordsTests.Backend backend) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitLedgerBed _bed = new();
    private int _number;

    public enum Backend
    {
        File,
        Git,
    }

    public void Dispose()
    {
        _folder.Dispose();
        _bed.Dispose();
    }

    [Test]
    public void What_one_machine_writes_another_reads_in_its_order()
    {
        var (one, two) = (Records(), Records());
        one.Read().Reading.History.Records.ShouldBeEmpty();

        one.Append(Held("staging"), Held("prod"));
        two.Append(Held("ci"));

        Environments(one).ShouldBe(["staging", "prod", "ci"]);
        Environments(two).ShouldBe(["staging", "prod", "ci"]);
    }

    [Test]
    public void A_decision_is_not_written_over_what_it_did_not_read()
    {
        var (one, two) = (Records(), Records());
        one.Append(Held("ci"));
        var seen = one.Read();
        two.Append(Held("staging"));

        one.TryAppend([Held("prod")], seen).ShouldBeFalse();
        Environments(one).ShouldBe(["ci", "staging"]);
        one.TryAppend([Held("prod")], one.Read()).ShouldBeTrue();
        Environments(two).ShouldBe(["ci", "staging", "prod"]);
    }

    [Test]
    public void Of_many_that_decide_over_the_same_one_writes()
    {
        Records().Append(Held("ci"));
        var tries = Enumerable
            .Range(0, 8)
            .Select(number => (Records: Records(), Record: Held($"e{number}")))
            .Select(one => (one.Records, one.Record, Seen: one.Records.Read()))
            .ToArray();

        var written = tries
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Count(one => one.Records.TryAppend([one.Record], one.Seen));

        written.ShouldBe(1);
        Environments(Records()).Length.ShouldBe(2);
    }

    [Test]
    public void What_was_written_already_is_not_written_again()
    {
        var record = Held("prod");
        Records().Append(record);
        Records().Append(record);

        Environments(Records()).ShouldBe(["prod"]);
    }

    private static string[] Environments(PromotionRecords records) =>
        [.. records.Read().Reading.History.Records.Cast<PromotionRecord.Held>().Select(held => held.Environment)];

    private PromotionRecord.Held Held(string environment) =>
        new()
        {
            Head = new RecordHead($"r{++_number}", DateTimeOffset.UnixEpoch, "ann@laptop", "x"),
            Environment = environment,
        };

    private PromotionRecords Records() =>
        new(
            backend == Backend.File
                ? new PromotionFileLog(new Workspace(_folder.Path))
                : new PromotionGitLog(
                    _bed.Store($"m{Interlocked.Increment(ref _machines)}"),
                    GitLedgerBed.Branch,
                    TimeProvider.System
                ),
            TimeProvider.System
        );

    private static int _machines;
}
