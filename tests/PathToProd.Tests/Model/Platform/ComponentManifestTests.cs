using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Model.Platform;

public sealed class ComponentManifestTests
{
    private const string Whole = """
        # yaml-language-server: $schema=../../build/schemas/component.schema.json
        name: ingress
        version: 1.4.0
        type: helm
        layer: kubernetes
        owner: platform-networking
        description: Lets requests in
        namespace: ingress-system
        also-in: [kube-system]
        requires:
          base-k8s: ">=1.30.0 <2.0.0"
        optional:
          external-dns: ^1.2
        conflicts:
          policy-agents: "<0.2.0"
        kubernetes: ">=1.30 <1.34"
        providers: [kind, eks]
        inputs:
          cluster.name: base-k8s.cluster_name
        stages:
          build: { timeout: 5m }
          deploy: { timeout: 1h30m, retries: 1 }
        policies: [no-latest-tags, resource-limits]
        smoke:
          timeout: 90s
          ready:
            - deployment/ingress-controller
          http:
            - url: http://localhost:8080/healthz
            - url: https://localhost/
              status: 404
          script: tests/smoke.sh
        tests:
          - name: resolves-names
            script: tests/names.sh
          - name: is-quick
            script: tests/quick.sh
            blocking: false
            covers: [ingress, external-dns]
            timeout: 90s
        """;

    [Test]
    public void Every_key_of_a_component_is_read()
    {
        var ingress = PlatformBuilder
            .Platform()
            .Component("base-k8s")
            .Component("external-dns")
            .Component("policy-agents")
            .With("components/ingress/component.yaml", Whole)
            .Load()
            .Components["ingress"];

        ingress.Name.ShouldBe("ingress");
        ingress.Version.ShouldBe(new SemVersion(1, 4, 0));
        ingress.Type.ShouldBe(ComponentType.Helm);
        ingress.Layer.ShouldBe(ComponentLayer.Kubernetes);
        ingress.Owner.ShouldBe("platform-networking");
        ingress.Description.ShouldBe("Lets requests in");
        ingress.Namespace.ShouldBe("ingress-system");
        ingress.AlsoIn.ShouldBe(["kube-system"]);
        ingress.Requires["base-k8s"].Range.Text.ShouldBe(">=1.30.0 <2.0.0");
        ingress.Optional["external-dns"].Range.Text.ShouldBe("^1.2");
        ingress.Conflicts["policy-agents"].Range.Text.ShouldBe("<0.2.0");
        ingress.Kubernetes!.Text.ShouldBe(">=1.30 <1.34");
        ingress.Providers.ShouldBe(["kind", "eks"]);
        ingress.Inputs.ShouldBe([new Input("cluster.name", "base-k8s", "cluster_name")]);
        ingress.Stages.GetValueOrDefault(Stage.Build).ShouldBe(new StageOptions(TimeSpan.FromMinutes(5), null));
        ingress.Stages.GetValueOrDefault(Stage.Deploy).ShouldBe(new StageOptions(TimeSpan.FromMinutes(90), 1));
        ingress.Policies.ShouldBe(["no-latest-tags", "resource-limits"]);
        ingress.Smoke!.Timeout.ShouldBe(TimeSpan.FromSeconds(90));
        ingress.Smoke.Ready.ShouldBe(["deployment/ingress-controller"]);
        ingress.Smoke.Http.ShouldBe([
            new HttpCheck(new Uri("http://localhost:8080/healthz")),
            new HttpCheck(new Uri("https://localhost/"), 404),
        ]);
        ingress.Smoke.Script.ShouldBe("tests/smoke.sh");
        ingress
            .Tests.Select(test =>
                (test.Name, test.Script, test.IsBlocking, string.Join(",", test.Covers), test.Timeout.TotalSeconds)
            )
            .ShouldBe([
                ("resolves-names", "tests/names.sh", true, "", 300),
                ("is-quick", "tests/quick.sh", false, "ingress,external-dns", 90),
            ]);
    }

