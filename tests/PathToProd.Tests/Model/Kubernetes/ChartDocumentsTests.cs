using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class ChartDocumentsTests
{
    [TestCase("pre-install")]
    [TestCase("post-install")]
    [TestCase("pre-upgrade")]
    [TestCase("post-upgrade")]
    [TestCase("pre-delete")]
    [TestCase("post-delete")]
    [TestCase("pre-rollback")]
    [TestCase("post-rollback")]
    [TestCase("'pre-install, Pre-Upgrade'")]
    [TestCase("crd-install")]
    public void A_hook_of_any_kind_is_no_part_of_the_release(string events)
    {
        var chart = Of($"{Plain}---\n{Hook(events)}");

        chart.Release.Select(document => document.Name).ShouldBe(["plain"]);
        chart.Hooks.Select(document => document.Name).ShouldBe(["hook"]);
    }

    [TestCase("test")]
    [TestCase("test-success")]
    public void A_test_is_neither(string events) => Of($"{Plain}---\n{Hook(events)}").All.Length.ShouldBe(1);

    [Test]
    public void A_definition_in_the_templates_is_helms() =>
        Of("kind: CustomResourceDefinition\nmetadata: { name: a }\n").Release.Length.ShouldBe(1);

    [Test]
    public void Definitions_are_what_a_rendering_has_in_front_when_it_is_asked_for_them()
    {
        // The second has a comment as Helm writes it before a template: it was once rendered from one.
        var with = Rendered.Read(
            """
            # Source: a/crds/a.yaml
            kind: CustomResourceDefinition
            metadata: { name: a }
            ---
            # Source: a/templates/b.yaml
            kind: CustomResourceDefinition
            metadata: { name: b }
            ---
            # Source: a/templates/c.yaml
            kind: CustomResourceDefinition
            metadata: { name: c }
            """
        );
        var without = Rendered.Read("kind: CustomResourceDefinition\nmetadata: { name: c }\n");

        ChartDocuments
            .Definitions(with.Documents, without.Documents)
            .Select(document => document.Name)
            .ShouldBe(["a", "b"]);
    }

    private const string Plain = "kind: ConfigMap\nmetadata: { name: plain, annotations: { a: b } }\n";

    private static string Hook(string events) =>
        $"kind: Job\nmetadata: {"{"} name: hook, annotations: {"{"} helm.sh/hook: {events} {"}"} {"}"}\n";

    private static ChartDocuments Of(string text) => ChartDocuments.Of(Rendered.Read(text).Documents);
}
