using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What Build says of an artifact's origin, in the form that other tools check.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProvenanceTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("web");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void The_statement_is_about_the_manifest_of_the_artifact_and_stays_the_first()
    {
        _platform.Run("--target=Build", "--component=web").ShouldSucceed();

        var statement = JsonNode.Parse(Statement)!;
        var digest = statement["subject"]![0]!["digest"]!["sha256"]!.ToString();
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Blob(digest)))).ShouldBe(digest);
        _platform.Read("artifacts/store/index.json").ShouldContain($"sha256:{digest}");
        var run = statement["predicate"]!["runDetails"]!["metadata"]!["invocationId"]!.ToString();
        _platform.Has($"artifacts/runs/{run}").ShouldBeTrue();
        var before = Statement;
        _platform.Run("--target=Build", "--component=web", "--force").ShouldSucceed();
        Statement.ShouldBe(before);
    }

    [Test]
    public void Cosign_attests_and_verifies_it()
    {
        var cosign = MachineTool.Find("cosign");
        _platform.Run("--target=Build", "--component=web").ShouldSucceed();
        var statement = JsonNode.Parse(Statement)!;
        _platform.File("predicate.json", statement["predicate"]!.ToJsonString());
        var blob = Blob(statement["subject"]![0]!["digest"]!["sha256"]!.ToString());
        _platform.Tool(
            "attest",
            $"""
            export COSIGN_PASSWORD=
            '{cosign}' generate-key-pair &&
            '{cosign}' attest-blob --yes --key cosign.key --tlog-upload=false --type slsaprovenance1 --predicate predicate.json --output-signature web.att '{blob}' &&
            '{cosign}' verify-blob-attestation --key cosign.pub --insecure-ignore-tlog=true --type slsaprovenance1 --signature web.att '{blob}'
            """
        );

        _platform.Program("attest").ShouldSucceed().Error.ShouldEndWith("Verified OK\n");
    }

    private string Statement =>
        File.ReadAllText(
            Directory.GetFiles(Path.Combine(_platform.Root, "artifacts/provenance/web")).ShouldHaveSingleItem()
        );

    private string Blob(string digest) => Path.Combine(_platform.Root, "artifacts/store/blobs/sha256", digest);
}
