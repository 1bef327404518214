using PathToProd.Formats.Values;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Platform;

public sealed class EnvironmentTests
{
    [Test]
    public void Every_key_of_an_environment_is_read()
    {
        var production = PlatformBuilder
            .Platform()
            .With("platform.yaml", "name: platform\ngroups: { edge: [ingress, external-dns] }\n")
            .Component("ingress")
            .Component("external-dns")
            .With("environments/production/versions.yaml", "ingress: 1.4.0-rc.1\n")
            .Environment(
                "production",
                """
                description: The real one
                target: { cluster: { context: gke-production, kubeconfig: ~/.kube/production } }
                provider: gke
                versions: pinned
                missing-dependencies: refuse
                deployment-model: groups
                terraform:
                  backend: { bucket: state, encrypt: true, key: "{environment}/{component}" }
                secrets:
                  TOKEN: { env: PRODUCTION_TOKEN }
                  CERTIFICATE: { file: /run/secrets/certificate }
                holds:
                  ingress: { range: 1.4.x, reason: its users move in May }
                for-tests: true
                signed-only: true
                """
            )
            .Load()
            .Environments["production"];

        production.Name.ShouldBe("production");
        production.Description.ShouldBe("The real one");
        production.Target.ShouldBe(new Target.Cluster("gke-production", "~/.kube/production"));
        production.Provider.ShouldBe("gke");
        production.Versions.ShouldBe(VersionSource.Pinned);
        production.PinnedVersions["ingress"].ShouldBe(SemVersion.Parse("1.4.0-rc.1"));
        production.MissingDependencies.ShouldBe(MissingDependencies.Refuse);
        production.DeploymentModel.ShouldBe(DeploymentModel.Groups);
        production.TerraformBackend.ShouldBe([
            KeyValuePair.Create("bucket", "state"),
            KeyValuePair.Create("encrypt", "true"),
            KeyValuePair.Create("key", "{environment}/{component}"),
        ]);
        production.Secrets["TOKEN"].ShouldBe(new SecretSource("PRODUCTION_TOKEN", null));
        production.Secrets["CERTIFICATE"].ShouldBe(new SecretSource(null, "/run/secrets/certificate"));
        production.Holds["ingress"].Range.Text.ShouldBe("1.4.x");
        production.Holds["ingress"].Reason.ShouldBe("its users move in May");
        production.IsForTests.ShouldBeTrue();
        production.DemandsSignatures.ShouldBeTrue();
    }

    [Test]
    public void What_was_recorded_of_a_cluster_counts_after_what_its_environment_says_and_before_what_it_inherits()
    {
        var model = PlatformBuilder
            .Platform()
            .Environment("base", "kubernetes-version: 1.30.0\napi-versions: [base/v1]\n")
            .With("environments/base/capabilities.yaml", "kubernetes-version: 1.29.0\napi-versions: [old/v1]\n")
            .Environment("heir", "extends: base\ntarget: { directory: a }\n")
            .Environment("recorded", "extends: base\ntarget: { directory: b }\n")
            .With("environments/recorded/capabilities.yaml", "kubernetes-version: 1.31.0\napi-versions: [z/v1, a/v1]\n")
            .Environment(
                "said",
                "extends: base\ntarget: { directory: c }\nkubernetes-version: 1.32.0\napi-versions: []\n"
            )
            .With("environments/said/capabilities.yaml", "kubernetes-version: 1.31.0\napi-versions: [z/v1]\n")
            .Load();

        Of("heir").ShouldBe("1.30.0 base/v1");
        Of("recorded").ShouldBe("1.31.0 a/v1 z/v1");
        Of("said").ShouldBe("1.32.0 ");
        Of("sandbox").ShouldBe("1.31.2 ");
        Where("heir").ShouldBe("environments/base/environment.yaml(2,1)");
        Where("recorded").ShouldBe("environments/recorded/capabilities.yaml(2,1)");
        Where("said").ShouldBe("environments/said/environment.yaml(4,1)");
        Where("sandbox").ShouldBe("environments/sandbox/environment.yaml");

        string Of(string environment)
        {
            var capabilities = model.Environments[environment].Capabilities;
            return $"{capabilities.KubernetesVersion} {string.Join(' ', capabilities.ApiVersions)}";
        }

        string Where(string environment) => model.Environments[environment].Source["api-versions"].ToString();
    }

    [Test]
    public void What_was_recorded_of_a_cluster_is_read_as_it_was_written()
    {
        var capabilities = Capabilities.Of(
            SemVersion.Parse("1.31.2-gke.100+x"),
            ["v1/Pod", "v1", "apps/v1", "apps/v1", "monitoring.coreos.com/v1/ServiceMonitor"]
        );

        var text = CapabilitiesText.Write("sandbox", capabilities);

        text.ShouldBe(
            """
            # yaml-language-server: $schema=../../build/schemas/capabilities.schema.json
            # What the cluster of sandbox serves. ./build.sh --target=Capabilities --environment=sandbox writes it.
            kubernetes-version: 1.31.2-gke.100+x
            api-versions:
              - apps/v1
              - monitoring.coreos.com/v1/ServiceMonitor
              - v1
              - v1/Pod

            """
        );
        PlatformBuilder
            .Platform()
            .With("environments/sandbox/capabilities.yaml", text)
            .Load()
            .Environments["sandbox"]
            .Capabilities.ShouldBe(capabilities);
    }

