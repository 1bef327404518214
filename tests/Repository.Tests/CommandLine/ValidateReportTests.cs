using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>What a validation leaves for those who review the change, and what makes it run again.</summary>
[CancelAfter(120_000)]
public sealed partial class ValidateReportTests
{
    private CertifiedPlatform _certified = null!;

    private ScratchPlatform Platform => _certified.Platform;

    private string Report => Path.Combine(Platform.Home, "change.json");

    [SetUp]
    public void SetUp()
    {
        _certified = new CertifiedPlatform().Build("ingress", "1.0.0");
        _certified.StartChange();
    }

    [TearDown]
    public void TearDown() => _certified.Dispose();

    [Test]
    public void Another_load_probe_makes_it_run_again_although_no_artifact_differs()
    {
        using var server = new LoopbackServer();
        var url = server.Serve("/", "fine"u8.ToArray());
        var platform = Platform.Read("platform.yaml");
        Ingress("1.1.0");
        Probe(50);
        _certified
            .Validate()
            .ShouldSucceed()
            .Output.ShouldContain("because nothing that holds the same was validated yet");
        _certified
            .Validate()
            .ShouldSucceed()
            .Output.ShouldContain("not run again, as evidence shows it for the same artifacts");

        Probe(60);

        _certified
            .Validate()
            .ShouldSucceed()
            .Output.ShouldContain("because nothing that holds the same was validated yet");

        void Probe(int rate) =>
            Platform.File("platform.yaml", platform + $"load-probe: {{ url: \"{url}\", rate: {rate} }}\n");
    }

    [Test]
    public void What_the_update_would_change_is_planned_in_the_environment_and_only_where_it_is_made()
    {
        Platform.File(
            "components/ingress/manifests/more.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: more, namespace: ingress }\n"
        );
        Ingress("1.1.0");
        var widget = Path.Combine(Platform.Home, "change.terraform.json");

        _certified.Validate($"--report={Report},{widget}").ShouldSucceed();

        var plan = JsonNode.Parse(File.ReadAllText(Report))!["report"]!["plans"]!.AsArray().ShouldHaveSingleItem()!;
        plan["environment"]!.GetValue<string>().ShouldBe("ci-1");
        plan["create"]!.GetValue<int>().ShouldBe(1);
        plan["delete"]!.GetValue<int>().ShouldBe(0);
        plan["unknown"]!.GetValue<int>().ShouldBe(0);
        JsonNode.Parse(File.ReadAllText(widget))!["create"]!.GetValue<int>().ShouldBe(1);

        _certified.Validate($"--report={Report},{widget}").ShouldSucceed();

        JsonNode.Parse(File.ReadAllText(Report))!["report"]!["plans"]!.AsArray().ShouldBeEmpty();
        File.Exists(widget).ShouldBeFalse();
    }

    [Test]
    public void A_clone_that_is_too_shallow_for_the_base_says_so_and_how_to_get_it()
    {
        Ingress("1.1.0");
        Ingress("1.2.0");
        var clone = Path.Combine(Platform.Home, "clone");
        TestGit.Run(
            Platform.Root,
            "clone",
            "--quiet",
            "--depth=1",
            "--no-single-branch",
            "--branch=change",
            $"file://{Platform.Root}",
            clone
        );
        Directory.Delete(Path.Combine(Platform.Root, ".git"), recursive: true);
        Directory.Move(Path.Combine(clone, ".git"), Path.Combine(Platform.Root, ".git"));

        Platform
            .Run("--target=Validate", "--environment=ci-1", "--since=origin/main")
            .ShouldOnlySay(
                2,
                "this clone is too shallow to hold the commit where HEAD left origin/main; run git fetch --unshallow; in CI, check out with fetch-depth: 0 "
                    + "(GitHub Actions) or GIT_DEPTH: 0 (GitLab)"
            );
    }

