using System.Net;
using PathToProd.Facts.EvidenceRecords;

namespace Repository.Tests.CommandLine;

/// <summary>A change is validated as it would be merged, in a real repository.</summary>
[CancelAfter(120_000)]
public sealed class ValidateTests
{
    private CertifiedPlatform _certified = null!;

    private ScratchPlatform Platform => _certified.Platform;

    [SetUp]
    public void SetUp()
    {
        _certified = new CertifiedPlatform()
            .Build("base", "1.0.0")
            .Build("ingress", "1.0.0", more: "requires: { base: \">=1.0.0\" }\n")
            .Build("dns", "1.0.0", more: "requires: { base: \">=1.0.0\" }\n");
        _certified.StartChange();
    }

    [TearDown]
    public void TearDown() => _certified.Dispose();

    [Test]
    public void The_change_is_built_and_tested_and_the_update_from_its_base_is_evidence()
    {
        Ingress("1.1.0");

        var result = _certified.Validate().ShouldSucceed();

        result.Output.ShouldContain("ingress  1.0.0 -> 1.1.0  the change");
        result.Output.ShouldContain("because nothing that holds the same was validated yet");
        _certified
            .Evidence.Entries.Select(evidence => (evidence.Kind, evidence.Outcome))
            .ShouldBe([
                (EvidenceKind.State, EvidenceOutcome.Passed),
                (EvidenceKind.Transition, EvidenceOutcome.Passed),
            ]);
        _certified
            .Git("status", "--porcelain")
            .ShouldBe("?? environments/ci-1/ledger.jsonl\n?? environments/version-sets/");
    }

    [Test]
    public void A_merge_of_something_unrelated_leaves_the_result_green_and_one_that_is_required_does_not()
    {
        Ingress("1.1.0");
        _certified.Validate().ShouldSucceed();

        MergeIntoMain("dns");
        var unrelated = _certified.Validate().ShouldSucceed();

        unrelated.Output.ShouldContain("not run again, as evidence shows it for the same artifacts");
        unrelated.Output.ShouldContain("environments/version-sets/compatibility.jsonl:2");
        MergeIntoMain("base");
        _certified
            .Validate()
            .ShouldSucceed()
            .Output.ShouldContain("because nothing that holds the same was validated yet");
    }

    [Test]
    public void A_change_that_always_fails_is_run_three_times_and_then_known_to_fail()
    {
        Ingress("1.1.0", smoke: "echo cannot reach base; exit 1");
        for (var time = 1; time <= 3; time++)
        {
            _certified.Validate().ShouldEnd(1).Output.ShouldContain("ingress/smoke failed");
        }

        var lines = _certified.Evidence.Entries.Length;
        var result = _certified.Validate().ShouldEnd(1);

        result.Output.ShouldContain("not run again, as the same artifacts failed 3 times in a row");
        _certified.Evidence.Entries.Length.ShouldBe(lines);
        _certified.Validate("--force").ShouldEnd(1).Output.ShouldContain("because it was asked for with --force");
    }

    [Test]
    public void An_update_that_fails_requests_fails_the_step_and_not_the_set_and_says_when()
    {
        using var server = new FailingServer(Path.Combine(Platform.Root, "artifacts", "updating"));
        const string untilItIsNoticed =
            "echo now > ../updating; until [ -e ../updating.noticed ]; do sleep 0.1; done; : > ../updating";
        var probe = $"load-probe: {{ url: \"{server.Address}\", rate: 50, error-budget: 1% }}\n";
        Ingress("1.1.0", smoke: untilItIsNoticed, more: probe);

        var result = _certified.Validate().ShouldEnd(1);

        result.Said.ShouldContain("ingress/load-probe failed");
        result.Said.ShouldMatch(
            "ingress/load-probe failed: [0-9]+ of [0-9]+ requests to http://127.0.0.1:[0-9]+/ failed \\([0-9.]+%, and 1% may\\): the first while .*of ingress.* ran, with the answer 503"
        );
        _certified
            .Evidence.Entries.Select(evidence => (evidence.Kind, evidence.Outcome))
            .ShouldBe([
                (EvidenceKind.State, EvidenceOutcome.Passed),
                (EvidenceKind.Transition, EvidenceOutcome.Failed),
            ]);
    }

    [Test]
    public void An_update_under_load_that_fails_nothing_passes()
    {
        using var server = new FailingServer(Path.Combine(Platform.Root, "never"));
        Ingress("1.1.0", smoke: "sleep 1", more: $"load-probe: {{ url: \"{server.Address}\", rate: 50 }}\n");

        _certified.Validate().ShouldSucceed().Tables.ShouldContain("ingress/load-probe  passed");
    }

