using Repository.Tests.CommandLine;

namespace Repository.Tests.Docs;

/// <summary>What the guide to plans says to type works, as it stands there.</summary>
[CancelAfter(120_000)]
public sealed class PlansGuideTests
{
    [Test]
    public void Its_commands_work_as_they_stand_there()
    {
        using var platform = new ScratchPlatform()
            .Component("base-network")
            .Component("ingress", more: "requires: { base-network: \"*\" }\n")
            .Environment("staging", "target: { directory: artifacts/staging }\n");
        var commands = File.ReadAllLines(SourceTree.PathOf("docs/plans.md"))
            .Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal))
            .Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
            .ToArray();

        commands.Length.ShouldBe(2);
        foreach (var command in commands)
        {
            platform.Run(command).ShouldSucceed();
        }

        platform.Read("environments/staging/ledger.jsonl").ShouldContain("\"plan\":\"sha256:");
        platform.Run(commands[1]).ShouldEnd(3).Error.ShouldContain("a plan is applied at most once");
    }

    [Test]
    public void Every_cause_and_what_it_means_for_Deploy_is_in_the_guide()
    {
        var text = File.ReadAllText(SourceTree.PathOf("docs/plans.md"));

        foreach (var cause in (string[])["`input`", "`definition`", "`failure`"])
        {
            text.ShouldContain($"| {cause} |");
        }
    }
}
