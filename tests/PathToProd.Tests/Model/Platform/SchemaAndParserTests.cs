using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Times;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Platform;

/// <summary>What an editor accepts by the JSON schema is what the program accepts, for right documents and for wrong ones.</summary>
public sealed class SchemaAndParserTests
{
    private const string Component = """
        name: ingress
        version: 1.4.0
        type: helm
        layer: cloud
        owner: platform
        description: Lets requests in
        namespace: ingress-system
        requires: { base-k8s: ">=1.30.0 <2.0.0", base-network: "*" }
        optional: { external-dns: ^1.2 }
        conflicts: { policy-agents: <0.2.0 }
        kubernetes: ">=1.30 <1.34"
        providers: [kind, eks]
        inputs: { cluster.name: base-k8s.cluster_name }
        shared: [policies/labels.yaml, "images.yaml#ingress.tag"]
        stages: { build: { timeout: 5m }, deploy: { timeout: 1h30m, retries: 1 } }
        chart: { repository: "https://charts.example.com/stable", name: cert-manager, version: v1.21.1, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
        modules: { network: { source: "https://example.com/network-{version}.tar.gz", version: 1.0.0, folder: modules/vpc }, dns: { source: "oci://registry.example.com:5000/modules/dns", version: 2.0.0-rc.1 }, eks: { source: "git::ssh://git@git.example.com/eks.git//modules/a?ref=v{version}", version: 1.0.0, commit: "0123456789abcdef0123456789abcdef01234567" } }
        policies: [no-latest-tags, resource-limits]
        lint-waivers: [{ finding: does not conform, reason: not ours }]
        generated: [Secret/web/data.password, "Secret/web/data.tls\\.crt"]
        smoke: { timeout: 90s, ready: [deployment/a], http: [{ url: "http://localhost:8080/x", status: 204 }], script: tests/smoke.sh }
        tests: [{ name: names, script: tests/names.sh }, { name: quick, script: q.sh, blocking: false, covers: [ingress], timeout: 90s }]
        """;

    private const string Environment = """
        description: The real one
        extends: [base, cloud]
        target: { directory: /srv/gitops, reason: synced, hooks: argocd }
        provider: gke
        kubernetes-version: 1.31.2-gke.100
        api-versions: [v1, v1/Pod, apps/v1, monitoring.coreos.com/v1/ServiceMonitor]
        versions: pinned
        missing-dependencies: deploy
        deployment-model: groups
        terraform: { backend: { bucket: state, encrypt: true, retries: 3 } }
        secrets: { TOKEN: { env: TOKEN }, KEY: { file: /run/key } }
        holds: { ingress: { range: 1.4.x, reason: until May }, dns: { range: 2.x } }
        for-tests: true
        plan-changes: true
        signed-only: false
        """;

    private const string ClusterEnvironment =
        "extends: base\ntarget: { cluster: { context: kind, kubeconfig: ~/.kube/config } }\n";

    private const string Platform = """
        name: core
        default-environment: sandbox
        stages: { lint: { timeout: 10s }, verify: { retries: 2 } }
        concurrency: 4
        lock-timeout: 0s
        ledger: { backend: git-branch, remote: "ssh://git@git.example.com:22/ledger.git", branch: ledger, lease: 90s }
        store: oci://registry.example.com:5000/platform/core
        credentials: { "https://charts.example.com/team": { username: { env: CHARTS_USER }, password: { file: /run/charts } } }
        source: https://git.example.com/platform
        shared-results: true
        tests: [{ name: reaches-out, script: tests/reach.sh, covers: [ingress] }]
        evidence-age: 14d
        allowed-signers: environments/allowed_signers
        people: { release-managers: [alice, bob@desk] }
        codeowners: .github/CODEOWNERS
        main-branch: trunk
        ways-of-working: ci
        """;

    private const string Promotion = """
        path:
          ci: { }
          prod: { environments: [prod-eu, prod-us], after: ci, policy: strict, promote: every, at-most-every: 1d, schedule: daily at 10:00 Europe/Berlin }
        policies:
          strict:
            override: allowed
            on-failure: rollback
            longest-freeze: 30d
            gates:
              hours: { window: { open: [Mon-Fri 09:00-17:00], time-zone: Europe/Berlin, holidays: [2026-12-25] } }
              fits: { fits-window: { takes: 30m } }
              told: { notice: { before: 24h } }
              approved: { approval: { group: managers, quorum: 2, expires: 3d, author: enough, signed: true } }
              sealed: { signed: {}, informing: true }
              same: { drift-free: { in: ci, within: 2h } }
              quota: { script: { run: [./checks/quota.sh, "{set}"], timeout: 10s } }
        notifications:
          - { webhook: { env: HOOK }, format: slack, events: [promoted, blocked] }
          - { file: artifacts/notifications.jsonl }
        """;

