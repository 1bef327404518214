using Cake.Skopeo;

namespace PathToProd.Tasks.Tests.Tools.Skopeo;

[TestFixture]
internal sealed class SkopeoArgumentTests
{
    private const string Image = "docker://registry.example.com/platform/ingress:1.4.0";
    private const string Repository = "docker://registry.example.com/platform/ingress";
    private const string Layout = "oci:store:ingress:1.4.0";

    [TestCaseSource(nameof(Rows))]
    public void Each_setting_is_rendered(ToolRow row) => row.Check();

    [Test]
    public void Each_setting_has_a_row() => ToolRow.CheckComplete<SkopeoSettings>(Rows());

    private static IEnumerable<ToolRow> Rows()
    {
        yield return Copy("", new(), "copy {0}");
        yield return Copy("Quiet", new() { Quiet = true }, "copy --quiet {0}");
        yield return Copy("PreserveDigests", new() { PreserveDigests = true }, "copy --preserve-digests {0}");
        yield return Copy("SourceTlsVerify", new() { SourceTlsVerify = false }, "copy --src-tls-verify=false {0}");
        yield return Copy("SourceTlsVerify true", new() { SourceTlsVerify = true }, "copy --src-tls-verify {0}");
        yield return Copy(
            "DestinationTlsVerify",
            new() { DestinationTlsVerify = false },
            "copy --dest-tls-verify=false {0}"
        );
        yield return Copy(
            "SourceSharedBlobs",
            new() { SourceSharedBlobs = "/store/my blobs" },
            "copy \"--src-shared-blob-dir=/store/my blobs\" {0}"
        );
        yield return Copy(
            "DestinationSharedBlobs",
            new() { DestinationSharedBlobs = "/store/blobs" },
            "copy --dest-shared-blob-dir=/store/blobs {0}"
        );
        yield return Copy("AuthFile", new() { AuthFile = "/run/auth.json" }, "copy --authfile=/run/auth.json {0}");
        yield return Copy(
            "CommandTimeout",
            new() { CommandTimeout = TimeSpan.FromSeconds(90) },
            "--command-timeout=1m30s copy {0}"
        );
        yield return Copy("RetryTimes", new() { RetryTimes = 2 }, "copy --retry-times=2 {0}");
        yield return Copy("Debug", new() { Debug = true }, "--debug copy {0}");

        yield return Inspect("", new(), $"inspect --raw {Image}");
        yield return Inspect("TlsVerify", new() { TlsVerify = false }, $"inspect --raw --tls-verify=false {Image}");
        yield return Inspect(
            "SkopeoSettings.AuthFile",
            new() { AuthFile = "/run/auth.json" },
            $"inspect --authfile=/run/auth.json --raw {Image}"
        );
        yield return Inspect(
            "SkopeoSettings.CommandTimeout",
            new() { CommandTimeout = TimeSpan.FromSeconds(15) },
            $"--command-timeout=15s inspect --raw {Image}"
        );
        yield return Inspect(
            "SkopeoSettings.RetryTimes",
            new() { RetryTimes = 1 },
            $"inspect --retry-times=1 --raw {Image}"
        );
        yield return Inspect("SkopeoSettings.Debug", new() { Debug = true }, $"--debug inspect --raw {Image}");

        yield return List("", new(), $"list-tags {Repository}");
        yield return List("TlsVerify", new() { TlsVerify = false }, $"list-tags --tls-verify=false {Repository}");
        yield return List(
            "SkopeoSettings.AuthFile",
            new() { AuthFile = "/run/auth.json" },
            $"list-tags --authfile=/run/auth.json {Repository}"
        );
        yield return List(
            "SkopeoSettings.CommandTimeout",
            new() { CommandTimeout = TimeSpan.FromSeconds(15) },
            $"--command-timeout=15s list-tags {Repository}"
        );
        yield return List(
            "SkopeoSettings.RetryTimes",
            new() { RetryTimes = 1 },
            $"list-tags --retry-times=1 {Repository}"
        );
        yield return List("SkopeoSettings.Debug", new() { Debug = true }, $"--debug list-tags {Repository}");
    }

    private static ToolRow Copy(string name, SkopeoCopySettings settings, string arguments) =>
        new(
            name is "AuthFile" or "CommandTimeout" or "RetryTimes" or "Debug"
                ? $"SkopeoSettings.{name} copy"
                : $"SkopeoCopySettings.{name}",
            cake => cake.SkopeoCopy(Layout, Image, settings),
            string.Format(arguments, $"{Layout} {Image}")
        );

    private static ToolRow Inspect(string name, SkopeoInspectSettings settings, string arguments) =>
        new(
            name.StartsWith("Skopeo", StringComparison.Ordinal) ? $"{name} inspect" : $"SkopeoInspectSettings.{name}",
            cake => cake.SkopeoInspect(Image, settings),
            arguments
        );

    private static ToolRow List(string name, SkopeoListTagsSettings settings, string arguments) =>
        new(
            name.StartsWith("Skopeo", StringComparison.Ordinal)
                ? $"{name} list-tags"
                : $"SkopeoListTagsSettings.{name}",
            cake => cake.SkopeoListTags(Repository, settings),
            arguments
        )
        {
            Output = """{"Repository":"a","Tags":[]}""",
        };
}
