using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using Repository.Tests.CommandLine;

namespace Repository.Tests.Docs;

/// <summary>What the guide to certifying says to write and to type works, as it stands there.</summary>
[CancelAfter(240_000)]
public sealed class CertifyGuideTests
{
    [Test]
    public void Its_manifests_and_commands_work_as_they_stand_there()
    {
        using var bed = new CertifiedPlatform();
        bed.Platform.RealTool("ssh-keygen")
            .Environment("ci-1", $"target: {{ directory: artifacts/ci-1 }}\n{Block("for-tests:")}")
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nallowed-signers: signers\n");
        ExternalProgram.Run(bed.Platform.Root, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");

        bed.Platform.File("signers", $"ann {bed.Platform.Read("key.pub")}");
        foreach (var version in (string[])["1.0.0", "2.0.0"])
        {
            bed.Build("external-dns", version);
            bed.Script("components/ingress/tests/resolves-names.sh", "test -n \"$PATH_TO_PROD_TARGET_DIRECTORY\"")
                .Build(
                    "ingress",
                    version,
                    version == "2.0.0" ? CertifiedPlatform.FailsWith(("external-dns", "2.0.0")) : "true",
                    Block("tests:")
                );
        }

        bed.Pin("2026.10.2", "external-dns 1.0.0", "ingress 1.0.0");
        bed.Pin("2026.11.1", "external-dns 2.0.0", "ingress 2.0.0");
        var proposed = bed.Pin("next", "external-dns 2.0.0", "ingress 1.0.0");
        new SetFiles(new Workspace(bed.Platform.Root)).Propose(proposed);
        var commands = Lines().Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal)).ToArray();

        var results = commands
            .Select(command => bed.Platform.Run(command.Split(' ')[1..]))
            .Select(result => result.ExitCode)
            .ToArray();

        commands.Length.ShouldBe(3);
        results.ShouldBe([1, 0, 0], "the set fails; the proposed one passes; and the bisection finds why");
        bed.Evidence.Entries[0].Tests.Select(test => test.Name).ShouldContain("ingress/resolves-names");
        bed.Evidence.Entries.Count(one => one.Signature is not null).ShouldBe(4);
    }

    /// <summary>The block of the guide that begins so.</summary>
    private static string Block(string start) =>
        string.Concat(
            Lines()
                .SkipWhile(line => !line.StartsWith(start, StringComparison.Ordinal))
                .TakeWhile(line => line != "```")
                .Select(line => $"{line}\n")
        );

    private static string[] Lines() => File.ReadAllLines(SourceTree.PathOf("docs/certify.md"));
}
