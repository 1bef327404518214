using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

public sealed class BranchReadingTests
{
    private static readonly string[] Environments = ["prod", "test", "never"];

    private GitLedgerBed _bed = null!;

    private string Kept => Path.Combine(_bed.Store().Folder, "path-to-prod-latest", "prod");

    [SetUp]
    public void Make() => _bed = new GitLedgerBed();

    [TearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public void What_was_read_once_is_kept_and_used_for_as_long_as_the_environment_is_as_it_was()
    {
        Deploy("a1");
        Latest().ShouldBe(Whole());
        var tree = _bed.Git("rev-parse", $"{GitLedgerBed.Branch}:prod");
        var other = LedgerText.Write(GitLedgerBed.Started("kept")) + "\n";
        new KeptLines(Kept).Keep(tree, Encoding.UTF8.GetBytes(other));

        Latest().ShouldBe(["prod ingress kept Interrupted"]);

        Deploy("a2", "dns");
        Latest().ShouldBe(Whole());
    }

    [TestCase("a byte was changed")]
    [TestCase("it was cut")]
    [TestCase("it is empty")]
    [TestCase("it is a folder")]
    public void What_is_kept_and_damaged_is_read_again(string how)
    {
        Deploy("a1");
        Latest();
        var bytes = File.ReadAllBytes(Kept);
        switch (how)
        {
            case "a byte was changed":
                bytes[^40]++;
                File.WriteAllBytes(Kept, bytes);
                break;
            case "it was cut":
                File.WriteAllBytes(Kept, bytes[..^9]);
                break;
            case "it is empty":
                File.WriteAllBytes(Kept, []);
                break;
            default:
                File.Delete(Kept);
                Directory.CreateDirectory(Kept);
                break;
        }

        Latest().ShouldBe(Whole());
    }

    [Test]
    public void A_line_that_cannot_be_read_is_reported_each_time_and_nothing_is_kept()
    {
        Deploy("a1");
        var tip = _bed.Git("rev-parse", GitLedgerBed.Branch);
        var store = _bed.Store();
        var torn = store.Commit(
            tip,
            new GitChange("prod/dns.jsonl", "{\"event\":\"sta", "x", "bob", DateTimeOffset.UnixEpoch)
        );
        store.Push(torn, $"refs/heads/{GitLedgerBed.Branch}", tip, "by-hand").ShouldBeNull();

        for (var time = 0; time < 2; time++)
        {
            Reading(store => store.Latest(Environments))[0].Problems.ShouldHaveSingleItem();
            File.Exists(Kept).ShouldBeFalse();
        }
    }

    /// <summary>Random histories, read after each change, from what was kept and from what was not.</summary>
    [Test]
    public void What_is_there_now_is_the_same_as_the_whole_branch_says()
    {
        var random = new Random(7);
        for (var step = 0; step < 30; step++)
        {
            var environment = random.Next(2) == 0 ? "prod" : "test";
            var component = random.Next(2) == 0 ? "ingress" : "dns";
            var started = GitLedgerBed.Started($"a{step}", component) with { Environment = environment };
            var ledger = _bed.Ledger($"m{random.Next(2)}", environment);
            ledger.Append(component, started);
            if (random.Next(4) > 0)
            {
                ledger.Append(
                    component,
                    GitLedgerBed.Ended($"a{step}") with
                    {
                        Outcome = random.Next(3) == 0 ? Outcome.Failed : Outcome.Succeeded,
                    }
                );
            }

            Latest().ShouldBe(Whole(), $"step {step}");
        }
    }

    private void Deploy(string attempt, string component = "ingress") =>
        _bed.Ledger().AppendAll(component, [GitLedgerBed.Started(attempt, component), GitLedgerBed.Ended(attempt)]);

    private string[] Latest() => Shown(Reading(branch => branch.Latest(Environments)));

    private string[] Whole() => Shown(Reading(branch => branch.Whole(Environments)));

    private IReadOnlyList<LedgerReading> Reading(Func<BranchReading, IReadOnlyList<LedgerReading>> read)
    {
        var store = _bed.Store();
        return read(GitLedgers.Look(store, GitLedgers.Reference(store, GitLedgerBed.Branch), GitLedgerBed.Branch));
    }

    private static string[] Shown(IReadOnlyList<LedgerReading> readings) =>
        [
            .. Environments
                .Zip(readings, LedgerStateOf)
                .SelectMany(state => state.Components.Values)
                .Select(one =>
                    $"{one.Environment} {one.Component} {one.LastAttempt?.Started.Attempt} {one.LastAttempt?.Outcome}"
                    + (one.LastDeployment is { } deployment ? $" {deployment.Version} {deployment.Run}" : "")
                ),
        ];

    private static LedgerState LedgerStateOf(string environment, LedgerReading reading) =>
        LedgerState.From(environment, reading);
}
