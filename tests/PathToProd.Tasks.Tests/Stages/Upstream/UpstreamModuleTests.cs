using System.IO.Compression;
using System.Text;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>A Terraform root that uses modules of others, with the real Terraform.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class UpstreamModuleTests : IDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Terraform)
        .RealTool(RealTools.Skopeo);

    public void Dispose()
    {
        _server.Dispose();
        _bed.Dispose();
    }

    [Test]
    public async Task It_is_fetched_once_packed_into_the_artifact_and_found_at_the_same_path_by_every_root()
    {
        var digest = Serve("1.0.0", ("network-1.0.0/main.tf", Module("vpc-1")), ("network-1.0.0/README.md", "words\n"));
        Component($", version: 1.0.0, digest: \"{digest}\"");

        (await _bed.RunAsync("Test", "net")).Nodes[0].Error.ShouldBeNull();
        _server.Dispose();
        Directory.Delete(_bed.Workspace.Upstream, recursive: true);
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        _server.Requests.ShouldBe(["/network-1.0.0.zip"]);
        _bed["artifacts/state/sandbox/net.tfstate"].ShouldContain("vpc-1");
    }

    [Test]
    public async Task Bump_raises_an_archive_to_the_version_that_is_named()
    {
        var old = Serve("1.0.0", ("modules/vpc/main.tf", Module("vpc-1")), ("other.tf", ""));
        var now = Serve("1.1.0", ("modules/vpc/main.tf", Module("vpc-2")), ("other.tf", ""));
        Component($", version: 1.0.0, folder: modules/vpc, digest: \"{old}\"");
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        Should
            .Throw<PlatformException>(() => _bed.Bump("net"))
            .Message.ShouldBe(
                $"components/net/component.yaml(6,3): http://{_server.Authority}/network-{{version}}.zip is an archive, whose versions no one lists; name one: --to=VERSION"
            );
        _bed.Bump("net", to: "1.1.0")
            .Text()
            .ShouldBe(
                $"The module network 1.0.0 -> 1.1.0 of http://{_server.Authority}/network-{{version}}.zip\n  {now}\n\nIts package says nothing about what changed.\n\n"
                    + "Wrote components/net/component.yaml. Raise its own version, 1.0.0, before you publish it.\nNext: ./build.sh --target=Plan --component=net shows what they change.\n"
            );

        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();
        _bed["artifacts/state/sandbox/net.tfstate"].ShouldContain("vpc-2");
    }

    [Test]
    public void Of_several_archives_Bump_looks_up_the_one_that_was_written_without_a_digest()
    {
        var digest = Serve("1.0.0", ("main.tf", Module("vpc-1")));
        var now = Serve("1.1.0", ("main.tf", Module("vpc-2")));
        var source = $"http://{_server.Authority}/network-{{version}}.zip";
        _bed.File(
            "components/net/component.yaml",
            $"name: net\nversion: 1.0.0\ntype: terraform\nmodules:\n"
                + $"  a: {{ source: \"{source}\", version: 1.0.0, digest: \"{digest}\" }}\n  b: {{ source: \"{source}\", version: 1.1.0 }}\n"
        );

        _bed.Bump("net")
            .Text()
            .ShouldBe(
                $"The module a 1.0.0 stays: {source} is an archive, whose versions no one lists. To raise it, write its version and remove its digest.\n"
                    + $"The module b 1.1.0 of {source}\n  {now}\n\n"
                    + "Wrote components/net/component.yaml. It says which package is meant from now on.\nNext: ./build.sh --target=Plan --component=net shows what they change.\n"
            );
    }

    [Test]
    [Category("Integration")]
    public async Task A_registry_lists_its_versions_so_Bump_finds_the_newest()
    {
        using var registry = LoopbackRegistry.Start();
        using var elsewhere = new ComponentTestBed();
        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            await PublishAsync(registry, version);
        }

        _bed.File(
                "components/net/component.yaml",
                $"name: net\nversion: 1.0.0\ntype: terraform\nmodules:\n  # others'\n  network: {{ source: \"oci://{registry.Host}/modules/network\", version: 1.0.0, folder: sandbox }}\n"
            )
            .File("components/net/terraform/sandbox/main.tf", Root);

        _bed.Bump("net").Bumps[0].To.ShouldBe("1.0.0");
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();
        _bed.Bump("net").Bumps[0].To.ShouldBe("1.1.0");
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        _bed["artifacts/state/sandbox/net.tfstate"].ShouldContain("vpc-1.1.0");
    }

    [Test]
    public async Task What_differs_from_its_digest_is_refused_and_what_is_no_module_too()
    {
        var digest = Serve("1.0.0", ("deep/down/main.tf", Module("vpc-1")));
        Component($", version: 1.0.0, digest: \"{digest}\"");
        (await _bed.RunAsync("Build", "net"))
            .Nodes[0]
            .Error.ShouldBe(
                $"components/net/component.yaml(6,3): the module network 1.0.0 of http://{_server.Authority}/network-{{version}}.zip cannot be fetched: "
                    + "it holds no .tf file in its root; write folder: the folder of the archive that holds the module."
            );

        Component($", version: 1.0.0, digest: \"sha256:{new string('0', 64)}\"");
        (await _bed.RunAsync("Build", "net"))
            .Nodes[0]
            .Error!.ShouldStartWith(
                $"components/net/component.yaml(6,{86 + _server.Authority.Length - "127.0.0.1:44285".Length}): the module network 1.0.0 of http://{_server.Authority}/network-{{version}}.zip is refused: its digest is {digest}, and sha256:000"
            );
        Directory.Exists(_bed.Workspace.Upstream).ShouldBeFalse();
    }

    internal const string Root = """
        terraform {
          backend "local" {}
        }

        module "network" {
          source = "../modules/network"
        }

        output "vpc_id" {
          value = module.network.vpc_id
        }

        """;

    internal static string Module(string text) =>
        $"resource \"terraform_data\" \"vpc\" {{\n  input = \"{text}\"\n}}\n\noutput \"vpc_id\" {{\n  value = terraform_data.vpc.output\n}}\n";

    /// <summary>As another platform publishes its own: what Publish makes is a package that others can refer to.</summary>
    private async Task PublishAsync(LoopbackRegistry registry, string version)
    {
        using var other = new ComponentTestBed().RealTool(RealTools.Terraform);
        other
            .File("components/network/component.yaml", $"name: network\nversion: {version}\ntype: terraform\n")
            .File(
                "components/network/terraform/sandbox/main.tf",
                "terraform {\n  backend \"local\" {}\n}\n\n" + Module($"vpc-{version}")
            );
        (await other.RunAsync("Build", "network")).Nodes[0].Error.ShouldBeNull();
        ExternalProgram.Run(
            other.Root,
            RealTools.Skopeo,
            "copy",
            "--dest-tls-verify=false",
            $"oci:artifacts/store:network:{version}",
            $"docker://{registry.Host}/modules/network:{version}"
        );
    }

    private void Component(string more) =>
        _bed.File(
                "components/net/component.yaml",
                $"name: net\nversion: 1.0.0\ntype: terraform\nmodules:\n  # others'\n  network: {{ source: \"http://{_server.Authority}/network-{{version}}.zip\"{more} }}\n"
            )
            .File("components/net/terraform/sandbox/main.tf", Root);

    private Digest Serve(string version, params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        _server.Serve($"/network-{version}.zip", bytes.ToArray());
        return Digest.Of(bytes.ToArray());
    }
}
