using System.Text;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>Repositories of charts and archives of modules that want a password, on this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
[NonParallelizable]
public sealed class UpstreamCredentialsTests : IDisposable
{
    private const string Password = "päss:word-1";

    private static readonly string Basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ann:{Password}"))}";

    private readonly ChartRepository _charts = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Helm);
    private readonly Variable _user = new("CHARTS_USER", "ann");
    private readonly Variable _password = new("CHARTS_PASSWORD", Password);
    private readonly Digest _digest;

    public UpstreamCredentialsTests()
    {
        _digest = _charts.Add("1.0.0");
        _charts.Server.LetsIn = $"ann:{Password}";
        Named(_charts.Address);
        Component(_charts.Address);
    }

    public void Dispose()
    {
        _user.Dispose();
        _password.Dispose();
        _charts.Dispose();
        _bed.Dispose();
    }

    [Test]
    public async Task Index_and_package_are_asked_with_the_password_that_a_variable_holds_and_nothing_writes_it()
    {
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        _charts.Server.Authorizations.ShouldBe([Basic, Basic]);
        foreach (var file in Directory.EnumerateFiles(_bed.Root, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain(Password, Case.Sensitive, file);
            text.ShouldNotContain(Basic[6..], Case.Sensitive, file);
        }
    }

    [Test]
    public async Task A_password_may_come_from_a_file()
    {
        _bed.File("charts-password", $"{Password}\n");
        Named(_charts.Address, "{ file: charts-password }");

        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();
    }

    [Test]
    public async Task A_wrong_password_is_refused_with_where_it_comes_from()
    {
        using var wrong = new Variable("CHARTS_PASSWORD", "not-the-one");

        (await ErrorAsync()).ShouldBe(
            $"components/web/component.yaml(4,1): the chart web 1.0.0 of {_charts.Address} cannot be fetched: it answered 401 Unauthorized for {_charts.Address}/index.yaml; "
                + "correct the variable CHARTS_USER and the variable CHARTS_PASSWORD, from which platform.yaml(4,3) takes the user and the password."
        );
    }

    [Test]
    public async Task One_that_is_not_there_is_refused_before_anything_is_asked()
    {
        using var none = new Variable("CHARTS_PASSWORD", null);

        (await ErrorAsync()).ShouldBe(
            $"platform.yaml(4,{_charts.Address.Length + 39}): the password for {_charts.Address} is not there; set the variable CHARTS_PASSWORD"
        );

        _charts.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_repository_that_wants_one_that_no_one_named_says_where_to_name_it()
    {
        Named($"{_charts.Address}/other");

        (await ErrorAsync()).ShouldEndWith(
            $"it answered 401 Unauthorized for {_charts.Address}/index.yaml; name its user and its password under credentials in platform.yaml; see docs/upstream-charts.md."
        );

        _charts.Server.Authorizations.ShouldBe([""]);
    }

    [Test]
    public async Task A_password_goes_on_to_the_same_host_but_to_no_other()
    {
        using var other = new LoopbackServer();
        other.Serve("/web.tgz", File.ReadAllBytes(_charts.Package("1.0.0")));
        _charts.Server.Redirect("/charts/web-1.0.0.tgz", "/charts/moved.tgz");
        _charts.Server.Redirect("/charts/moved.tgz", $"http://{other.Authority}/web.tgz");

        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();

        _charts.Server.Authorizations.ShouldBe([Basic, Basic, Basic]);
        other.Authorizations.ShouldBe([""]);
    }

    [Test]
    public async Task A_package_that_the_index_has_on_another_host_is_asked_without_it()
    {
        using var other = new LoopbackServer();
        other.Serve("/web.tgz", File.ReadAllBytes(_charts.Package("1.0.0")));
        _charts.Index($"entries:\n  web:\n  - version: 1.0.0\n    urls: [\"http://{other.Authority}/web.tgz\"]\n");

        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();

        other.Authorizations.ShouldBe([""]);
    }

    [Test]
    public async Task The_host_that_a_redirection_leads_to_is_named_when_it_refuses()
    {
        using var other = new LoopbackServer { LetsIn = "bob:other" };
        _charts.Server.Redirect("/charts/web-1.0.0.tgz", $"http://{other.Authority}/web.tgz");

        (await ErrorAsync()).ShouldEndWith(
            $"it answered 401 Unauthorized for {_charts.Address}/web-1.0.0.tgz, which sends on to {other.Authority}; name its user and its password under credentials in platform.yaml; see docs/upstream-charts.md."
        );
    }

    [Test]
    public async Task An_archive_of_a_module_is_asked_with_it_too()
    {
        _bed.RealTool(RealTools.Terraform);
        var archive = File.ReadAllBytes(_charts.Package("1.0.0"));
        _charts.Serve("/charts/network.tgz", archive);
        _bed.File(
            "components/net/component.yaml",
            $"name: net\nversion: 1.0.0\ntype: terraform\nmodules:\n  network: {{ source: \"{_charts.Address}/network.tgz\", version: 1.0.0, digest: \"{_digest}\" }}\n"
        );
        _bed.File("components/net/terraform/sandbox/main.tf", UpstreamModuleTests.Root);

        (await _bed.RunAsync("Build", "net")).Nodes[0].Error!.ShouldContain("it holds no .tf file in its root");

        _charts.Server.Authorizations.ShouldBe([Basic]);
    }

    private async Task<string> ErrorAsync() => (await _bed.RunAsync("Build", "web")).Nodes[0].Error!;

    private void Named(string address, string password = "{ env: CHARTS_PASSWORD }") =>
        _bed.File(
            "platform.yaml",
            $"name: scratch\nlock-timeout: 1s\ncredentials:\n  {address}: {{ username: {{ env: CHARTS_USER }}, password: {password} }}\n"
        );

    private void Component(string repository) =>
        _bed.File(
            "components/web/component.yaml",
            $"name: web\nversion: 1.0.0\ntype: helm\nchart:\n  repository: {repository}\n  name: web\n  version: 1.0.0\n  digest: {_digest}\n"
        );
}
