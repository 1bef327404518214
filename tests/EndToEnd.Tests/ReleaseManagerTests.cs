using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;

namespace PathToProd.EndToEnd;

/// <summary>
/// A release manager's story, on a real control plane: three components in three versions each, the newest two of which do not
/// work together, and no one knows. Each test goes on where the one before it ended.
/// </summary>
[NonParallelizable]
public sealed class ReleaseManagerTests
{
    private const string Known = "2026.10.1";
    private const string New = "2026.11.1";
    private const string Upgrade = "--upgrade=base-k8s,external-dns,ingress";
    private const string Together = "ingress 1.2.0 and external-dns 1.2.0 both own the records";

    private Checkout _platform = null!;
    private string _namespace = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _namespace = ControlPlane.Cluster.NewNamespace();
        _platform = SmallPlatform.New().WithCluster();
        var environment = $"environments/{TestEnvironment.Name}/environment.yaml";
        _platform.Write(environment, _platform.Read(environment) + "for-tests: true\n");
    }

    [OneTimeTearDown]
    public void Stop() => _platform?.Dispose();

    [Test, Order(1)]
    public void Three_versions_each_of_three_components_are_built()
    {
        foreach (var version in (string[])["1.0.0", "1.1.0", "1.2.0"])
        {
            Component("base-k8s", version, "true", "");
            Component("external-dns", version, "true", "requires: { base-k8s: ^1.0.0 }");
            Component(
                "ingress",
                version,
                version == "1.2.0"
                    ? $"if test \"$(ask external-dns)\" = 1.2.0; then echo {Together}; exit 1; fi"
                    : "test -n \"$(ask external-dns)\"",
                "requires: { base-k8s: ^1.0.0, external-dns: ^1.0.0 }"
            );
            _platform.Call("--target=Build", "--component=all").ShouldExitWith(0);
        }

        Said(_platform.Call("--target=Versions").ShouldExitWith(0)).ShouldContain("ingress 1.2.0");
    }

    [Test, Order(2)]
    public void What_runs_today_is_pinned_and_certified()
    {
        foreach (var component in (string[])["base-k8s", "external-dns", "ingress"])
        {
            _platform.Deploy(component, "--version=1.0.0");
        }

        _platform.Call("--target=Pin", $"--set={Known}", $"--environment={TestEnvironment.Name}").ShouldExitWith(0);
        var certified = Certify(Known).ShouldExitWith(0);

        Said(certified).ShouldContain($"{Known} passed in e2e, Kubernetes {ControlPlane.Cluster.Version}");
        Evidence()[0]
            .Kubernetes.ToString()
            .ShouldBe(ControlPlane.Cluster.Version, "it is the server's, not the manifest's");
        Evidence()[0].Tools.Keys.ShouldContain("kubectl");
    }

    [Test, Order(3)]
    public void Resolve_proposes_the_newest_and_Certify_fails_and_records()
    {
        Resolve().ShouldExitWith(0);
        Proposed().ShouldBe(["base-k8s 1.2.0", "external-dns 1.2.0", "ingress 1.2.0"]);

        var failed = Certify("proposed").ShouldExitWith(1);

        Said(failed).ShouldContain("the test ingress/smoke failed.");
        Said(failed).ShouldContain(Together);
        Evidence()[^2..]
            .Select(one => (one.Kind, one.Outcome, one.Tests.Single(test => test.Name == "ingress/smoke").Outcome))
            .ShouldBe([
                (EvidenceKind.State, EvidenceOutcome.Failed, TestOutcome.Failed),
                (EvidenceKind.Transition, EvidenceOutcome.Failed, TestOutcome.Failed),
            ]);
    }

    [Test, Order(4)]
    public void Bisect_names_the_pair()
    {
        var found = _platform
            .Call(
                "--target=Bisect",
                $"--good={Known}",
                "--bad=proposed",
                $"--environment={TestEnvironment.Name}",
                "--output=json"
            )
            .ShouldExitWith(0);

        found.Json["guilty"]!
            .AsArray()
            .Select(one => $"{one!["component"]} {one["to"]}")
            .ShouldBe(["external-dns 1.2.0", "ingress 1.2.0"]);
        found.Json["explanation"]!
            .ToString()
            .ShouldStartWith(
                $"external-dns 1.2.0 and ingress 1.2.0 fail together in e2e, Kubernetes {ControlPlane.Cluster.Version}: "
                    + "ingress/smoke fails. With either alone the tests pass. "
            );
    }

    [Test, Order(5)]
    public void Resolve_then_avoids_it_and_says_so()
    {
        var resolved = Said(Resolve("--upgrade=external-dns@1.2.0,ingress@>=1.1", text: true).ShouldExitWith(0));

        Proposed().ShouldBe(["base-k8s 1.0.0", "external-dns 1.2.0", "ingress 1.1.0"]);
        resolved.ShouldContain("ingress 1.2.0");
        resolved.ShouldContain("failed together");
    }

    [Test, Order(6)]
    public void Certify_passes_and_Pin_writes()
    {
        Said(Certify("proposed", "--and-back").ShouldExitWith(0)).ShouldContain("proposed passed in e2e");
        Evidence()[^1].Kind.ShouldBe(EvidenceKind.Transition, "the way back has evidence of its own");

        _platform.Call("--target=Pin", $"--set={New}", "--note=the newest that works").ShouldExitWith(0);

        _platform.Read($"environments/version-sets/{New}.yaml").ShouldContain("note: \"the newest that works\"");
    }

    [Test, Order(7)]
    public void Matrix_shows_all_of_it_and_Check_is_content()
    {
        var matrix = Said(_platform.Call("--target=Matrix").ShouldExitWith(0));

        matrix.ShouldContain($"SET e2e {ControlPlane.Cluster.Version}");
        matrix.ShouldContain($"{New} good");
        matrix.ShouldContain($"{Known} good");
        matrix.ShouldContain("external-dns 1.2.0 and ingress 1.2.0 failed together on e2e");
        _platform.Call("--target=Check").ShouldExitWith(0);
        Said(_platform.Call("--target=Sets").ShouldExitWith(0)).ShouldContain("the newest that works");
        Said(_platform.Call("--target=Diff", $"--set={Known}", $"--with={New}").ShouldExitWith(0))
            .ShouldContain("external-dns upgraded 1.0.0 1.2.0 ingress upgraded 1.0.0 1.1.0");
    }

    [Test, Order(8)]
    public void The_pinned_set_is_deployed_by_its_name()
    {
        _platform
            .Call("--target=Deploy", $"--set={New}", "--component=all", $"--environment={TestEnvironment.Name}")
            .ShouldExitWith(0);

        Version("ingress").ShouldBe("1.1.0");
        Version("external-dns").ShouldBe("1.2.0");
        Version("base-k8s").ShouldBe("1.0.0");
    }

    /// <summary>A config map that says which version it is, and a smoke test that asks the cluster with kubectl.</summary>
    private void Component(string name, string version, string smoke, string more)
    {
        var folder = $"components/{name}";
        _platform
            .Write(
                $"{folder}/component.yaml",
                $"name: {name}\nversion: {version}\ntype: manifests\nnamespace: {_namespace}\nsmoke: {{ script: smoke.sh }}\n{more}\n"
            )
            .Write(
                $"{folder}/manifests/version.yaml",
                $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  namespace: {_namespace}\ndata:\n  version: {version}\n"
            )
            .Write(
                $"{folder}/smoke.sh",
                $$"""
                #!/bin/sh
                ask() {
                  kubectl --context "$PATH_TO_PROD_CONTEXT" --namespace "$PATH_TO_PROD_NAMESPACE" get configmap "$1" \
                    --output 'jsonpath={.data.version}'
                }
                test "$(ask {{name}})" = {{version}} || exit 2
                {{smoke}}

                """
            );
        File.SetUnixFileMode(_platform.PathOf($"{folder}/smoke.sh"), (UnixFileMode)0b111_101_101);
    }

    private Outcome Certify(string set, params string[] more) =>
        _platform.Call(["--target=Certify", $"--set={set}", $"--environment={TestEnvironment.Name}", .. more]);

    private Outcome Resolve(string upgrade = Upgrade, bool text = false) =>
        _platform.Call([
            "--target=Resolve",
            $"--from={Known}",
            $"--environment={TestEnvironment.Name}",
            upgrade,
            .. text ? (string[])[] : ["--output=json"],
        ]);

    /// <summary>What the last proposal holds, read as any user may read it.</summary>
    private string[] Proposed()
    {
        var set = new SetFiles(new Workspace(_platform.Root)).Proposed!;
        return [.. set.Members.Values.Select(member => $"{member.Component} {member.Version}")];
    }

    private Evidence[] Evidence()
    {
        var reading = new EvidenceFile(new Workspace(_platform.Root)).Read();
        reading.Problems.ShouldBeEmpty();
        return [.. reading.Entries];
    }

    private string Version(string component) =>
        (string)ControlPlane.Cluster.Get(_namespace, $"configmap/{component}")!["data"]!["version"]!;

    private static string Said(Outcome outcome) =>
        string.Join(' ', outcome.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