    [Test]
    public void What_a_version_asks_of_its_surroundings_can_be_taken_by_itself()
    {
        var ingress = PlatformModel.ReadComponent("ingress", Whole);

        ingress.Relations.Requires.ShouldBe(ingress.Requires);
        ingress.Relations.Optional.ShouldBe(ingress.Optional);
        ingress.Relations.Conflicts.ShouldBe(ingress.Conflicts);
        ingress.Relations.Kubernetes.ShouldBe(ingress.Kubernetes);
        ingress.Relations.Providers.ShouldBe(ingress.Providers);
    }

    [Test]
    public void A_key_that_is_left_out_has_its_default()
    {
        var component = PlatformBuilder.Platform().Component("ingress", "requires:\npolicies:\n").Load().Components[
            "ingress"
        ];

        component.Layer.ShouldBe(ComponentLayer.Kubernetes);
        component.Namespace.ShouldBe("ingress");
        component.Owner.ShouldBeNull();
        component.Requires.ShouldBeEmpty();
        component.Inputs.ShouldBeEmpty();
        component.Stages.IsEmpty.ShouldBeTrue();
        component.AlsoIn.ShouldBeEmpty();
        component.Policies.ShouldBeEmpty();
        component.Smoke.ShouldBeNull();
    }

    [TestCase("version", 3, 1)]
    [TestCase("requires.base-k8s", 11, 3)]
    [TestCase("requires.other", 10, 1)]
    [TestCase("inputs.cluster.name", 19, 3)]
    [TestCase("policies.1", 23, 28)]
    [TestCase("smoke.http.1.status", 31, 7)]
    [TestCase("nothing", 0, 0)]
    public void The_source_says_where_each_key_stands(string path, int line, int column)
    {
        var model = PlatformBuilder
            .Platform()
            .Component("base-k8s")
            .Component("external-dns")
            .Component("policy-agents")
            .With("components/ingress/component.yaml", Whole)
            .Load();
        model
            .Components["ingress"]
            .Source[path]
            .ShouldBe(new SourcePosition("components/ingress/component.yaml", line, column));
    }

