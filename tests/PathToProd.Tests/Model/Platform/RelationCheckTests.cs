namespace PathToProd.Tests.Model.Platform;

/// <summary>Names of components beside <c>requires</c>, each with its whole message.</summary>
public sealed class RelationCheckTests
{
    [TestCase(
        "optional: { base-k9s: 1.x }",
        "components/ingress/component.yaml(4,13): ingress optionally requires base-k9s, which is not a component; did you mean base-k8s?"
    )]
    [TestCase(
        "conflicts: { polices: 1.x }",
        "components/ingress/component.yaml(4,14): ingress conflicts with polices, which is not a component; did you mean policies?"
    )]
    [TestCase(
        "optional: { ingress: 1.x }",
        "components/ingress/component.yaml(4,13): ingress optionally requires itself; remove the line"
    )]
    [TestCase(
        "conflicts: { ingress: 1.x }",
        "components/ingress/component.yaml(4,14): ingress conflicts with itself; remove the line"
    )]
    [TestCase(
        "optional: { base-k8s: \">2 <1\" }",
        "components/ingress/component.yaml(4,13): no version is in the range >2 <1; write a range such as >=1.2 <2"
    )]
    [TestCase(
        "conflicts: { base-k8s: \">2 <1\" }",
        "components/ingress/component.yaml(4,14): no version is in the range >2 <1; write a range such as >=1.2 <2"
    )]
    [TestCase(
        "kubernetes: \">2 <1\"",
        "components/ingress/component.yaml(4,1): no version is in the range >2 <1; write a range such as >=1.2 <2"
    )]
    [TestCase(
        "requires: { base-k8s: 1.x }\noptional: { base-k8s: 1.x }",
        "components/ingress/component.yaml(5,13): ingress requires base-k8s, so that is not optional; remove one of the two lines"
    )]
    [TestCase(
        "tests: [{ name: names, script: t.sh, covers: [ingres] }]",
        "components/ingress/component.yaml(4,47): the test names covers ingres, which is not a component; did you mean ingress?"
    )]
    public void What_a_component_says_of_others(string more, string message) =>
        Platform().Component("ingress", more + "\n").Problems().ShouldBe(message);

    [Test]
    public void What_the_platforms_tests_cover() =>
        Platform()
            .Component("ingress")
            .With("platform.yaml", "name: platform\ntests: [{ name: all, script: t.sh, covers: [ingres] }]\n")
            .With("t.sh", "")
            .Problems()
            .ShouldBe(
                "platform.yaml(2,45): the test all covers ingres, which is not a component; did you mean ingress?"
            );

    [TestCase(
        "holds: { base-k9s: { range: 1.x } }",
        "environments/prod/environment.yaml(2,10): this holds base-k9s, which is not a component; did you mean base-k8s?"
    )]
    [TestCase(
        "holds: { base-k8s: { range: \">2 <1\" } }",
        "environments/prod/environment.yaml(2,22): no version is in the range >2 <1; write a range such as >=1.2 <2"
    )]
    public void What_an_environment_holds(string holds, string message) =>
        Platform()
            .Environment("prod", $"target: {{ directory: artifacts/prod }}\n{holds}\n")
            .Environment("prod-2", "extends: prod\ntarget: { directory: artifacts/prod-2 }\n")
            .Problems()
            .ShouldBe(message);

    private static PlatformBuilder Platform() => PlatformBuilder.Platform().Component("base-k8s").Component("policies");
}