    [Test]
    public void The_page_says_what_is_affected_what_ran_and_by_which_evidence_the_rest_was_not_run_again()
    {
        Ingress("1.1.0");

        var first = Page();
        var second = Page();

        const string head = """
            ## Validation passed

            <commit>, compared with <commit>: 1 component is affected; it took <time>.
            """;
        const string affected = """
            ### Affected

            | Component | Why |
            | --- | --- |
            | ingress | components/ingress/component.yaml: version changed from 1.0.0 to 1.1.0; components/ingress/manifests/settings.yaml was changed; components/ingress/tests/smoke.sh was changed |
            """;
        first.ShouldBe(
            $"""
            {head}

            ### Plans

            | Environment | Create | Update | Delete | Not known |
            | --- | --- | --- | --- | --- |
            | ci-1 | 0 | 1 | 0 | 0 |

            {affected}

            ### What ran

            | Component | Step | Environment | Result | Time | Note |
            | --- | --- | --- | --- | --- | --- |
            | ingress | Test |  | passed | <time> |  |
            | to base-<set> | update | ci-1 | passed | <time> |  |
            | base-<set> to change-<set> | update | ci-1 | passed | <time> |  |
            | ingress/smoke | test | ci-1 | passed | <time> |  |

            ### What was reused

            | Component | Step | Environment | By which evidence |
            | --- | --- | --- | --- |
            | ingress | Build |  | nothing it is made of has changed since run <run> |

            """
        );
        second.ShouldBe(
            $"""
            {head}

            {affected}

            ### What was reused

            | Component | Step | Environment | By which evidence |
            | --- | --- | --- | --- |
            | ingress | Build |  | nothing it is made of has changed since run <run> |
            | ingress | Test |  | the same content passed in run <run> |
            | base-<set> to change-<set> | update | ci-1 | run <run>, environments/version-sets/compatibility.jsonl:2 sha256:<digest> |

            """
        );
    }

    private string Page()
    {
        var page = Platform.Normal(_certified.Validate("--output=markdown").ShouldSucceed().RawOutput);
        return SetName().Replace(Commits().Replace(page, "<commit>, compared with <commit>:"), "$1-<set>");
    }

    [GeneratedRegex("[0-9a-f]{8}, compared with [0-9a-f]{8}:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commits();

    [GeneratedRegex(", in [a-z0-9/.-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SeenIn();

    [GeneratedRegex("(base|change)-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetName();

    [Test]
    public void What_is_wrong_in_a_file_of_the_change_is_in_its_report_at_its_place()
    {
        Platform.File("components/ingress/component.yaml", "name: ingress\nversion: one\ntype: manifests\n");
        _certified.Commit("a mistake");

        var result = _certified.Validate($"--report={Report}").ShouldEnd(2);

        var report = JsonNode.Parse(File.ReadAllText(Report))!["report"]!;
        ((string)report["verdict"]!).ShouldBe("wrong-input");
        var problem = report["problems"]!.AsArray().Single()!;
        ((string)problem["file"]!).ShouldBe("components/ingress/component.yaml");
        ((int)problem["line"]!).ShouldBe(2);
        result.Error.ShouldStartWith("components/ingress/component.yaml(2,");
        Platform
            .Run("--target=PostReport", $"--report={Report}", "--dry-run")
            .ShouldSucceed()
            .Output.ShouldContain("## Validation has wrong input");
    }

    [Test]
    public void What_is_wrong_in_what_is_rendered_is_in_the_report_at_a_file_that_can_be_changed()
    {
        Platform.File("components/ingress/manifests/more.yaml", "apiVersion: v1\nkind: [\n");
        _certified.Commit("a mistake");

        _certified.Validate($"--report={Report}").ExitCode.ShouldNotBe(0);

        var problems = JsonNode.Parse(File.ReadAllText(Report))!["report"]!["problems"]!.AsArray();
        problems
            .Select(problem => (string)problem!["file"]!)
            .Distinct()
            .ShouldBe(["components/ingress/component.yaml"]);
        problems
            .Select(problem => SeenIn().Match((string)problem!["what"]!).Value)
            .ShouldBe([
                ", in artifacts/work/ci-1/ingress/rendered.yaml",
                ", in artifacts/work/sandbox/ingress/rendered.yaml",
            ]);
    }

    [Test]
    public void A_refusal_is_in_the_report_too()
    {
        Platform.Environment("ci-1", "target: { directory: artifacts/ci-1 }\n");
        _certified.Commit("no tests here");

        var error = _certified.Validate($"--report={Report}").ShouldEnd(3).Error;

        var report = JsonNode.Parse(File.ReadAllText(Report))!["report"]!;
        ((string)report["verdict"]!).ShouldBe("refused");
        ((string)report["failures"]![0]!["message"]!).ShouldBe(error.TrimEnd());
    }

    [Test]
    public void A_report_in_no_known_form_is_wrong_input() =>
        _certified
            .Validate("--report=change.txt")
            .ShouldOnlySay(
                2,
                "--report=change.txt says no format that is known; end the name in .terraform.json, .json, .xml, .md or .sarif"
            );

    private void Ingress(string version)
    {
        _certified.Build("ingress", version, "sleep 1");
        _certified.Commit($"ingress {version}");
    }
}
