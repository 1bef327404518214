using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tests.Model.Platform;

namespace PathToProd.Tests.Model.Environments;

/// <summary>The one file that makes an environment, by what the environment that it is like says.</summary>
public sealed class NewEnvironmentTests
{
    [TestCase("{ cluster: { context: prod-eu-1 } }", "  cluster:\n    context: prod-eu-2\n")]
    [TestCase(
        "{ cluster: { context: \"arn:aws:eks:eu-1:12:cluster/prod-eu-1\", kubeconfig: /etc/kube/prod-eu-1.yaml } }",
        "  cluster:\n    context: \"arn:aws:eks:eu-1:12:cluster/prod-eu-2\"\n    kubeconfig: \"/etc/kube/prod-eu-2.yaml\"\n",
        TestName = "The_name_takes_the_place_of_the_other_name_within_a_text"
    )]
    [TestCase(
        "{ cluster: { context: admin, kubeconfig: /etc/kube/config } }",
        "  cluster:\n    context: prod-eu-2\n    kubeconfig: \"/etc/kube/config\"\n",
        TestName = "A_context_without_the_name_becomes_the_name_and_a_kubeconfig_is_shared"
    )]
    [TestCase("{ cluster: { context: prod-eu-10 } }", "  cluster:\n    context: prod-eu-2\n")]
    [TestCase("{ cluster: { context: my-prod-eu-1 } }", "  cluster:\n    context: prod-eu-2\n")]
    [TestCase("{ directory: artifacts/prod-eu-1 }", "  directory: artifacts/prod-eu-2\n")]
    [TestCase("{ directory: artifacts/first }", "  directory: artifacts/prod-eu-2\n")]
    [TestCase("{ directory: gitops/prod-eu-1/manifests }", "  directory: gitops/prod-eu-2/manifests\n")]
    [TestCase("{ directory: rendered }", "  directory: prod-eu-2\n")]
    [TestCase(
        "{ directory: /srv/gitops/first, reason: \"Argo CD reads it: there\", hooks: argocd }",
        "  directory: \"/srv/gitops/prod-eu-2\"\n  reason: \"Argo CD reads it: there\"\n  hooks: argocd\n",
        TestName = "What_a_directory_says_besides_its_path_stays"
    )]
    public void It_deploys_to_a_place_of_its_own_like_that_of_the_other(string target, string text)
    {
        var platform = PlatformBuilder.Platform().Environment("prod-eu-1", $"target: {target}\n");

        var created = NewEnvironment.Like("prod-eu-2", platform.Load().Environments["prod-eu-1"]);

        created.Text.ShouldBe(
            "# yaml-language-server: $schema=../../build/schemas/environment.schema.json\n"
                + $"extends: prod-eu-1\ntarget:\n{text}"
        );
        Read(platform, created).Target.ShouldBe(created.Target);
    }

    [TestCase("on")]
    [TestCase("8")]
    [TestCase("1e3")]
    [TestCase("null")]
    public void A_name_that_YAML_takes_for_something_else_stays_a_name(string name)
    {
        var platform = PlatformBuilder.Platform().Environment(name, "target: { cluster: { context: a } }\n");

        var created = NewEnvironment.Like($"{name}0", platform.Load().Environments[name]);

        created.Text.ShouldContain($"extends: \"{name}\"\n");
        Read(platform, created).Extends.ShouldBe([name]);
    }

    [Test]
    public void All_else_comes_from_the_other_environment()
    {
        var platform = PlatformBuilder
            .Platform()
            .Component("ingress")
            .Environment(
                "prod-eu-1",
                "target: { cluster: { context: a } }\nprovider: eks\nversions: pinned\nconcurrency: 3\nsigned-only: true\n"
            )
            .With("environments/prod-eu-1/versions.yaml", "ingress: 1.0.0\n")
            .With("environments/prod-eu-1/values/ingress.yaml", "replicas: 3\n");

        var created = NewEnvironment.Like("prod-eu-2", platform.Load().Environments["prod-eu-1"]);

        var model = PlatformLoader.Load(new FilesWithOneMore(platform, created.File, created.Text), []);
        var manifest = model.Environments["prod-eu-2"];
        (manifest.Provider, manifest.Versions, manifest.Concurrency, manifest.DemandsSignatures).ShouldBe(
            ("eks", VersionSource.Pinned, 3, true)
        );
        manifest.PinnedVersions.ShouldBeEmpty("what it should run was not decided yet");
        model.Values("prod-eu-2", "ingress").ShouldBe(model.Values("prod-eu-1", "ingress"));
    }

    private static EnvironmentManifest Read(IPlatformFiles files, NewEnvironment created) =>
        PlatformLoader.Load(new FilesWithOneMore(files, created.File, created.Text), []).Environments[created.Name];
}
