using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

public sealed class BranchReadingTests
{
    private static readonly string[] Environments = ["prod", "test", "never"];

    private GitLedgerBed _bed = null!;

    private const string LatestPath = ".latest/prod";

    [SetUp]
    public void Make() => _bed = new GitLedgerBed();

    [TearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public void What_decides_is_read_from_one_file_for_as_long_as_a_component_is_as_it_was()
    {
        Deploy("a1");
        Deploy("b1", "dns");
        Latest().ShouldBe(Whole());
        var ingress = _bed.Git("rev-parse", $"{GitLedgerBed.Branch}:prod/ingress.jsonl");
        var other = Encoding.UTF8.GetBytes(LedgerText.Write(GitLedgerBed.Started("kept")) + "\n");
        var latest = new LatestFile();
        latest.Set("ingress.jsonl", ingress, other);
        Push(LatestPath, latest.Write());

        Latest().ShouldBe(["prod dns b1 Succeeded 1.4.0 run-1", "prod ingress kept Interrupted"]);

        Deploy("a2");
        Latest().ShouldBe(Whole());
    }

    [TestCase("a byte was changed")]
    [TestCase("it was cut")]
    [TestCase("it is empty")]
    [TestCase("it is of another kind")]
    [TestCase("it is a folder")]
    public void What_is_damaged_there_is_read_from_the_files_of_the_components(string how)
    {
        Deploy("a1");
        var text = _bed.Git("show", $"{GitLedgerBed.Branch}:{LatestPath}") + "\n";
        text.ShouldStartWith("latest-lines-2 ");
        switch (how)
        {
            case "a byte was changed":
                Push(LatestPath, text.Replace("succeeded", "succeedet", StringComparison.Ordinal));
                break;
            case "it was cut":
                Push(LatestPath, text[..^9]);
                break;
            case "it is empty":
                Push(LatestPath, "");
                break;
            case "it is of another kind":
                Push(LatestPath, text.Replace("latest-lines-2", "latest-lines-1", StringComparison.Ordinal));
                break;
            default:
                Push($"{LatestPath}/file", text);
                break;
        }

        Latest().ShouldBe(Whole());
        Latest().ShouldHaveSingleItem();
    }

    [Test]
    public void Lines_that_others_add_without_it_count()
    {
        Deploy("a1");
        var file = _bed.Git("show", $"{GitLedgerBed.Branch}:prod/ingress.jsonl");
        Push("prod/ingress.jsonl", $"{file}\n{LedgerText.Write(GitLedgerBed.Started("by-hand"))}\n");

        Latest().ShouldBe(["prod ingress by-hand Interrupted 1.4.0 run-1"]);
    }

    [Test]
    public void A_line_that_cannot_be_read_is_reported_each_time()
    {
        Deploy("a1");
        Push("prod/dns.jsonl", "{\"event\":\"sta");

        for (var time = 0; time < 2; time++)
        {
            Reading(store => store.Latest(Environments))[0].Problems.ShouldHaveSingleItem();
        }

        Deploy("b1", "dns");
        Reading(store => store.Latest(Environments))[0].Problems.ShouldHaveSingleItem();
    }

    [Test]
    public void An_object_has_the_name_that_Git_gives_it()
    {
        Deploy("a1");
        var text = _bed.Git("show", $"{GitLedgerBed.Branch}:prod/ingress.jsonl") + "\n";

        GitObject
            .IdOf(Encoding.UTF8.GetBytes(text), commit: null)
            .ShouldBe(_bed.Git("rev-parse", $"{GitLedgerBed.Branch}:prod/ingress.jsonl"));
        GitObject
            .IdOf([], new string('a', 64))
            .ShouldBe("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813");
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

    /// <summary>What people, or another version of the program, may do to the branch.</summary>
    private void Push(string path, string text)
    {
        var tip = _bed.Git("rev-parse", GitLedgerBed.Branch);
        var store = _bed.Store();
        GitLedgers.Reference(store, GitLedgerBed.Branch).Look().ShouldBe(tip);
        var commit = store.Commit(tip, new GitChange(path, text, "x", "bob", DateTimeOffset.UnixEpoch));
        store.Push(commit, $"refs/heads/{GitLedgerBed.Branch}", tip, "by-hand").ShouldBeNull();
    }

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
