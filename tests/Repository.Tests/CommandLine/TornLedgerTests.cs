using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What the program says and does when a line of a ledger is torn that may be the start of a deployment.</summary>
public sealed class TornLedgerTests
{
    private const string Ledger = "environments/sandbox/ledger.jsonl";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform()
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nmissing-dependencies: refuse\n")
            .Component("base-k8s")
            .Component("ingress", "1.4.0", "requires: { base-k8s: \">=1.0.0 <2.0.0\" }\n");
        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();
        Tear("\"component\":\"base-k8s\"");
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void Status_and_history_say_so_and_count_the_line_as_JSON_too()
    {
        var status = _platform.Run("--target=Status").ShouldSucceed();
        status.Tables.ShouldStartWith(
            """
            COMPONENT  ENVIRONMENT  VERSION  SET  DIGEST  WHEN  WHO  DRIFT  STATE
            base-k8s  sandbox
            """
        );
        status.Said.ShouldContain(
            $"The state of base-k8s in sandbox is unknown, as line 5 of {Ledger} cannot be read and may be an attempt on base-k8s; before that, 1.0.0"
        );

        const string What = "the last line was being written when the program was killed, and is ignored";
        const string Fix = "the state of base-k8s is unknown until it is deployed again or removed";
        status.Error.ShouldBe($"{Ledger}(5,1): {What}; {Fix}\n");

        var json = _platform.Run("--target=Status", "--output=json").ShouldSucceed();
        var document = JsonNode.Parse(json.RawOutput)!;
        document["components"]!
            .AsArray()
            .Select(one => $"{one!["component"]} {one["state"]}")
            .ShouldBe(["base-k8s unknown", "ingress deployed"]);
        var expected = $$"""[{"file":"{{Ledger}}","line":5,"what":"{{What}}","fix":"{{Fix}}"}]""";
        document["ignoredLines"]!.ToJsonString().ShouldBe(expected);

        var history = _platform.Run("--target=History", "--output=json").ShouldSucceed();
        JsonNode.Parse(history.RawOutput)!["environments"]![0]!["ignoredLines"]!.ToJsonString().ShouldBe(expected);
    }

    [Test]
    public void What_requires_it_is_refused_until_it_is_deployed_again()
    {
        _platform
            .Run("--target=Deploy", "--component=ingress", "--force")
            .ShouldOnlySay(
                3,
                "Because ingress 1.4.0 requires base-k8s >=1.0.0 <2.0.0 and the state of base-k8s in sandbox is unknown, "
                    + $"as line 5 of {Ledger} cannot be read and may be an attempt on base-k8s, ingress cannot be deployed to sandbox. "
                    + "Deploy base-k8s first (./build.sh --target=Deploy --component=base-k8s --environment=sandbox), or add --with-dependencies."
            );

        var deployed = _platform.Run("--target=Deploy", "--component=base-k8s").ShouldSucceed();
        deployed.Said.ShouldContain("the state of base-k8s in sandbox is unknown");
        deployed.Touched.ShouldContain(Ledger);

        _platform.Run("--target=Deploy", "--component=ingress", "--force").ShouldSucceed();
        var document = JsonNode.Parse(_platform.Run("--target=Status", "--output=json").RawOutput)!;
        document["components"]!.AsArray().Select(one => $"{one!["state"]}").ShouldBe(["deployed", "deployed"]);
        document["ignoredLines"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public void Every_other_target_that_asks_the_ledger_says_so_too()
    {
        var clause =
            $"the state of base-k8s in sandbox is unknown, as line 5 of {Ledger} cannot be read and may be an attempt on base-k8s";

        _platform.Run("--target=Explain", "--component=base-k8s").ShouldSucceed().Said.ShouldContain(clause);
        _platform.Run("--target=Pin", "--from=sandbox").ShouldEnd(3).Error.ShouldContain(clause);
        var verified = _platform.Run("--target=Verify", "--component=base-k8s", "--output=json").ShouldEnd(1);
        JsonNode.Parse(verified.RawOutput)!["components"]![0]!["error"]!.ToString().ShouldContain(clause);
        _platform.Run("--target=Check").ShouldEnd(2).Error.ShouldContain($"{Ledger}(5,1): ");
        _platform.Run("--target=Destroy", "--component=ingress").ShouldEnd(3).Error.ShouldContain(clause);
        _platform.Run("--target=Destroy", "--component=base-k8s,ingress").ShouldSucceed();
        JsonNode.Parse(_platform.Run("--target=Status", "--output=json").RawOutput)!["components"]!
            .AsArray()
            .Select(one => $"{one!["state"]}")
            .ShouldBe(["destroyed", "destroyed"]);
    }

    /// <summary>Writes a start as a program would, and stops right after some text.</summary>
    private void Tear(string after)
    {
        var ledger = _platform.Read(Ledger);
        var start = ledger.Split('\n').First(line => line.Contains(after, StringComparison.Ordinal));
        start = start.Replace("\"attempt\":\"", "\"attempt\":\"0", StringComparison.Ordinal);
        _platform.File(Ledger, ledger + start[..(start.IndexOf(after, StringComparison.Ordinal) + after.Length)]);
    }
}
