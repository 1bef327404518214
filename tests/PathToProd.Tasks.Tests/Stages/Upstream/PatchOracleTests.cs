using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Kubernetes.Patches;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>What a patch makes is what the real <c>kubectl patch --local</c> makes.</summary>
[CancelAfter(120_000)]
public sealed class PatchOracleTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, labels: { app: web } }
        spec:
          replicas: 1
          selector: { matchLabels: { app: web } }
          strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1 } }
          template:
            metadata: { labels: { app: web } }
            spec:
              tolerations: [{ key: a, operator: Exists }]
              imagePullSecrets: [{ name: one }]
              hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }]
              topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]
              volumes: [{ name: data, emptyDir: {} }, { name: more, configMap: { name: more } }]
              initContainers: [{ name: first, image: "first:1" }]
              containers:
                - name: web
                  image: web:1
                  args: [--quiet]
                  command: [web]
                  env: [{ name: A, value: "1" }, { name: B, value: "2" }]
                  envFrom: [{ configMapRef: { name: one } }]
                  ports: [{ containerPort: 80, name: http }, { containerPort: 443, name: https }]
                  volumeMounts: [{ name: data, mountPath: /data }, { name: more, mountPath: /more }]
                - { name: proxy, image: "proxy:1" }
        """;

    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { ports: [{ port: 80, name: http }, { port: 443, name: https }], selector: { app: web } }
        """;

    private const string Webhooks = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: web }
        webhooks:
          - { name: a.example.com, failurePolicy: Fail, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: "https://a" }, rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }] }
          - { name: b.example.com, failurePolicy: Fail, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: "https://b" } }
        """;

    private const string Account =
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\nsecrets: [{ name: a }, { name: b }]\n";
    private const string CronJob = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: web }
        spec: { schedule: "* * * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1", env: [{ name: A, value: "1" }] }] } } } } }
        """;

    [TestCase(Deployment, "{ spec: { replicas: 3, strategy: { rollingUpdate: null } } }")]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { containers: [{ name: web, env: [{ name: B, value: two }, { name: C, value: three }], args: [--loud] }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { containers: [{ name: web, ports: [{ containerPort: 443, name: tls }, { containerPort: 9090 }], volumeMounts: [{ mountPath: /more, name: data }], envFrom: [{ configMapRef: { name: two } }] }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { containers: [{ name: proxy, $patch: delete }, { name: more, image: \"more:1\" }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { containers: [{ $patch: replace }, { name: only, image: \"only:1\" }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { initContainers: [{ name: first, env: [{ name: A, value: b }] }], tolerations: [{ key: b, operator: Exists }], imagePullSecrets: [{ name: two }], hostAliases: [{ ip: 10.0.0.1, hostnames: [b] }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { topologySpreadConstraints: [{ topologyKey: zone, maxSkew: 2, whenUnsatisfiable: DoNotSchedule }], volumes: [{ name: more, configMap: { optional: true } }] } } } }"
    )]
    [TestCase(
        Deployment,
        "{ metadata: { labels: { $patch: replace, team: a }, annotations: { x: z } }, spec: { template: { metadata: { labels: null } } } }"
    )]
    [TestCase(
        Deployment,
        "{ spec: { template: { spec: { containers: [{ name: proxy }, { name: web }], volumes: [{ name: new, emptyDir: {} }, { name: more }, { name: last, emptyDir: {} }] } } } }"
    )]
    [TestCase(
        Service,
        "{ spec: { ports: [{ port: 443, name: tls }, { port: 8080 }], selector: { app: null, name: web } } }"
    )]
    [TestCase(
        Webhooks,
        "{ webhooks: [{ name: a.example.com, failurePolicy: Ignore, rules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }] }] }"
    )]
    [TestCase(Account, "{ secrets: [{ name: c }], imagePullSecrets: [{ name: d }] }")]
    [TestCase(
        CronJob,
        "{ spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, env: [{ name: B, value: \"2\" }] }] } } } } } }"
    )]
    public void A_merge_gives_what_kubectl_gives(string document, string patch) =>
        Compare(document, "strategic", patch, $"merge: {patch}");

    [TestCase(
        Deployment,
        "[{ op: replace, path: /spec/replicas, value: 3 }, { op: remove, path: /spec/template/spec/containers/0/env/0 }]"
    )]
    [TestCase(
        Deployment,
        "[{ op: add, path: /spec/template/spec/containers/0/env/1, value: { name: C, value: c } }, { op: add, path: /metadata/annotations, value: { a~1b: c } }]"
    )]
    [TestCase(
        Deployment,
        "[{ op: add, path: /spec/template/spec/containers/-, value: { name: c, image: \"c:1\" } }, { op: move, from: /metadata/labels/app, path: /metadata/labels/name }]"
    )]
    [TestCase(
        Service,
        "[{ op: test, path: /spec/ports/1/port, value: 443 }, { op: copy, from: /spec/ports/0/name, path: /spec/ports/1/name }]"
    )]
    public void Operations_give_what_kubectl_gives(string document, string patch) =>
        Compare(document, "json", patch, $"operations: {patch}");

    private static void Compare(string document, string type, string patch, string ours)
    {
        var problems = new List<Problem>();
        var kind = YamlJson.Read(document, "document", problems)!["kind"]!;
        var read = PatchReader.Read("p", "p.yaml", $"target: {{ kind: {kind} }}\n{ours}\n", problems);
        var patched = PatchedDocuments.Of(document, [read!], "default", isWhole: true, problems);
        problems.ShouldBeEmpty();

        // Types fill in defaults of their own; a patch that changes nothing shows which.
        Kubectl(patched[4..], "strategic", "{}").ShouldBe(Kubectl(document, type, patch));
    }

    private static string Kubectl(string document, string type, string patch)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "document.yaml"), document);
        var json = ExternalProgram.Run(
            folder.Path,
            RealTools.Kubectl,
            "patch",
            "--local",
            "--filename=document.yaml",
            $"--type={type}",
            $"--patch={YamlJson.Read($"patch: {patch}", "patch", [])!["patch"]!.ToJsonString()}",
            "--output=json"
        );
        return JsonNode.Parse(json)!.ToJsonString();
    }
}
