using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The target Check, beside what reading the manifests reports.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class CheckTests : IDisposable
{
    private readonly SetPlatform _sets = new();

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void Sets_that_are_whole_are_counted()
    {
        _sets.Deploy().Pin("first").Pin("second");

        Platform
            .Run("--target=Check")
            .ShouldSucceed()
            .Output.ShouldBe("2 components, 1 environment and 2 version sets: no problem found.\n");
        JsonNode.Parse(Platform.Run("--target=Check", "--output=json").Raw)!["versionSets"]!.ToString().ShouldBe("2");
    }

    [Test]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        _sets.Deploy().Pin("first").Pin("second");
        Platform
            .File(_sets.SetFile("copy"), Platform.Read(_sets.SetFile("first")))
            .File("environments/version-sets/third.yaml.sig", "")
            .File("environments/version-sets/fourth.yml", "")
            .Component("base", "2.0.0");
        File.Delete(Path.Combine(Platform.Root, _sets.SetFile("second")));
        Directory.Delete(Path.Combine(Platform.Root, "artifacts", "store"), recursive: true);

        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                "components/web/component.yaml(5,3): web 1.0.0 requires base >=1 <2 and the working copy has base 2.0.0; "
                    + "change this range, or the version in components/base/component.yaml(2,1)",
                "environments/version-sets/copy.yaml(2,1): the set is named first, and its file copy; give the file its name again: first.yaml",
                "environments/version-sets/first.yaml(10,3): base 1.0.0 (sha256:<digest>) is not in artifacts/store; "
                    + "set store in platform.yaml to the registry that it was published to",
                "environments/version-sets/first.yaml(13,3): web 1.0.0 (sha256:<digest>) is not in artifacts/store; "
                    + "set store in platform.yaml to the registry that it was published to",
                "environments/version-sets/fourth.yml: a version set's file ends with .yaml; rename it",
                "environments/version-sets/third.yaml.sig: it signs third.yaml, and there is no such file; "
                    + "restore that file, or remove the signature"
            );
    }

    [Test]
    public void What_would_stop_a_deployment_half_way_is_found_with_all_else()
    {
        Platform
            .Component("web", more: "shared: [policies/none.yaml]\nsmoke: { script: tests/none.sh }\n")
            .Terraform("net")
            .Chart("dns")
            .Environment("prod", "target: { directory: artifacts/prod }\nprovider: sandbx\nsigned-only: true\n")
            .File("platform.yaml", "name: scratch\nallowed-signers: environments/signers\n");
        Directory.Delete(Path.Combine(Platform.Root, "components/dns/chart"), recursive: true);
        Directory.CreateDirectory(Path.Combine(Platform.Root, "environments/version-sets/2026"));

        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                "components/dns/chart/Chart.yaml: there is no chart; add one, or set another type in component.yaml",
                "components/web/component.yaml(4,10): the shared file policies/none.yaml does not exist; add it, or correct its path",
                "components/web/component.yaml(5,10): the smoke test components/web/tests/none.sh does not exist; add it, or correct its path",
                "environments/prod/environment.yaml(2,1): prod is on the provider sandbx, for which no component has a Terraform root; did you mean sandbox?",
                "environments/version-sets/2026: this is a folder, and a version set is a file; move it out of environments/version-sets/",
                "platform.yaml(2,1): there is no file environments/signers; add it with a line for each signer, as ssh-keygen(1) says under ALLOWED SIGNERS"
            );
    }

    [Test]
    public void What_a_merge_left_in_a_ledger_is_found()
    {
        _sets.Deploy("base");
        var lines = Platform.Read("environments/sandbox/ledger.jsonl");
        Platform.File(
            "environments/sandbox/ledger.jsonl",
            $"<<<<<<< HEAD\n{lines}||||||| base\n=======\n{lines.Split('\n')[0][..40]}\n>>>>>>> other\n"
        );

        const string Fix =
            "remove the marker and keep the lines of both sides; the attribute merge=union in .gitattributes lets Git do so";
        string[] marks =
        [
            .. new[] { 1, 4, 5, 7 }.Select(line =>
                $"environments/sandbox/ledger.jsonl({line},1): this line is a conflict marker that a merge left behind, and is ignored; {Fix}"
            ),
        ];
        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                [
                    .. marks[..3],
                    "environments/sandbox/ledger.jsonl(6,1): this line is not whole: it does not end with its checksum, and is ignored; "
                        + "restore it from the file's history; until then the state of each component is unknown, "
                        + "unless it was deployed or removed since",
                    marks[3],
                ]
            );
    }

    [Test]
    public void What_Git_would_not_merge_by_itself_is_reported_with_the_lines_to_add()
    {
        _sets.Deploy("base");
        Platform
            .File("environments/version-sets/compatibility.jsonl", "")
            .Environment("prod", "target: { directory: artifacts/prod }\n")
            .File("environments/prod/ledger.jsonl", "");
        _sets.Git("init", "-q");

        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                ".gitattributes: Git cannot merge environments/prod/ledger.jsonl by itself when two branches added lines to it; "
                    + "add the line: environments/*/ledger.jsonl merge=union",
                ".gitattributes: Git cannot merge environments/version-sets/compatibility.jsonl by itself when two branches added lines to it; "
                    + "add the line: environments/version-sets/compatibility.jsonl merge=union"
            );

        Platform.File(
            ".gitattributes",
            "environments/*/ledger.jsonl merge=union\nenvironments/version-sets/compatibility.jsonl merge=union\n"
        );
        Platform.Run("--target=Check").ShouldSucceed();
    }

    [Test]
    public void A_set_of_the_name_of_an_environment_is_reported()
    {
        _sets.Deploy().Pin("first");
        Platform.Environment("first", "target: { directory: artifacts/first }\n");

        Platform
            .Run("--target=Check")
            .ShouldOnlySay(
                2,
                "environments/version-sets/first.yaml: a version set cannot be first, which is an environment; choose another name"
            );
    }

    [Test]
    public void What_the_registry_has_is_not_missing_and_one_that_does_not_answer_is_reported()
    {
        using (var registry = LoopbackRegistry.Start())
        {
            Platform.RealTool("skopeo").File("platform.yaml", $"name: scratch\nstore: {registry.Address}\n");
            _sets.Deploy();
            Platform.Run("--target=Publish", "--component=all").ShouldSucceed();
            _sets.Pin("first");
            Directory.Delete(Path.Combine(Platform.Root, "artifacts", "store"), recursive: true);

            Platform.Run("--target=Check").ShouldSucceed();
            Platform.Run("--target=Resolve").ShouldSucceed().Output.ShouldContain("web 1.0.0: the newest.");
            Platform.Run("--target=Deploy", "--component=all", "--set=first").ShouldSucceed();
        }

        Directory.Delete(Path.Combine(Platform.Root, "artifacts", "store"), recursive: true);
        var failed = Platform.Run("--target=Check").ShouldEnd(1);
        failed.Error.ShouldContain("connection refused");
        failed.Error.ShouldContain("The registry cannot be reached.");
    }
}
