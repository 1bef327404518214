using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>
/// What continuous integration is for, on two control planes that form a pool: two changes at once, one of which breaks its service while
/// it is updated; a merge of something else; a run that was killed.
/// </summary>
[NonParallelizable]
public sealed class ContinuousIntegrationTests
{
    private const string Namespace = "shop";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private OwnControlPlane _first = null!;
    private OwnControlPlane _second = null!;
    private ServiceTraffic _traffic = null!;
    private string _ledger = null!;
    private Checkout _main = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _first = new OwnControlPlane("ci-1");
        _second = new OwnControlPlane("ci-2");
        _traffic = new ServiceTraffic([_first.Cluster, _second.Cluster], Namespace, "web");
        _ledger = Directory.CreateTempSubdirectory("path-to-prod-ledger-").FullName;
        TestGit.Run(_ledger, "init", "--quiet", "--bare");
        _main = Platform();
        foreach (var environment in (string[])["ci-1", "ci-2"])
        {
            _main.Call("--target=Deploy", "--component=all", $"--environment={environment}").ShouldExitWith(0);
        }
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _traffic?.Dispose();
        _main?.Dispose();
        _second?.Dispose();
        _first?.Dispose();
        Directory.Delete(_ledger, recursive: true);
    }

    [Test]
    public void Two_changes_at_once_a_merge_of_something_else_and_a_killed_run()
    {
        using var breaking = Change(
            "breaking",
            change =>
                change
                    .Replace("components/web/chart/values.yaml", "surge: 1", "surge: 0")
                    .Replace("components/web/chart/values.yaml", "text: first", "text: second")
                    .Replace(
                        "components/web/component.yaml",
                        "version: 1.0.0",
                        $"load-probe: {{ url: \"{_traffic.Address}\", rate: 20 }}\nversion: 1.1.0"
                    )
                    .Replace("components/web/chart/Chart.yaml", "version: 1.0.0", "version: 1.1.0")
        );
        using var harmless = Change(
            "harmless",
            change =>
                change
                    .Replace("components/rules/manifests/limits.yaml", "text: first", "text: second")
                    .Replace("components/rules/component.yaml", "version: 1.0.0", "version: 1.1.0")
        );

        // Both at once: each has an environment of its own, and only one of them passes.
        var running = Validate(breaking);
        var other = Validate(harmless).Wait(Limit).ShouldExitWith(0);
        var failed = running.Wait(Limit).ShouldExitWith(1);

        new[] { Leased(failed), Leased(other) }.Order().ShouldBe(["ci-1", "ci-2"]);
        failed.Output.ShouldMatch(
            @"web/load-probe failed: \d+ of \d+ requests to \S+ failed \([0-9.]+%, and 0\.1% may\): the first while Deploy of web ran, with the answer 503"
        );
        other.Output.ShouldContain("1 component affected, and its update works.");

        // Something else is merged: what was shown stays shown.
        _main
            .Write("components/notes/manifests/more.yaml", ConfigMap("more", "first"))
            .Replace("components/notes/component.yaml", "version: 1.0.0", "version: 1.1.0");
        TestGit.Run(_main.Root, "add", "--all");
        TestGit.Run(_main.Root, "commit", "--quiet", "--message", "notes");
        TestGit.Run(harmless.Root, "fetch", "--quiet");
        TestGit.Run(harmless.Root, "rebase", "--quiet", "origin/main");
        Validate(harmless)
            .Wait(Limit)
            .ShouldExitWith(0)
            .Output.ShouldContain("not run again, as evidence shows it for the same artifacts");

        // A run that is killed leaves an environment of which nothing is known: it is compared, and used again.
        using var killed = Change(
            "killed",
            change =>
                change
                    .Replace("components/web/chart/values.yaml", "text: first", "text: third")
                    .Replace("components/web/component.yaml", "version: 1.0.0", "version: 1.2.0")
                    .Replace("components/web/chart/Chart.yaml", "version: 1.0.0", "version: 1.2.0")
        );
        var lost = Validate(killed);
        SpinWait
            .SpinUntil(() => lost.HasEnded || lost.ErrorSoFar.Contains("Bringing ci-", StringComparison.Ordinal), Limit)
            .ShouldBeTrue(lost.ErrorSoFar);
        lost.Signal("KILL");
        lost.Wait(Limit);
        var left = lost.ErrorSoFar[
            (lost.ErrorSoFar.IndexOf("Bringing ci-", StringComparison.Ordinal) + "Bringing ".Length)..
        ][..4];
        var free = left == "ci-1" ? "ci-2" : "ci-1";
        _main
            .Call("--target=Quarantine", $"--environment={free}", "--reason=so that the next run needs the other one")
            .ShouldExitWith(0);

        var next = Validate(killed, "--wait").Wait(Limit).ShouldExitWith(0);

        next.ToString().ShouldContain($"and counts as gone; what it left in {left} is unknown");
        next.ToString().ShouldContain($"{left} was compared with its ledger: ");
        Leased(next).ShouldBe(left);
        _main.Call("--target=Leases").ShouldExitWith(0).Output.ShouldContain($"{left}         free");
    }

    private Checkout Platform()
    {
        var platform = new Checkout()
            .Write(
                "platform.yaml",
                $"""
                name: shop
                default-environment: ci-1
                lock-timeout: 1m
                ledger: {"{"} backend: git-branch, remote: "{_ledger}", lease: 10s {"}"}

                """
            )
            .Write(".gitignore", "/artifacts\n")
            .Write("environments/ci-1/environment.yaml", Member(_first.Cluster))
            .Write("environments/ci-2/environment.yaml", Member(_second.Cluster))
            .Write(
                "components/web/component.yaml",
                $"""
                name: web
                version: 1.0.0
                type: helm
                namespace: {Namespace}
                smoke: {"{"} timeout: 1m, ready: [deployment/web] {"}"}

                """
            )
            .Write("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            .Write("components/web/chart/values.yaml", "text: first\nsurge: 1\n")
            .Write(
                "components/web/chart/templates/web.yaml",
                """
                apiVersion: v1
                kind: Service
                metadata: { name: web, namespace: "{{ .Release.Namespace }}" }
                spec:
                  selector: { app: web }
                  ports: [{ port: 80, protocol: TCP }]
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web, namespace: "{{ .Release.Namespace }}" }
                spec:
                  strategy: { rollingUpdate: { maxSurge: {{ .Values.surge }}, maxUnavailable: {{ sub 1 (int .Values.surge) }} } }
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata:
                      labels: { app: web }
                      annotations: { text: "{{ .Values.text }}" }
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{ name: web, image: "web:1" }]

                """
            );
        foreach (var (component, file) in (IEnumerable<(string, string)>)[("rules", "limits"), ("notes", "texts")])
        {
            platform
                .Write(
                    $"components/{component}/component.yaml",
                    $"name: {component}\nversion: 1.0.0\ntype: manifests\nnamespace: {Namespace}\nsmoke: {{ timeout: 1m, script: tests/smoke.sh }}\n"
                )
                .Write($"components/{component}/manifests/{file}.yaml", ConfigMap(file, "first"))
                .Write($"components/{component}/tests/smoke.sh", "#!/bin/sh\ntrue\n");
            File.SetUnixFileMode(
                platform.PathOf($"components/{component}/tests/smoke.sh"),
                (UnixFileMode)0b111_101_101
            );
        }

        return platform.Commit();
    }

    private static string Member(Cluster cluster) =>
        $"""
            target:
              cluster:
                context: {cluster.Context}
                kubeconfig: {cluster.Kubeconfig}
            provider: sandbox
            kubernetes-version: {cluster.Version}
            versions: workspace
            missing-dependencies: deploy
            pool: ci
            for-tests: true

            """;

    private static string ConfigMap(string name, string text) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  namespace: {Namespace}\ndata:\n  text: {text}\n";

    private Checkout Change(string branch, Action<Checkout> edit)
    {
        var change = _main.Clone();
        // One store for all jobs, as a registry is: what is compared later was built by another one.
        Directory.CreateSymbolicLink(change.PathOf("artifacts/store"), _main.PathOf("artifacts/store"));
        TestGit.Run(change.Root, "checkout", "--quiet", "-b", branch);
        edit(change);
        TestGit.Run(change.Root, "commit", "--quiet", "--all", "--message", branch);
        return change;
    }

    private static RunningProgram Validate(Checkout change, params string[] more) =>
        change.Start(["--target=Validate", "--since=origin/main", "--environment=pool:ci", .. more]);

    /// <summary>The environment that a run says it leased.</summary>
    private static string Leased(Outcome outcome)
    {
        const string Says = "leased ";
        var text = outcome.ToString();
        text.ShouldContain($"{Says}ci-");
        return text[(text.IndexOf($"{Says}ci-", StringComparison.Ordinal) + Says.Length)..][..4];
    }
}
