using Repository.Tests.CommandLine;

namespace Repository.Tests.Docs;

/// <summary>What the guide to version sets says to run, run as it stands there.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class VersionSetGuideTests : IDisposable
{
    private readonly SetPlatform _sets = new SetPlatform().Deploy();

    private static string Guide => File.ReadAllText(SourceTree.PathOf("docs/version-sets.md"));

    public void Dispose() => _sets.Dispose();

    [Test]
    public void The_checksum_can_be_checked_with_other_tools()
    {
        _sets.Pin("2026.11.1");

        var sum = Shell(Command("grep -v"), "environments/version-sets").Split(' ')[0];

        _sets.Platform.Read(_sets.SetFile("2026.11.1")).ShouldContain($"\nchecksum: sha256:{sum}\n");
    }

    [Test]
    public void A_signature_can_be_checked_with_ssh_keygen_alone()
    {
        _sets.Signer("jane@example.com", "jane", "namespaces=\"path-to-prod\",valid-before=\"20990101\" ");
        _sets.Pin("2026.11.1", $"--sign-with={_sets.Key("jane")}");
        File.Copy(
            Path.Combine(_sets.Platform.Root, "signers"),
            Path.Combine(_sets.Platform.Root, "environments/version-sets/allowed-signers")
        );

        Shell(
                Command("ssh-keygen -Y verify").Replace("environments/allowed-signers", "allowed-signers"),
                "environments/version-sets"
            )
            .ShouldStartWith("Good \"path-to-prod\" signature for jane@example.com");
    }

    private static string Command(string start) =>
        Guide.Split('\n').First(line => line.StartsWith(start, StringComparison.Ordinal));

    private string Shell(string command, string folder) =>
        ExternalProgram.Run(Path.Combine(_sets.Platform.Root, folder), "sh", "-c", command);
}
