using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Repository.Tests.Pipelines;

namespace Repository.Tests.Docs;

/// <summary>renovate.json: its expressions find what is pinned, and it is the same in the template.</summary>
public sealed class RenovateTests
{
    private const string Template = "build/PathToProd.Host/Templates/NewPlatform/renovate.json.template";

    private static readonly JsonArray Managers = JsonNode.Parse(SourceTree.Read("renovate.json"))![
        "customManagers"
    ]!.AsArray();

    [Test]
    public void The_template_has_the_same() => SourceTree.Read(Template).ShouldBe(SourceTree.Read("renovate.json"));

    [Test]
    public void Renovates_own_validator_finds_nothing_that_is_wrong_or_old() =>
        Validators.Renovate(SourceTree.PathOf("renovate.json")).ShouldBe("");

    [Test]
    public void It_finds_what_is_wrong_or_old()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "renovate.json");
        File.WriteAllText(
            file,
            SourceTree
                .Read("renovate.json")
                .Replace("managerFilePatterns", "fileMatch", StringComparison.Ordinal)
                .Replace("datasourceTemplate", "datasourceTemplates", StringComparison.Ordinal)
        );

        var found = Validators.Renovate(file);

        found.ShouldContain("datasourceTemplates");
        found.ShouldContain("fileMatch");
    }

    [Test]
    public void Every_manager_has_what_Renovate_demands_of_one()
    {
        foreach (var manager in Managers)
        {
            manager!["customType"]!.ToString().ShouldBe("regex");
            manager["managerFilePatterns"]!.AsArray().ShouldNotBeEmpty();
            var expression = manager["matchStrings"]![0]!.ToString();
            foreach (var needed in (string[])["depName", "datasource", "currentValue"])
            {
                (
                    expression.Contains($"(?<{needed}>", StringComparison.Ordinal)
                    || manager[$"{needed}Template"] is not null
                ).ShouldBeTrue(needed);
            }
        }
    }

    [Test]
    public void The_pins_of_tools_are_found()
    {
        var found = Find(0, SourceTree.Read("build/tools.yaml"))
            .ToDictionary(match => match.Groups["depName"].Value, match => match.Groups["currentValue"].Value);

        found.Keys.ShouldBe(["hashicorp/terraform", "helm/helm", "kubernetes/kubernetes"]);
        foreach (var (name, version) in found)
        {
            SourceTree.Read("build/tools.yaml").ShouldContain($"depName={name}\n  version: {version}\n");
        }

        FileOf(0).IsMatch("tools.yaml").ShouldBeTrue();
        FileOf(0).IsMatch("build/tools.yaml").ShouldBeTrue();
    }

    [TestCase(
        "chart:\n  repository: https://charts.example.com\n  name: cert-manager\n  version: 1.17.2\n  digest: sha256:a\n"
    )]
    [TestCase("chart: { repository: \"https://charts.example.com\", name: cert-manager, version: \"1.17.2\" }\n")]
    public void The_charts_of_others_are_found(string text)
    {
        var match = Find(1, text).ShouldHaveSingleItem();

        match.Groups["registryUrl"].Value.ShouldBe("https://charts.example.com");
        match.Groups["depName"].Value.ShouldBe("cert-manager");
        match.Groups["currentValue"].Value.ShouldBe("1.17.2");
        Find(2, text).ShouldBeEmpty();
        FileOf(1).IsMatch("components/cert-manager/component.yaml").ShouldBeTrue();
    }

    [Test]
    public void So_are_those_in_an_OCI_registry()
    {
        const string Text =
            "chart:\n  repository: oci://registry.example.com/charts\n  name: cert-manager\n  version: v1.17.2\n";
        var match = Find(2, Text).ShouldHaveSingleItem();

        match.Groups["registry"].Value.ShouldBe("registry.example.com/charts");
        match.Groups["name"].Value.ShouldBe("cert-manager");
        match.Groups["currentValue"].Value.ShouldBe("v1.17.2");
        Find(1, Text).ShouldBeEmpty();
    }

    private static Match[] Find(int manager, string text) =>
        Regex
            .Matches(
                text,
                Managers[manager]!["matchStrings"]![0]!.ToString(),
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            )
            .ToArray();

    private static Regex FileOf(int manager) =>
        new(
            Managers[manager]!["managerFilePatterns"]![0]!.ToString().Trim('/'),
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
