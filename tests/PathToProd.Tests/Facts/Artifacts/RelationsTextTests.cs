using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Artifacts;

public sealed class RelationsTextTests
{
    private const string Manifest = """
        name: ingress
        version: 1.4.0
        type: helm
        requires:
          base-network: ^0.4
          base-k8s: ">=1.30.0 <2.0.0"
        optional:
          external-dns: 0.3.x
        conflicts:
          policy-agents: <0.2.0
        kubernetes: ">=1.30 <1.34"
        providers: [kind, eks]
        """;

    private const string Text =
        "{\"requires\":{\"base-k8s\":\">=1.30.0 <2.0.0\",\"base-network\":\"^0.4\"},\"optional\":{\"external-dns\":\"0.3.x\"},"
        + "\"conflicts\":{\"policy-agents\":\"<0.2.0\"},\"kubernetes\":\">=1.30 <1.34\",\"providers\":[\"kind\",\"eks\"]}";

    [Test]
    public void All_that_a_version_asks_is_one_line() =>
        RelationsText
            .Write(PlatformModel.ReadComponent("components/ingress/component.yaml", Manifest).Relations)
            .ShouldBe(Text);

    [Test]
    public void What_is_written_reads_back()
    {
        var relations = RelationsText.Read(Text)!;

        RelationsText.Write(relations).ShouldBe(Text);
        relations.Requires["base-k8s"].Component.ShouldBe("base-k8s");
        relations.Requires["base-k8s"].Range.Contains(SemVersion.Parse("1.30.4")).ShouldBeTrue();
        relations.Kubernetes!.Contains(SemVersion.Parse("1.34.0")).ShouldBeFalse();
    }

    [Test]
    public void Nothing_is_an_empty_object()
    {
        RelationsText.Write(ComponentRelations.None).ShouldBe("{}");
        RelationsText.Read("{}").ShouldBe(ComponentRelations.None);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("""{"requires":[]}""")]
    [TestCase("""{"requires":{"a":"nonsense"}}""")]
    [TestCase("""{"requires":{"a":"1.x","a":"2.x"}}""")]
    [TestCase("""{"providers":"kind"}""")]
    [TestCase("""{"wants":{"a":"1.x"}}""")]
    public void What_is_not_understood_whole_is_not_believed(string? text) => RelationsText.Read(text).ShouldBeNull();
}
