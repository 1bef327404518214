using System.Text.Json.Nodes;
using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace Repository.Tests.CommandLine;

/// <summary>What Status, History, Gates and Explain tell of environments on the path to production.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class PromotionTellingTests : IDisposable
{
    private const string Path = """
        path:
          ci: {}
          staging: { after: ci, policy: early }
          prod: { after: staging, policy: late }
        policies:
          early:
            gates: { works: { known-good: {} } }
          late:
            gates:
              quiet: { alerts: { monitor: main } }
              approved: { approval: { group: release-managers, quorum: 1, author: enough } }
            override: allowed
        monitors:
          main: { prometheus: "http://127.0.0.1:1" }

        """;

    private readonly SetPlatform _sets = new();

    public PromotionTellingTests()
    {
        Platform.File("environments/promotion.yaml", Path);
        Platform.File(
            "platform.yaml",
            $"name: scratch\ndefault-environment: sandbox\npeople: {{ release-managers: [{Environment.UserName}] }}\n"
        );
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\nfor-tests: true\n"
        );
        foreach (var name in (string[])["ci", "staging", "prod"])
        {
            Platform.Environment(name, $"target: {{ directory: artifacts/{name} }}\nversions: pinned\n");
        }
    }

    private ScratchPlatform Platform => _sets.Platform;

    private static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public void Dispose() => _sets.Dispose();

    [Test]
    public void Status_tells_what_each_environment_should_run_and_what_stops_the_next_set_and_asks_no_monitoring()
    {
        Advanced();

        var several = Run("Status").ShouldSucceed();
        several.Output.ShouldContain($"2026.11.1   just now  {Who}, by Advance  runs              nothing new\n");
        several.Output.ShouldContain("nothing promoted  2026.11.1: 1 gate closed and 1 not asked\n");
        Run("Status", "--environment=prod")
            .ShouldSucceed()
            .Output.ShouldStartWith(
                """
                Nothing was promoted to prod yet.
                2026.11.1 waits. 1 gate is closed: approved. 1 gate was not asked here: quiet.
                  ./build.sh --target=Gates --environment=prod

                COMPONENT
                """
            );
        Run("Status", "--environment=sandbox").ShouldSucceed().Output.ShouldStartWith("COMPONENT");
        Run("Status", "--component=web").ShouldSucceed().Output.ShouldStartWith("COMPONENT");

        var json = JsonNode.Parse(Run("Status", "--environment=staging", "--output=json").ShouldSucceed().RawOutput)!;
        json["path"]![0]!["state"]!.ToString().ShouldBe("runs");
        json["path"]![0]!["promoted"]!["reason"]!.ToString().ShouldBe("Advance");
        Run("Status", "--output=markdown").ShouldSucceed().Output.ShouldStartWith("| Environment | Should run |");
    }

    [Test]
    public void A_platform_without_a_path_is_shown_as_ever()
    {
        _sets.Deploy();
        File.Delete(System.IO.Path.Combine(Platform.Root, "environments", "promotion.yaml"));

        Run("Status").ShouldSucceed().Output.ShouldStartWith("COMPONENT");
        JsonNode.Parse(Run("Status", "--output=json").RawOutput)!.AsObject().ContainsKey("path").ShouldBeFalse();
        var history = JsonNode.Parse(Run("History", "--output=json").RawOutput)!;
        history.AsObject().ContainsKey("path").ShouldBeFalse();
        history["environments"]![0]!.AsObject().ContainsKey("decided").ShouldBeFalse();
        Run("Explain", "--environment=sandbox")
            .ShouldOnlySay(2, "no component is named; add --component=NAME: one of base, web; or all");
    }

    [Test]
    public void History_has_what_was_decided_among_what_was_deployed()
    {
        Advanced();
        Run("Freeze", "--until=20d", "--reason=Year end").ShouldSucceed();
        Run("Hold", "--environment=staging", "--reason=Migration").ShouldSucceed();
        Run("Condemn", "--set=2026.11.1", "--reason=Bug 7").ShouldSucceed();
        Run("Release", "--set=2026.11.1", "--reason=No bug").ShouldSucceed();
        Run("Unfreeze", "--reason=Done").ShouldSucceed();
        Run("Approve", "--set=2026.11.1", "--environment=prod").ShouldSucceed();
        Run("Override", "--set=2026.11.1", "--environment=prod", "--cause=quiet", "--until=1h", "--reason=Urgent")
            .ShouldSucceed();

        Actions(Run("History", "--environment=staging").ShouldSucceed())
            .ShouldBe(["unfrozen", "released", "condemned", "held", "frozen", "deploy", "deploy", "promoted"]);
        Actions(Run("History", "--environment=prod").ShouldSucceed())
            .ShouldBe(["overridden", "approved", "unfrozen", "released", "condemned", "frozen"]);
        Run("History")
            .ShouldSucceed()
            .Output.ShouldStartWith(
                $"""
                the path:
                WHEN      ACTION     SET        WHO{new string(' ', Who.Length - 1)}WHY
                just now  unfrozen              {Who}  the whole path; Done
                just now  released   2026.11.1  {Who}  No bug
                just now  condemned  2026.11.1  {Who}  Bug 7
                just now  frozen                {Who}  the whole path until 
                """
            );
        var json = JsonNode.Parse(Run("History", "--output=json").ShouldSucceed().RawOutput)!;
        json["path"]!
            .AsArray()
            .Select(record => record!["event"]!.ToString())
            .ShouldBe(["unfrozen", "released", "condemned", "frozen"]);
        Run("History", "--environment=prod", "--output=markdown")
            .ShouldSucceed()
            .Output.ShouldContain($"|  | approved | 2026.11.1 | 2026.11.1 |  | {Who} |  |  |");
    }

    [Test]
    public void Explain_tells_which_gates_let_the_set_in_and_by_which_policy_when_that_was_another()
    {
        Advanced();
        Platform.File("environments/promotion.yaml", Path.Replace("known-good: {}", "known-good: { in: ci }"));

        var explained = Run("Explain", "--environment=staging").ShouldSucceed();

        explained.Output.ShouldStartWith(
            $"staging should run 2026.11.1: it was promoted just now by {Who}, by Advance, as the first set there.\n"
        );
        explained.Output.ShouldContain("  works        open   2026.11.1 passed its tests in sandbox just now\n");
        explained.Output.ShouldContain(
            "Its policy was another one than today's, which is in environments/promotion.yaml. It was:\n  {\n    \"gates\": {\n      \"works\": {\n        \"known-good\": {}"
        );
        Run("Explain", "--environment=prod")
            .ShouldSucceed()
            .Output.ShouldContain(
                """
                Because 2026.11.1 has 0 of 1 approval by release-managers for prod,
                2026.11.1 is not promoted to prod.
                What quiet asks outside was not asked here; Gates asks it.
                """
            );
        Run("Explain", "--environment=staging", "--component=web")
            .ShouldSucceed()
            .Output.ShouldStartWith("web 1.0.0\n");
        Run("Explain", "--environment=sandbox")
            .ShouldOnlySay(
                2,
                "sandbox is not on the path, so there is nothing to explain but what would be deployed to it; add --component=NAME: one of base, web; or all"
            );
    }

    [Test]
    public void Where_a_ledger_cannot_be_read_each_says_so_and_fails()
    {
        Advanced();
        var ledger = System.IO.Path.Combine(Platform.Root, "environments", "staging", "ledger.jsonl");
        File.Delete(ledger);
        Directory.CreateDirectory(ledger);
        const string because =
            "Could not read the ledger environments/staging/ledger.jsonl: Access to the path '<root>/environments/staging/ledger.jsonl' is denied. "
            + "Make it readable by this user, then run the same command again";

        var gates = Run("Gates").ShouldEnd(1);
        gates.Error.ShouldBe($"Nothing is known of staging. {because}.\n");
        gates.Said.ShouldContain($"order unknown the ledger of staging could not be read: {because} freeze open");
        Run("Gates", "--environment=staging").ShouldEnd(1).Output.ShouldBe("Nothing waits to be promoted.\n");
        Run("Gates", "--environment=ci").ShouldSucceed();
        JsonNode.Parse(Run("Gates", "--output=json").ShouldEnd(1).RawOutput)!["unread"]![0]!["because"]!
            .ToString()
            .ShouldBe($"{because.Replace("<root>", Platform.Root)}.");

        Run("Advance", "--dry-run")
            .ShouldEnd(1)
            .Said.ShouldContain(
                $"staging not known: the ledger of staging could not be read: {because}; make it readable, and look with "
                    + "./build.sh --target=Status --environment=staging"
            );
        Run("Status").ShouldEnd(1).Output.ShouldEndWith($"\nNothing is known of staging. {because}.\n");
        Run("Explain", "--environment=staging")
            .ShouldEnd(1)
            .Output.ShouldContain(
                $"It is not known what runs there: the ledger of staging could not be read: {because}.\n"
            );
    }

    [Test]
    public void A_time_of_the_schedule_at_which_no_Advance_ran_is_reported_and_Advance_records_once_that_it_came()
    {
        Platform.File("environments/promotion.yaml", Path.Replace("policy: late", "policy: late, schedule: 0 * * * *"));
        _sets.Deploy().Pin("2026.11.1");
        var digest = Platform
            .Read(_sets.SetFile("2026.11.1"))
            .Split('\n')
            .Single(line => line.StartsWith("digest: ", StringComparison.Ordinal))["digest: ".Length..];
        var promoted = new PromotionRecord.Promoted
        {
            Head = new RecordHead("r1", DateTimeOffset.UtcNow.AddHours(-3), "ann@laptop"),
            Environment = "staging",
            Set = new SetReference("2026.11.1", new Digest(digest)),
            Policy = "",
        };
        Platform.File("environments/promotions.jsonl", PromotionText.Write(promoted) + "\n");

        Run("Status", "--environment=prod")
            .ShouldSucceed()
            .Said.ShouldContain("It was due 2 times and no Advance ran, the last time at ");

        Run("Advance").ShouldSucceed();
        Run("Advance").ShouldSucceed();
        Platform
            .Read("environments/promotions.jsonl")
            .Split('\n')
            .Count(line => line.Contains("\"event\":\"asked\"", StringComparison.Ordinal))
            .ShouldBe(1);
        Actions(Run("History", "--environment=prod").ShouldSucceed()).ShouldBe(["asked"]);
    }

    private ProgramResult Run(string target, params string[] arguments) =>
        Platform.Run([$"--target={target}", .. arguments]);

    /// <summary>A set that Advance brought to staging, and that waits for production.</summary>
    private void Advanced()
    {
        _sets.Deploy().Pin("2026.11.1");
        Run("Certify", "--set=2026.11.1", "--environment=sandbox").ShouldSucceed();
        Run("Advance").ShouldSucceed();
    }

    /// <summary>The words of the column ACTION.</summary>
    private static string[] Actions(ProgramResult history)
    {
        var lines = history.Output.TrimEnd('\n').Split('\n');
        var at = lines[0].IndexOf("ACTION", StringComparison.Ordinal);
        return [.. lines.Skip(1).Select(line => line[at..].Split(' ')[0])];
    }
}
