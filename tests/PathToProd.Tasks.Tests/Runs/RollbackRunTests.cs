using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Going back with real components: network is a Terraform root, from whose output web takes an input.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class RollbackRunTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Terraform);

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task What_goes_back_before_what_it_takes_its_inputs_from_takes_them_again_once_that_is_back()
    {
        Versions("1.0.0", "one", requires: ">=1.0.0");
        await _bed.DeployAsync("network", "web");
        var before = _bed.Ledger["web"].LastDeployment!.Values;
        Versions("2.0.0", "two", requires: ">=2.0.0");
        await _bed.DeployAsync("network", "web");

        var result = await _bed.RollbackAsync();

        result.Nodes.Select(node => node.Error).ShouldAllBe(error => error == null);
        result.ExitCode.ShouldBe(ExitCode.Done);
        Started().Skip(4).ShouldBe(["web 1.0.0 back", "network 1.0.0 back", "web 1.0.0 back"]);
        _bed.Ledger["web"].LastDeployment!.Values.ShouldBe(before);
        _bed.Ledger["network"].LastDeployment!.Outputs["text"].ToString().ShouldBe("one");
        result
            .Nodes.Select(node => $"{node.Component}: {node.Outcome}")
            .ShouldBe(["network: Done", "web: Done"], "what was done at first was done");
    }

    [Test]
    public async Task In_the_usual_order_nothing_is_deployed_twice()
    {
        Versions("1.0.0", "one", requires: ">=1.0.0");
        await _bed.DeployAsync("network", "web");
        Versions("2.0.0", "two", requires: ">=1.0.0");
        await _bed.DeployAsync("network", "web");

        (await _bed.RollbackAsync()).ExitCode.ShouldBe(ExitCode.Done);

        Started().Skip(4).ShouldBe(["network 1.0.0 back", "web 1.0.0 back"]);
    }

    [Test]
    public async Task What_another_run_deployed_since_it_was_decided_is_not_touched()
    {
        await _bed.Manifests("dns").DeployAsync("dns");
        Dns("1.1.0");
        await _bed.DeployAsync("dns");
        Dns("1.2.0");

        var result = await _bed.RollbackAsync("dns", async () => await _bed.DeployAsync("dns"));

        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Refused);
        result
            .Nodes[0]
            .Error.ShouldBe(
                $"Run {_bed.Ledger["dns"].LastDeployment!.Run} has deployed dns in sandbox since this rollback was decided. It was not touched. "
                    + "Look at what that run did (--target=History), then ask again."
            );
        _bed.Ledger["dns"].LastDeployment!.Version.ToString().ShouldBe("1.2.0");
    }

    [Test]
    public async Task Where_one_fails_what_waits_for_it_stays_as_it_is()
    {
        _bed.Manifests("base").Manifests("web", "requires: { base: '<2.0.0' }\nsmoke: { script: smoke.sh }\n");
        var broken = Path.Combine(_bed.Root, "broken");
        _bed.Script("components/web/smoke.sh", $"test ! -e {broken}");
        await _bed.DeployAsync("base", "web");
        _bed.File("components/base/component.yaml", "name: base\nversion: 2.0.0\ntype: manifests\n")
            .File(
                "components/web/component.yaml",
                "name: web\nversion: 2.0.0\ntype: manifests\nrequires: { base: '>=2.0.0' }\n"
            );
        await _bed.DeployAsync("base", "web");
        await File.WriteAllTextAsync(broken, "");

        var result = await _bed.RollbackAsync();

        result
            .Nodes.Select(node => $"{node.Component}: {node.Outcome} {node.Reason}")
            .ShouldBe(["base: NotRun web failed", "web: Failed "], ignoreOrder: true);
        _bed.Ledger["base"].LastDeployment!.Version.ToString().ShouldBe("2.0.0");
        Started().Skip(4).ShouldBe(["web 1.0.0 back"]);
    }

    private void Versions(string version, string text, string requires)
    {
        _bed.Terraform("network")
            .File("components/network/component.yaml", $"name: network\nversion: {version}\ntype: terraform\n")
            .File(
                "components/network/terraform/sandbox/main.tf",
                _bed["components/network/terraform/sandbox/main.tf"]
                    .Replace("\"one\"", $"\"{text}\"", StringComparison.Ordinal)
            )
            .Manifests("web")
            .File(
                "components/web/component.yaml",
                $"name: web\nversion: {version}\ntype: manifests\nrequires: {{ network: '{requires}' }}\ninputs: {{ network: network.text }}\n"
            );
    }

    private void Dns(string version) =>
        _bed.File("components/dns/component.yaml", $"name: dns\nversion: {version}\ntype: manifests\n");

    private IEnumerable<string> Started() =>
        _bed
            .Lines.OfType<LedgerEntry.Started>()
            .Select(started => $"{started.Component} {started.Version}{(started.Rollback is null ? "" : " back")}");
}