    [Test]
    public void Too_few_requests_are_not_known_so_no_step_is_recorded_and_it_does_not_pass()
    {
        using var server = new FailingServer(Path.Combine(Platform.Root, "never"));
        Ingress("1.1.0", more: $"load-probe: {{ url: \"{server.Address}\", rate: 1 }}\n");

        var result = _certified.Validate().ShouldEnd(1);

        result.Output.ShouldContain("\nIt is not known in ci-1 whether the change works: only ");
        _certified.Evidence.Entries.Select(evidence => evidence.Kind).ShouldBe([EvidenceKind.State]);
    }

    [Test]
    public void Layers_that_are_left_out_stay_as_the_base_has_them_and_are_named()
    {
        Platform.Component("base", "1.1.0", "layer: cloud\nsmoke: { script: tests/smoke.sh, timeout: 30s }\n");
        _certified.Commit("base 1.1.0");

        var result = _certified.Validate("--layers=kubernetes").ShouldSucceed();

        result.Tables.ShouldContain(
            "base 1.0.0 -> 1.1.0  its layer is left out by --layers=kubernetes, so it stayed as the base has it"
        );
    }

    [Test]
    public void The_set_of_a_change_can_be_named_elsewhere()
    {
        Ingress("1.1.0");
        var set = _certified.Validate("--output=json").ShouldSucceed().Output.Split("\"name\": \"change-")[1][..12];

        Platform
            .Run("--target=Retest", $"--set=change-{set}", "--environment=ci-1")
            .ShouldSucceed()
            .Output.ShouldStartWith($"No test of change-{set} has to run again in ci-1: all 3 still count.");
    }

    [Test]
    public void What_is_wrong_is_written_as_SARIF()
    {
        Ingress("1.1.0", smoke: "exit 1");

        _certified.Validate("--report=artifacts/change.sarif").ShouldEnd(1);

        Sarif
            .Read(Platform.Read("artifacts/change.sarif"))
            .Results.ShouldHaveSingleItem()
            .ShouldStartWith("stage/deploy components/ingress/component.yaml:: ");
    }

    [Test]
    public void A_change_of_nothing_passes() =>
        _certified.Validate().ShouldSucceed().Output.ShouldStartWith("\nThe change passed: it affects no component.");

    [Test]
    public void A_base_that_is_not_there_is_wrong_input() =>
        Platform
            .Run("--target=Validate", "--environment=ci-1", "--since=mian")
            .ShouldOnlySay(2, "mian is not a commit; did you mean main?");

    [Test]
    public void Without_a_base_and_a_CI_system_it_asks_for_one() =>
        Platform
            .Run("--target=Validate", "--environment=ci-1")
            .ShouldOnlySay(
                2,
                "nothing says what the change is compared with: neither --since, nor a CI system; add --since=REF, a branch, a tag or a commit, such as --since=origin/main"
            );

    [Test]
    public void An_unknown_layer_is_wrong_input() =>
        Platform
            .Run("--target=Validate", "--environment=ci-1", "--since=main", "--layers=kubernets")
            .ShouldOnlySay(2, "there is no layer kubernets; did you mean kubernetes?");

    [Test]
    public void An_environment_that_is_not_for_tests_is_refused() =>
        Platform
            .Run("--target=Validate", "--environment=sandbox", "--since=main")
            .ShouldEnd(3)
            .Error.ShouldStartWith("sandbox is not for tests. Validate deploys any version set to an environment");

    private void Ingress(string version, string smoke = "true", string more = "")
    {
        _certified.Build("ingress", version, smoke, $"requires: {{ base: \">=1.0.0\" }}\n{more}");
        _certified.Commit($"ingress {version}");
    }

    /// <summary>A new build of a component on main, onto which the change is rebased.</summary>
    private void MergeIntoMain(string component)
    {
        _certified.Git("stash", "--include-untracked", "--quiet");
        _certified.Git("checkout", "--quiet", "main");
        Platform.File(
            $"components/{component}/manifests/more.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: more, namespace: {component} }}\n"
        );
        _certified.Commit($"{component} again");
        _certified.Git("checkout", "--quiet", "change");
        _certified.Git("rebase", "--quiet", "main");
        _certified.Git("stash", "pop", "--quiet");
    }

    /// <summary>A real server that fails as long as a file is there that is not empty, and leaves another file beside it when it failed often.</summary>
    private sealed class FailingServer : IDisposable
    {
        private const int Often = 20;

        private readonly HttpListener _listener = new();

        public FailingServer(string file)
        {
            Address = $"http://{LoopbackServer.FreeAuthority()}/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            new Thread(() => Serve(file)) { IsBackground = true }.Start();
        }

        public string Address { get; }

        public void Dispose() => _listener.Close();

        private void Serve(string file)
        {
            try
            {
                var failures = 0;
                while (true)
                {
                    var context = _listener.GetContext();
                    var isFailing = new FileInfo(file) is { Exists: true, Length: > 0 };
                    context.Response.StatusCode = isFailing ? 503 : 200;
                    context.Response.Close();
                    if (isFailing && ++failures == Often)
                    {
                        File.WriteAllText($"{file}.noticed", "");
                    }
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
