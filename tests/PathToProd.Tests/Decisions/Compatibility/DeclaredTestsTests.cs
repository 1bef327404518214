using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class DeclaredTestsTests
{
    private static readonly ComponentManifest BaseK8s = ManifestBuilder.Component("base-k8s", "1.30.4");

    private static readonly ComponentManifest Ingress = ManifestBuilder.Component(
        "ingress",
        "1.4.0",
        "base-k8s >=1.30.0",
        "absent >=1.0.0"
    ) with
    {
        Smoke = new SmokeTests { Script = "tests/smoke.sh" },
    };

    private static readonly ComponentManifest Dns = ManifestBuilder.Component("dns", "1.0.0", "ingress >=1.0.0") with
    {
        Smoke = new SmokeTests { Ready = ["deployment/dns"] },
        Tests =
        [
            new IntegrationTest { Name = "resolves", Script = "tests/resolves.sh" },
            new IntegrationTest
            {
                Name = "answers",
                Script = "tests/answers.sh",
                IsBlocking = false,
                Covers = ["ingress", "dns"],
            },
        ],
    };

    private static readonly PlatformManifest Platform = new()
    {
        Name = "platform",
        Source = SourceMap.Of("platform.yaml"),
        Tests = [new IntegrationTest { Name = "reaches-out", Script = "tests/reaches-out.sh" }],
    };

    [Test]
    public void A_set_has_the_smoke_and_integration_tests_of_its_components_and_the_platforms_own() =>
        Of(Ingress, BaseK8s, Dns)
            .Select(test => $"{test.Name} {test.IsBlocking} {string.Join(',', test.Covers)}")
            .ShouldBe([
                "dns/smoke True base-k8s,dns,ingress",
                "dns/resolves True base-k8s,dns,ingress",
                "dns/answers False dns,ingress",
                "ingress/smoke True base-k8s,ingress",
                "platform/reaches-out True base-k8s,dns,ingress",
            ]);

    [Test]
    public void The_scripts_are_asked_for_with_their_component()
    {
        var asked = new List<string>();
        DeclaredTests.Of(
            [Ingress, Dns],
            Platform,
            (component, script) =>
            {
                asked.Add($"{component?.Name} {script}");
                return new Digest("sha256:a");
            }
        );

        asked.ShouldBe([
            "dns tests/resolves.sh",
            "dns tests/answers.sh",
            "ingress tests/smoke.sh",
            " tests/reaches-out.sh",
        ]);
    }

    [Test]
    public void All_tests_have_digests_of_their_own() =>
        Of(Ingress, BaseK8s, Dns).Select(test => test.Digest).ShouldBeUnique();

    [Test]
    public void The_digest_of_a_test_is_that_of_its_declaration_and_its_script()
    {
        var before = Digest(Dns.Tests[0]);

        Digest(Dns.Tests[0] with { Name = Dns.Tests[0].Name }).ShouldBe(before);
        new[]
        {
            Digest(Dns.Tests[0] with { Name = "other" }),
            Digest(Dns.Tests[0] with { Timeout = TimeSpan.FromMinutes(6) }),
            Digest(Dns.Tests[0] with { IsBlocking = false }),
            Digest(Dns.Tests[0] with { Covers = ["dns"] }),
            Digest(Dns.Tests[0], "sha256:other"),
            before,
        }.ShouldBeUnique();
    }

    [Test]
    public void The_digest_of_a_smoke_test_is_that_of_all_it_checks()
    {
        var smoke = new SmokeTests();
        var http = new HttpCheck(new Uri("http://localhost/"));
        new[]
        {
            Digest(smoke),
            Digest(smoke with { Timeout = TimeSpan.FromMinutes(3) }),
            Digest(smoke with { Ready = ["deployment/a"] }),
            Digest(smoke with { Ready = ["deployment/a", "deployment/b"] }),
            Digest(smoke with { Http = [http] }),
            Digest(smoke with { Http = [http with { Status = 204 }] }),
            Digest(smoke with { Script = "tests/smoke.sh" }),
            Digest(smoke with { Script = "tests/smoke.sh" }, "sha256:other"),
        }.ShouldBeUnique();
    }

    /// <summary>Where another digest came out, all evidence that was ever recorded would be stale.</summary>
    [Test]
    public void The_digest_of_a_test_never_becomes_another_one()
    {
        Digest(Dns.Tests[1]).ShouldBe("sha256:09ae7b2aa5e376f790a82a56a8864fe57e4705564196cb5fe8d2ac482173b85e");
        Digest(
                new SmokeTests
                {
                    Ready = ["deployment/a", "service/b"],
                    Http = [new HttpCheck(new Uri("http://localhost/health")) { Status = 204 }],
                    Script = "tests/smoke.sh",
                }
            )
            .ShouldBe("sha256:76ac0fd5d11f7289a0292b7ae314a37d47c694d3e46053b0cefeb13a7edb32dc");
        Digest(new SmokeTests()).ShouldBe("sha256:9dc3f9387fd9d43390ca3f3dd25b76458ba09c678492ea50f420f8b1e4d15c7b");
    }

    private static IEnumerable<DeclaredTest> Of(params ComponentManifest[] components) =>
        DeclaredTests.Of(components, Platform, (component, script) => new Digest($"sha256:{component?.Name}/{script}"));

    private static string Digest(IntegrationTest test, string script = "sha256:script") =>
        DeclaredTests
            .OfPlatform(Platform with { Tests = [test] }, [], _ => new Digest(script))
            .Single()
            .Digest.ToString();

    private static string Digest(SmokeTests smoke, string script = "sha256:script") =>
        DeclaredTests
            .Of([BaseK8s with { Smoke = smoke }], Platform with { Tests = [] }, (_, _) => new Digest(script))
            .Single()
            .Digest.ToString();
}