    private const string Versions = "ingress: 1.4.0\nbase-k8s: 1.31.0-rc.1+build.5\n";

    private const string Capabilities = "kubernetes-version: 1.31.2\napi-versions: [v1, apps/v1/Deployment]\n";

    private static readonly string[] Values =
    [
        "",
        "''",
        "x",
        "X",
        "x-y",
        "-x",
        "x/y",
        "../x",
        "/x",
        "x y",
        "\"a\\nb\"",
        "1",
        "1.0",
        "1.5",
        "-1",
        "0",
        "11",
        "1000",
        "1001",
        "1e1",
        "true",
        "~",
        "[]",
        "{}",
        "[x]",
        "[1]",
        "[x, x]",
        "[[x]]",
        "{ x: y }",
        "{ a: 1 }",
        "1.2.3",
        "1.2.3-rc.1",
        "01.2.3",
        "v1.2.3",
        "1.x",
        "\">=1.2 <2\"",
        "\">=\"",
        "^1 || ~2.1",
        "5m",
        "0m",
        "1h30m",
        "30m1h",
        "5",
        "helm",
        "Helm",
        "pinned",
        "deploy",
        "a.b",
        "a..b",
        ".a",
        "a\\.b.c",
        "v1",
        "v1/Pod",
        "Secret/web/data.password",
        "v1/pod",
        "apps/v1",
        "apps/v1/Deployment",
        "a.b-c.d/v1alpha1/Kind",
        "a./v1",
        "apps/v1/Deployment/x",
        "deployment/x",
        "Deployment/x",
        "http://x",
        "http://x:99999/",
        "https://x.y/z?q=1",
        "ftp://x",
        "http://",
        "x:y",
        "[{ url: http://x }]",
        "[{ status: 200 }]",
        "{ env: A }",
        "{ env: A, file: b }",
        "{ directory: a }",
        "{ cluster: { context: c } }",
        "{ cluster: {} }",
        "{ timeout: 5m }",
        "{ build: { timeout: 5m, x: 1 } }",
        "{ build: }",
    ];

    [Test]
    public void A_component_that_is_accepted_by_one_is_accepted_by_the_other() =>
        Agree(ComponentShape.Shape, "component", Component);

    [Test]
    public void An_environment_that_is_accepted_by_one_is_accepted_by_the_other()
    {
        Agree(EnvironmentShape.Shape, "environment", Environment);
        Agree(EnvironmentShape.Shape, "environment", ClusterEnvironment);
    }

    [Test]
    public void A_platform_that_is_accepted_by_one_is_accepted_by_the_other() =>
        Agree(PlatformShape.Shape, "platform", Platform);

    [Test]
    public void Versions_that_are_accepted_by_one_are_accepted_by_the_other() =>
        Agree(VersionsShape.Shape, "versions", Versions);

    [Test]
    public void Capabilities_that_are_accepted_by_one_are_accepted_by_the_other() =>
        Agree(CapabilitiesShape.Shape, "capabilities", Capabilities);

    [Test]
    public void A_path_that_is_accepted_by_one_is_accepted_by_the_other() =>
        Agree(PromotionShape.Shape, "promotion", Promotion);

    [Test]
    public void The_pattern_and_the_parser_of_each_kind_of_text_accept_the_same()
    {
        Same(TextFormats.Name);
        Same(TextFormats.Namespace);
        Same(TextFormats.PositiveDuration);
        Same(TextFormats.DurationOrZero);
        Same(TextFormats.Line);
        Same(TextFormats.ValueKey);
        Same(TextFormats.SecretName);
        Same(TextFormats.Variable);
        Same(TextFormats.Setting);
        Same(TextFormats.Resource);
        Same(TextFormats.OwnFile);
        Same(ApiVersionFormat.ApiVersion);
        Same(InputFormat.Source);
        Same(GeneratedFormat.Value);
        Same(HttpFormat.Address);
        Same(UpstreamCredentialsShape.Address);
        Same(ZoneFormat.Name);
    }