    [Test]
    public void An_API_version_that_is_none_is_refused_wherever_it_stands() =>
        PlatformBuilder
            .Platform()
            .Environment("sandbox", "target: { directory: a }\napi-versions: [apps]\n")
            .With("environments/sandbox/capabilities.yaml", "api-versions: [apps/v1, apps/v1]\nkinds: []\n")
            .Problems()
            .ShouldBe(
                """
                environments/sandbox/capabilities.yaml(1,25): api-versions has the same item twice; remove one of the two
                environments/sandbox/capabilities.yaml(2,1): what was recorded has the unknown key kinds; the keys are kubernetes-version, api-versions
                environments/sandbox/environment.yaml(2,16): an item of api-versions must be an API version such as monitoring.coreos.com/v1 or monitoring.coreos.com/v1/ServiceMonitor, and "apps" is not: it is none; write it as helm template --api-versions takes it: monitoring.coreos.com/v1, or with a kind behind it
                """
            );

    [Test]
    public void What_is_not_said_is_inherited_from_the_nearest_that_says_it()
    {
        var model = PlatformBuilder
            .Platform()
            .Component("ingress")
            .Component("dns")
            .Environment(
                "base",
                "provider: kind\nmissing-dependencies: deploy\nsecrets: { A: { env: A }, B: { env: B } }\n"
            )
            .Environment(
                "cloud",
                "extends: base\nprovider: eks\ndescription: Clouds\nterraform: { backend: { bucket: x } }\n"
                    + "for-tests: true\nplan-changes: true\nsigned-only: true\nholds: { ingress: { range: 1.x }, dns: { range: 2.x } }\n"
            )
            .Environment("team", "extends: base\nsecrets: { B: { file: b } }\nholds: { dns: { range: 3.x } }\n")
            .Environment("mine", "extends: [cloud, team]\ntarget: { cluster: { context: mine } }\n")
            .Load();

        var mine = model.Environments["mine"];
        mine.Extends.ShouldBe(["team", "cloud", "base"]);
        mine.Provider.ShouldBe("eks");
        mine.MissingDependencies.ShouldBe(MissingDependencies.Deploy);
        mine.Description.ShouldBeNull();
        mine.TerraformBackend["bucket"].ShouldBe("x");
        mine.Secrets["A"].ShouldBe(new SecretSource("A", null));
        mine.Secrets["B"].ShouldBe(new SecretSource(null, "b"));
        mine.Holds["ingress"].Range.Text.ShouldBe("1.x");
        mine.Holds["dns"].Range.Text.ShouldBe("3.x");
        mine.DemandsSignatures.ShouldBeTrue();
        mine.IsForTests.ShouldBeFalse();
        mine.PlansChanges.ShouldBeFalse();
        model.Environments["cloud"].PlansChanges.ShouldBeTrue();
        mine.Source["provider"].ShouldBe(new SourcePosition("environments/cloud/environment.yaml", 2, 1));
        model.Environments["base"].IsAbstract.ShouldBeTrue();
        mine.IsAbstract.ShouldBeFalse();
    }

    [Test]
    public void Values_are_merged_over_what_is_extended_and_know_where_they_came_from()
    {
        var model = PlatformBuilder
            .Platform()
            .Component("ingress")
            .Environment("base", "{}\n")
            .With(
                "environments/base/values/ingress.yaml",
                "replicas: 1\nports: [80, 443]\nlog: { level: info, json: true }\n"
            )
            .Environment("local", "extends: base\ntarget: { cluster: { context: kind } }\n")
            .With("environments/local/values/ingress.yaml", "ports: [8080]\nlog:\n  level: debug\n  json: null\n")
            .Load();

        var values = model.Values("local", "ingress");
        ValueText.ToYaml(values).ShouldBe("replicas: 1\nports:\n  - 8080\nlog:\n  level: \"debug\"\n  json: null\n");
        string.Join('\n', model.Explain("local", "ingress").Select(Write))
            .ShouldBe(
                """
                replicas: environments/base/values/ingress.yaml(1,11)
                ports: environments/local/values/ingress.yaml(1,8) over environments/base/values/ingress.yaml(2,8)
                log.level: environments/local/values/ingress.yaml(3,10) over environments/base/values/ingress.yaml(3,15)
                log.json: environments/local/values/ingress.yaml(4,9) over environments/base/values/ingress.yaml(3,27)
                """
            );
        model.Values("sandbox", "ingress").Entries.ShouldBeEmpty();
    }

    [Test]
    public void A_secret_of_an_extended_environment_may_be_referred_to()
    {
        var model = PlatformBuilder
            .Platform()
            .Component("ingress")
            .Environment("base", "secrets: { DB: { env: DB } }\n")
            .With("environments/base/values/ingress.yaml", "password: ${secrets.DB}\n")
            .Environment("local", "extends: base\ntarget: { cluster: { context: kind } }\n")
            .Load();
        SecretReference.In(model.Values("local", "ingress")).Select(reference => reference.Name).ShouldBe(["DB"]);
    }

    [Test]
    public void An_absolute_directory_is_accepted_with_a_reason() =>
        PlatformBuilder
            .Platform()
            .Environment("gitops", "target: { directory: /srv/gitops, reason: the checkout that the agent syncs }\n")
            .Load()
            .Environments["gitops"]
            .Target.ShouldBe(new Target.Directory("/srv/gitops", "the checkout that the agent syncs"));

    [Test]
    public void Folders_that_are_something_else_are_left_alone() =>
        PlatformBuilder
            .Platform()
            .With("environments/version-sets/2026-11.yaml", "x")
            .With("environments/promotion.yaml", "x")
            .With("components/Directory.Build.props", "x")
            .With("components/.idea/x", "x")
            .Load()
            .Environments.Keys.ShouldBe(["sandbox"]);

    private static string Write(ValueOrigin origin) =>
        $"{origin.Path}: {origin.Value.Where}" + string.Concat(origin.Overridden.Select(where => $" over {where}"));
}
