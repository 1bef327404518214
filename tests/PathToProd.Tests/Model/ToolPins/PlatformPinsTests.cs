using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tests.Model.ToolPins;

/// <summary>What a platform's own <c>tools.yaml</c> says counts more than Path to Prod's, key by key.</summary>
public sealed class PlatformPinsTests
{
    private const string Digest = "sha256:3e4dd2807e8e00779312343aff59185fbf32971562434920de1ccaf4bae2b746";

    private const string Product = $$"""
        helm:
          needed-for: charts
          accept: ">=3.6.0 <5.0.0"
          version-arguments: [version]
          version: 4.1.4
          fix: install it
          sources:
            - path
            - url: https://get.helm.sh/helm-v{version}-{os}-{arch}.tar.gz
              file: helm
              digests:
                linux-x64: {{Digest}}
        kind:
          needed-for: a local cluster
          optional: true
          accept: any
          fix: install kind
          sources: [path]
        """;

    [Test]
    public void A_platform_without_pins_of_its_own_has_those_of_the_product()
    {
        foreach (var own in (string?[])[null, "", "# nothing yet\n", "{}"])
        {
            var pins = Read(own, out var problems);

            problems.ShouldBeEmpty();
            pins.Tools.Select(tool => tool.Name).ShouldBe(["helm", "kind"]);
            pins.Tools.SelectMany(tool => tool.OwnKeys).ShouldBeEmpty();
        }
    }

    [Test]
    public void A_key_of_the_platform_replaces_that_key_alone_and_its_place_is_known()
    {
        var helm = Read("helm:\n  accept: \">=4.0.0 <5.0.0\"\n", out var problems)["helm"]!;

        problems.ShouldBeEmpty();
        helm.Accept.ShouldBe(">=4.0.0 <5.0.0");
        helm.NeededFor.ShouldBe("charts");
        helm.Version.ShouldBe("4.1.4");
        helm.Sources.Length.ShouldBe(2);
        helm.OwnKeys.ShouldBe([new OwnKey("accept", new SourcePosition("tools.yaml", 2, 3))]);
    }

    [Test]
    public void A_platform_may_pin_a_tool_that_the_product_does_not_know()
    {
        var pins = Read(
            "jq:\n  needed-for: reports\n  accept: any\n  fix: install jq\n  sources: [path]\n",
            out var problems
        );

        problems.ShouldBeEmpty();
        pins.Tools.Select(tool => tool.Name).ShouldBe(["helm", "kind", "jq"]);
        pins["jq"]!.OwnKeys.Select(own => own.Key).ShouldBe(["needed-for", "accept", "fix", "sources"]);
    }

    [Test]
    public void Another_version_needs_the_digests_of_its_own_downloads() =>
        Problems("helm:\n  version: 4.2.0\n")
            .ShouldBe(
                "tools.yaml(2,3): tools.helm has another version here, and the digests of its downloads are of the one that "
                    + "Path to Prod pins; add `sources:` with the digests of this version"
            );

    [Test]
    public void Problems_name_the_file_that_has_them() =>
        Problems("helm:\n  accepts: any\n  optional: maybe\njq: {}\n")
            .ShouldBe(
                """
                tools.yaml(2,3): tools.helm has the unknown key accepts; did you mean accept?
                tools.yaml(3,13): optional must be true or false, and this is text; write true or false
                tools.yaml(4,5): tools.jq is missing the key needed-for; add "needed-for: ..."
                tools.yaml(4,5): tools.jq is missing the key accept; add "accept: ">=1.5.0 <2.0.0""
                tools.yaml(4,5): tools.jq is missing the key fix; add "fix: ..."
                tools.yaml(4,5): tools.jq is missing the key sources; add "sources: [path]"
                tools.yaml(4,5): tools.jq is missing the key version-arguments; add "version-arguments: [--version]"
                """
            );

    [TestCase(
        "- helm",
        "tools.yaml(1,1): this must be a map of tools, and it is a list; write `helm:` and its keys, as docs/tools.md shows"
    )]
    [TestCase(
        "helm",
        "tools.yaml(1,1): this must be a map of tools, and it is text; write `helm:` and its keys, as docs/tools.md shows"
    )]
    public void A_file_that_is_not_a_map_is_one_problem(string own, string problem) => Problems(own).ShouldBe(problem);

    private static string Problems(string own)
    {
        Read(own, out var problems).Tools.ShouldBeEmpty();
        return string.Join('\n', problems);
    }

    private static PinnedTools Read(string? own, out List<Problem> problems)
    {
        problems = [];
        return ToolPinsReader.Read("build/tools.yaml", Product, own, problems);
    }
}
