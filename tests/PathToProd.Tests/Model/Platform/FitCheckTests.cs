using PathToProd.Decisions.Gates;

namespace PathToProd.Tests.Model.Platform;

/// <summary>Whether the working copy fits together, each with its whole message.</summary>
public sealed class FitCheckTests
{
    [Test]
    public void A_platform_in_which_all_fits_has_no_problem() =>
        Problems(
                PlatformBuilder
                    .Platform()
                    .Component("base", version: "1.30.4")
                    .Component(
                        "web",
                        "requires: { base: 1.30.x }\noptional: { dns: 1.x }\nconflicts: { dns: \"<1\" }\nkubernetes: \">=1.30\"\nproviders: [sandbox]\n"
                    )
                    .Component("dns")
            )
            .ShouldBe("");

    [TestCase(
        "requires: { base: \">=1.31\" }",
        "components/web/component.yaml(4,13): web 1.0.0 requires base >=1.31 and the working copy has base 1.30.4; "
            + "change this range, or the version in components/base/component.yaml(2,1)"
    )]
    [TestCase(
        "optional: { base: 2.x }",
        "components/web/component.yaml(4,13): web 1.0.0 works only with base 2.x, where that is there, and the working copy has base 1.30.4; "
            + "change this range, or the version in components/base/component.yaml(2,1)"
    )]
    [TestCase(
        "conflicts: { base: 1.x }",
        "components/web/component.yaml(4,14): web 1.0.0 conflicts with base 1.x and the working copy has base 1.30.4; "
            + "change this range, or the version in components/base/component.yaml(2,1)"
    )]
    [TestCase(
        "kubernetes: \">=1.32\"",
        "components/web/component.yaml(4,1): web 1.0.0 runs on Kubernetes >=1.32 and sandbox has Kubernetes 1.31.2; "
            + "change this range, or the version in environments/sandbox/environment.yaml"
    )]
    [TestCase(
        "providers: [eks, gke]",
        "components/web/component.yaml(4,1): web runs on eks or gke, and no environment is on that; the providers of environments are sandbox"
    )]
    public void What_does_not_fit_is_reported_at_its_line(string more, string message) =>
        Problems(PlatformBuilder.Platform().Component("base", version: "1.30.4").Component("web", more + "\n"))
            .ShouldBe(message);

    [Test]
    public void A_vendors_build_of_Kubernetes_is_that_version() =>
        Problems(
                PlatformBuilder
                    .Platform()
                    .Environment(
                        "sandbox",
                        "target: { directory: artifacts/sandbox }\nkubernetes-version: 1.31.2-gke.100\n"
                    )
                    .Component("web", "kubernetes: \">=1.31.2\"\n")
            )
            .ShouldBe("");

    [Test]
    public void What_an_environment_holds_must_be_what_it_deploys() =>
        Problems(
                PlatformBuilder
                    .Platform()
                    .Environment(
                        "sandbox",
                        "target: { directory: artifacts/sandbox }\nholds: { base: { range: 1.29.x, reason: nodes follow in May } }\n"
                    )
                    .Component("base", version: "1.30.4")
            )
            .ShouldBe(
                "environments/sandbox/environment.yaml(2,10): sandbox holds base at 1.29.x (nodes follow in May), which 1.30.4 is not; "
                    + "widen the range, or let sandbox deploy pinned versions: versions: pinned"
            );

    [Test]
    public void An_environment_cannot_pin_what_it_holds_elsewhere() =>
        Problems(
                PlatformBuilder
                    .Platform()
                    .Environment(
                        "prod",
                        "target: { directory: artifacts/prod }\nversions: pinned\nholds: { base: { range: 1.29.x } }\n"
                    )
                    .With("environments/prod/versions.yaml", "base: 1.30.1\n")
                    .Component("base", version: "1.31.0")
            )
            .ShouldBe(
                "environments/prod/environment.yaml(3,10): prod pins base 1.30.1 and holds it at 1.29.x; "
                    + "change one of the two; the pin is in environments/prod/versions.yaml"
            );

    [Test]
    public void A_component_for_another_provider_is_not_asked_for_its_Kubernetes() =>
        Problems(
                PlatformBuilder
                    .Platform()
                    .Environment(
                        "cloud",
                        "target: { directory: artifacts/cloud }\nprovider: eks\nkubernetes-version: 1.33.0\n"
                    )
                    .Component("web", "kubernetes: \">=1.32\"\nproviders: [eks]\n")
            )
            .ShouldBe("");

    private static string Problems(PlatformBuilder platform) => string.Join('\n', FitChecks.Of(platform.Load()));
}