    [TestCase("version: 1.4", "version must be a version such as 1.4.0, and this is the number 1.4; write 1.4.0")]
    [TestCase("version: 1.10", "version must be a version such as 1.4.0, and this is the number 1.10; write 1.10.0")]
    [TestCase("version: 2", "version must be a version such as 1.4.0, and this is the number 2; write 2.0.0")]
    [TestCase(
        "version: v1.4.0",
        "version must be a version such as 1.4.0, and \"v1.4.0\" is not: a version has no 'v' in front; write 1.4.0"
    )]
    [TestCase("version:", "version is empty; write a version such as 1.4.0, or remove version", 3)]
    [TestCase(
        "version: [1.4.0]",
        "version must be a version such as 1.4.0, and this is a list; write a version such as 1.4.0"
    )]
    [TestCase(
        "type: chart",
        "type must be helm, terraform, manifests or controller, and \"chart\" is not; write helm, terraform, manifests or controller"
    )]
    [TestCase(
        "type: hlem",
        "type must be helm, terraform, manifests or controller, and \"hlem\" is not; did you mean helm?"
    )]
    [TestCase(
        "type: 1",
        "type must be helm, terraform, manifests or controller, and this is the number 1; write helm, terraform, manifests or controller"
    )]
    [TestCase("owner: 42", "owner must be one line of text, and this is the number 42; put it in quotes: \"42\"")]
    [TestCase("owner: true", "owner must be one line of text, and this is true; put it in quotes: \"true\"")]
    [TestCase("owner: \"a\\nb\"", "owner must be one line of text, and \"a b\" is not: it has several lines; keep one")]
    [TestCase("owner: yes", "yes means true to some YAML readers and text to others; write true, or \"yes\" in quotes")]
    [TestCase("policies: resource-limits", "policies must be a list, and this is text; write [resource-limits]")]
    [TestCase(
        "policies: [resource-limits, resource-limits]",
        "policies has the same item twice; remove one of the two"
    )]
    [TestCase("requires: base-k8s", "requires must be a map, and this is text; write a map")]
    [TestCase("stages: { build: 5m }", "build must be a map, and this is text; write a map")]
    [TestCase("stages: { biuld: { timeout: 5m } }", "stages has the unknown key biuld; did you mean build?")]
    [TestCase(
        "stages: { build: { timeout: 5 } }",
        "timeout must be a duration such as 90s, 5m or 1h30m, and this is the number 5; write 5s for seconds or 5m for minutes"
    )]
    [TestCase(
        "stages: { build: { timeout: 5 minutes } }",
        "timeout must be a duration such as 90s, 5m or 1h30m, and \"5 minutes\" is not: ' ' is not a unit; write d, h, m or s after the number"
    )]
    [TestCase(
        "stages: { build: { timeout: 30m1h } }",
        "timeout must be a duration such as 90s, 5m or 1h30m, and \"30m1h\" is not: 'h' is out of order; write days, hours, minutes, seconds"
    )]
    [TestCase(
        "stages: { build: { timeout: 0s } }",
        "timeout must be a duration such as 90s, 5m or 1h30m, and \"0s\" is not: it is zero; write more than 0"
    )]
    [TestCase(
        "stages: { build: { retries: \"2\" } }",
        "retries must be a whole number from 0 to 10, and this is text; write it without quotes: 2"
    )]
    [TestCase(
        "stages: { build: { retries: 11 } }",
        "retries must be a whole number from 0 to 10, and this is the number 11; write a whole number from 0 to 10"
    )]
    [TestCase(
        "stages: { build: { retries: 1.5 } }",
        "retries must be a whole number from 0 to 10, and this is the number 1.5; write a whole number from 0 to 10"
    )]
    [TestCase(
        "smoke: { script: ../smoke.sh }",
        "script must be a path inside the component's folder such as tests/smoke.sh, and \"../smoke.sh\" is not: it leaves the folder; write a path without .."
    )]
    [TestCase(
        "smoke: { script: /bin/true }",
        "script must be a path inside the component's folder such as tests/smoke.sh, and \"/bin/true\" is not: it begins at the root of the disk; write it relative to the folder"
    )]
    [TestCase(
        "smoke: { http: [{ status: 200 }] }",
        "an item of http is missing the key url; add \"url: http://localhost:8080/healthz\""
    )]
    [TestCase(
        "smoke: { http: [{ url: localhost }] }",
        "url must be an address such as http://localhost:8080/healthz, and \"localhost\" is not: it does not begin with http:// or https://; write the whole address"
    )]
    [TestCase(
        "smoke: { ready: [ingress] }",
        "an item of ready must be a kind and a name such as deployment/ingress, and \"ingress\" is not: it is not kind/name; write it as kubectl does: deployment/ingress"
    )]
    [TestCase(
        "namespace: Ingress",
        "namespace must be a namespace such as ingress-system, and \"Ingress\" is not: 'I' is an upper-case letter; write lower-case letters, digits and dashes, such as ingress"
    )]
    public void A_wrong_value_is_reported_with_what_to_write(string line, string message, int minimum = 0)
    {
        _ = minimum;
        var lines = new List<string> { "name: ingress", "version: 1.0.0", "type: helm" };
        lines.RemoveAll(one => one.Split(':')[0] == line.Split(':')[0]);
        lines.Add(line);
        var problems = PlatformBuilder
            .Platform()
            .With("components/ingress/component.yaml", string.Join('\n', lines) + "\n")
            .Problems();
        problems.ShouldStartWith($"components/ingress/component.yaml({lines.Count},");
        problems[(problems.IndexOf("): ", StringComparison.Ordinal) + 3)..].ShouldBe(message);
    }

    [Test]
    public void A_range_that_cannot_be_read_is_reported_at_its_wrong_character()
    {
        var problems = PlatformBuilder
            .Platform()
            .Component("base-k8s")
            .Component("ingress", "requires:\n  base-k8s: \">=1.2 <<2\"\n")
            .Problems();
        problems.ShouldBe(
            "components/ingress/component.yaml(5,21): requires.base-k8s must be a range of versions such as >=1.2 <2, and "
                + "\">=1.2 <<2\" is not: '<' cannot follow <; write one of ^ ~ >= <= > < ="
        );
    }

    [Test]
    public void A_misspelt_required_key_is_one_problem() =>
        PlatformBuilder
            .Platform()
            .With("components/ingress/component.yaml", "name: ingress\nversoin: 1.0.0\ntype: helm\n")
            .Problems()
            .ShouldBe(
                "components/ingress/component.yaml(2,1): the component has the unknown key versoin; did you mean version?"
            );
}