    [Test]
    public void The_schema_files_are_what_the_shapes_say()
    {
        var folder = SourceTree.PathOf("build", "schemas");
        if (System.Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (file, text) in JsonSchemas.All)
            {
                File.WriteAllText(Path.Combine(folder, file), text);
            }
        }

        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe(JsonSchemas.All.Keys);
        foreach (var (file, text) in JsonSchemas.All)
        {
            File.ReadAllText(Path.Combine(folder, file))
                .ReplaceLineEndings("\n")
                .ShouldBe(text, "run --target=Schemas");
        }
    }

    [TestCaseSource(nameof(SchemaNames))]
    public void A_schema_is_what_its_draft_allows(string name)
    {
        var schema = JsonSchemas.All[name];
        JsonNode.Parse(schema)!["$schema"]!.GetValue<string>().ShouldBe("http://json-schema.org/draft-07/schema#");
        JsonSchemaChecker.FaultsOf(schema).ShouldBeEmpty();
    }

    [Test]
    public void A_schema_that_its_draft_does_not_allow_is_distinguished_from_one_that_it_does() =>
        JsonSchemaChecker
            .FaultsOf("""{ "properties": { "name": { "type": "text" } } }""")
            .ShouldContain(fault => fault.StartsWith("/properties/name/type: ", StringComparison.Ordinal));

    private static IEnumerable<string> SchemaNames() => JsonSchemas.All.Keys;

    /// <summary>Puts each value in place of each part of a right document, adds a key to and removes a key from each map, and compares.</summary>
    private static void Agree<T>(Shape<T> shape, string name, string yaml)
    {
        var schema = new JsonSchemaChecker(JsonSchemas.All[$"{name}.schema.json"]);
        var right = Read(yaml);
        Verdicts(shape, schema, right).ShouldBe((true, true), "the right document");
        var values = Values
            .Select(value => Read($"v: {value}\n"))
            .OfType<ValueNode.Map>()
            .Select(map => map.Entries[0].Value)
            .ToArray();
        var accepted = 0;
        var refused = 0;
        foreach (var document in Mutations(right, values))
        {
            var (byShape, bySchema) = Verdicts(shape, schema, document);
            byShape.ShouldBe(
                bySchema,
                $"the program says {byShape} and the schema {bySchema} of\n{ValueText.ToYaml(document)}"
            );
            accepted += byShape ? 1 : 0;
            refused += byShape ? 0 : 1;
        }

        accepted.ShouldBeGreaterThan(5);
        refused.ShouldBeGreaterThan(100);
    }

    private static (bool ByShape, bool BySchema) Verdicts<T>(
        Shape<T> shape,
        JsonSchemaChecker schema,
        ValueNode document
    )
    {
        var problems = new List<Problem>();
        _ = shape.TryRead(document, "it", problems, out _);
        return (problems.Count == 0, schema.Accepts(JsonNode.Parse(ValueText.ToJson(document))));
    }

    private static IEnumerable<ValueNode> Mutations(ValueNode node, ValueNode[] values)
    {
        foreach (var value in values)
        {
            yield return value;
        }

        if (node is ValueNode.List list)
        {
            for (var index = 0; index < list.Items.Length; index++)
            {
                yield return list with
                {
                    Items = list.Items.RemoveAt(index),
                };
                foreach (var item in Mutations(list.Items[index], values))
                {
                    yield return list with
                    {
                        Items = list.Items.SetItem(index, item),
                    };
                }
            }
        }

        if (node is not ValueNode.Map map)
        {
            yield break;
        }

        foreach (var key in new[] { "", "x", "Y", "x y", "../z", "timeout", "directory", "a.b" })
        {
            if (map.Find(key) is null)
            {
                yield return map with
                {
                    Entries = map.Entries.Add(new MapEntry(key, default, values[2])),
                };
            }
        }

        for (var index = 0; index < map.Entries.Length; index++)
        {
            yield return map with
            {
                Entries = map.Entries.RemoveAt(index),
            };
            foreach (var value in Mutations(map.Entries[index].Value, values))
            {
                yield return map with
                {
                    Entries = map.Entries.SetItem(index, map.Entries[index] with { Value = value }),
                };
            }
        }
    }

    private static ValueNode Read(string yaml)
    {
        var problems = new List<Problem>();
        var node = YamlReader.Read("test.yaml", yaml, problems);
        problems.ShouldBeEmpty();
        return node!;
    }

    private static void Same<T>(TextFormat<T> format)
    {
        var pattern = new Regex(format.Pattern[..^1] + "\\z", RegexOptions.None, TimeSpan.FromSeconds(10));
        var pieces = Gen.Elements(
            "a",
            "B",
            "7",
            "0",
            "-",
            "_",
            ".",
            "..",
            "/",
            "\\",
            " ",
            "\n",
            "\t",
            ":",
            "$",
            "m",
            "h",
            "12",
            "d",
            "s",
            "http://",
            "https://",
            "localhost",
            ":80",
            ":65535",
            "?",
            "#",
            "é",
            "base-k8s",
            "deployment/",
            new string('x', 52)
        );
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(
                pieces.ListOf().Select(list => string.Concat(list.Take(7))).ToArbitrary(),
                text =>
                {
                    var byParser = format.Parser(text, out _, out var error);
                    // A pattern cannot add up.
                    return byParser == pattern.IsMatch(text) || error.What == "it is longer than 30 days";
                }
            )
        );
    }
}
