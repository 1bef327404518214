using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Artifacts;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;
using PathToProd.Versions;

namespace Repository.Tests.CommandLine;

/// <summary>The targets Matrix and Retest, from files to what is printed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class MatrixTargetTests : IDisposable
{
    private const string File = "environments/version-sets/compatibility.jsonl";

    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("base-k8s", "1.30.4")
        .Component("ingress", "1.4.0")
        .Environment("ci-1", "target: { directory: artifacts/ci-1 }\nfor-tests: true\nkubernetes-version: 1.31.2\n");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Without_sets_and_without_evidence_the_next_step_is_reported()
    {
        var nothing = _platform.Run("--target=Matrix").ShouldSucceed();
        nothing.Said.ShouldBe(
            "There is no version set yet. Propose one with ./build.sh --target=Resolve, or pin one with --target=Pin."
        );
        nothing.ShouldTouchNothing();

        Pin("2026.11.1", "1.4.0");
        var unknown = _platform.Run("--target=Matrix").ShouldSucceed();
        unknown.Tables.ShouldStartWith(
            """
            SET  ci-1 1.31.2
            2026.11.1  unknown

            Each answer shows its age
            """
        );
    }

    [Test]
    public void Sets_are_shown_with_what_is_known_of_each_and_why()
    {
        var (a, b) = (Pin("2026.10.2", "1.3.0"), Pin("2026.11.1", "1.4.0"));
        Propose("1.5.0");
        Record(
            Of(a, hours: 24 * 40),
            Of(b),
            Of(a) with
            {
                Kind = EvidenceKind.Transition,
                Set = b.Digest,
                Members = b.Members,
                From = a.Digest,
            }
        );

        var matrix = _platform.Run("--target=Matrix").ShouldSucceed();

        matrix.Error.ShouldBeEmpty();
        matrix.ShouldTouchNothing();
        matrix.Tables.ShouldBe(
            $"""
            SET  ci-1 1.31.2
            proposed  unknown
            2026.11.1  good 1 h :2
            2026.10.2  stale 40 d :1

            Each answer shows its age and, after the colon, the line in {File}.

            Stale:
              older than 30 d: 2026.10.2 on ci-1 (passed then)

            FROM  TO  ENVIRONMENT  STEP  DIGEST
            2026.10.2  2026.11.1  ci-1 1.31.2  good 1 h :3  sha256:<digest>

            """
        );
    }

    [Test]
    public void The_platform_says_how_old_evidence_may_be_and_its_own_tests_make_it_stale()
    {
        var set = Pin("2026.11.1", "1.4.0");
        Record(Of(set));
        _platform
            .File(
                "platform.yaml",
                "name: scratch\nevidence-age: 30m\ntests:\n  - { name: reaches-out, script: reach.sh }\n  - { name: informs, script: reach.sh, blocking: false }\n"
            )
            .File("reach.sh", "exit 0\n");

        _platform
            .Run("--target=Matrix")
            .ShouldSucceed()
            .Said.ShouldEndWith(
                "Stale: older than <time>: 2026.11.1 on ci-1 (passed then) "
                    + "the test platform/reaches-out was not there yet: 2026.11.1 on ci-1 (passed then)"
            );
    }

    [Test]
    public void Another_Kubernetes_version_of_the_environment_makes_evidence_stale()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")));
        _platform.Environment(
            "ci-1",
            "target: { directory: artifacts/ci-1 }\nfor-tests: true\nkubernetes-version: 1.32.0\n"
        );

        _platform
            .Run("--target=Matrix")
            .ShouldSucceed()
            .Said.ShouldContain("ci-1 had Kubernetes 1.31.2, and has 1.32.0 now: 2026.11.1 on ci-1 (passed then)");
    }

    [Test]
    public void One_set_and_one_environment_can_be_asked_for()
    {
        var (a, b) = (Pin("2026.10.2", "1.3.0"), Pin("2026.11.1", "1.4.0"));
        Record(Of(a), Of(b), Of(b) with { Environment = "sandbox" });

        var one = _platform.Run("--target=Matrix", "--set=2026.11.1", "--environment=sandbox").ShouldSucceed();

        one.Tables.ShouldBe(
            $"""
            SET  sandbox 1.31.2
            2026.11.1  good 1 h :3

            Each answer shows its age and, after the colon, the line in {File}.

            """
        );
    }

    [Test]
    public void An_environment_that_only_evidence_knows_can_be_asked_for_and_no_other()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")) with { Environment = "pool-7" });

        _platform.Run("--target=Matrix", "--environment=pool-7").ShouldSucceed().Said.ShouldContain("good 1 h :1");
        _platform
            .Run("--target=Matrix", "--environment=pool-8")
            .ShouldOnlySay(2, "there is no environment pool-8; did you mean pool-7?");
    }

    [Test]
    public void The_way_from_one_set_to_another_is_described_in_a_sentence()
    {
        VersionSet[] sets = [Pin("2026.10.2", "1.3.0"), Pin("2026.10.4", "1.3.1"), Pin("2026.11.1", "1.4.0")];
        Record(Step(sets[0], sets[1]), Step(sets[1], sets[2]));

        Path("text")
            .Output.ShouldBe("2026.10.2 to 2026.11.1: no tested step; shortest tested path is via 2026.10.4.\n");
        Path("csv").Output.ShouldContain("path,2026.10.4,2026.11.1,known-good");
        Path("markdown").Output.ShouldContain("2. 2026.10.4 to 2026.11.1\n");
        JsonNode.Parse(Path("json").Output)!["path"]!
            .ToJsonString()
            .ShouldBe("[\"2026.10.2\",\"2026.10.4\",\"2026.11.1\"]");

        ProgramResult Path(string format) =>
            _platform
                .Run("--target=Matrix", "--from=2026.10.2", "--set=2026.11.1", $"--output={format}")
                .ShouldSucceed();
    }

    [Test]
    public void Pairs_of_versions_can_be_asked_for()
    {
        Record(Of(Pin("2026.10.2", "1.3.0")), Of(Pin("2026.11.1", "1.4.0"), passed: false));

        _platform
            .Run("--target=Matrix", "--component=ingress")
            .ShouldSucceed()
            .Tables.ShouldStartWith(
                """
                INGRESS  base-k8s 1.30.4
                1.4.0  failed 1 h :2
                1.3.0  good 1 h :1

                good:
                """
            );
        _platform
            .Run("--target=Matrix", "--component=ingress,base-k8s", "--environment=ci-1", "--output=csv")
            .ShouldSucceed()
            .Output.ShouldContain("ingress,1.3.0,base-k8s,1.30.4,1,0,known-good,");
        _platform
            .Run("--target=Matrix", "--component=ingress", "--output=markdown")
            .ShouldSucceed()
            .Output.ShouldStartWith("| ingress | base-k8s 1.30.4 |\n");
        JsonNode.Parse(
            _platform.Run("--target=Matrix", "--component=ingress", "--output=json").ShouldSucceed().Output
        )!["pairs"]!
            .AsArray()
            .Count.ShouldBe(2);
    }

    [Test]
    public void What_cannot_be_asked_together_is_refused()
    {
        _platform
            .Run("--target=Matrix", "--component=ingres")
            .ShouldOnlySay(2, "there is no component ingres; did you mean ingress?");
        _platform
            .Run("--target=Matrix", "--component=ingress", "--set=a", "--from=b")
            .ShouldOnlySay(
                2,
                "--component shows pairs of versions, for which --from means nothing; leave one of the two out",
                "--component shows pairs of versions, for which --set means nothing; leave one of the two out"
            );
        _platform
            .Run("--target=Matrix", "--component=,")
            .ShouldOnlySay(
                2,
                "--component=, has an empty name in its list; write names with single commas between them, and none at either end"
            );
        Pin("2026.11.1", "1.4.0");
        _platform
            .Run("--target=Matrix", "--from=2026.11.1")
            .ShouldOnlySay(
                2,
                "no --set is given; add --set=NAME: a version set of environments/version-sets/, or proposed"
            );
    }

    [Test]
    public void CSV_is_a_way_to_write_the_matrix_and_nothing_else()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")));

        _platform
            .Run("--target=Matrix", "--output=markdown")
            .ShouldSucceed()
            .Output.ShouldContain($"| 2026.11.1 | good, 1 h, [1]({File}#L1) |\n");
        _platform
            .Run("--target=Matrix", "--output=CSV")
            .ShouldSucceed()
            .Output.ShouldStartWith("kind,from,set,set-digest,environment,kubernetes,state,");
        JsonNode.Parse(_platform.Run("--target=Matrix", "--output=json").ShouldSucceed().Output)!["sets"]![0]!["name"]!
            .ToString()
            .ShouldBe("2026.11.1");
        _platform
            .Run("--target=Status", "--output=csv")
            .ShouldOnlySay(2, "--output=csv means nothing for Status; write text, json or markdown");
        _platform
            .Run("--target=Deploy", "--component=ingress", "--output=csv")
            .ShouldOnlySay(2, "--output=csv means nothing for Deploy; write text, json, events or markdown");
    }

    [Test]
    public void Damaged_lines_are_reported_and_the_rest_counts()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")));
        System.IO.File.AppendAllText(Path.Combine(_platform.Root, File), "{\"kind\":\"state\",\"set\":\"sha2");

        var matrix = _platform.Run("--target=Matrix").ShouldSucceed();

        matrix.Said.ShouldContain("2026.11.1 good 1 h :1");
        matrix.Error.ShouldBe(
            $"{File}(2,1): the last line was being written when the program was killed, and is ignored; "
                + "nothing has to be done: what it was about counts as never tested\n"
        );
    }

    [Test]
    public void A_set_that_was_edited_is_reported_and_the_others_are_shown()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")));
        _platform.File("environments/version-sets/2026.10.1.yaml", "name: 2026.10.1\n");

        var matrix = _platform.Run("--target=Matrix").ShouldSucceed();

        matrix.Said.ShouldContain("2026.11.1 good 1 h :1");
        matrix.Error.ShouldContain("environments/version-sets/2026.10.1.yaml");
    }

    [Test]
    public void Evidence_that_no_one_signed_does_not_count_where_signatures_are_demanded()
    {
        Record(Of(Pin("2026.11.1", "1.4.0")));
        _platform.Environment(
            "ci-1",
            "target: { directory: artifacts/ci-1 }\nfor-tests: true\nkubernetes-version: 1.31.2\nsigned-only: true\n"
        );

        var matrix = _platform.Run("--target=Matrix").ShouldSucceed();

        matrix.Said.ShouldContain("2026.11.1 unknown");
        matrix.Said.ShouldContain(
            $"1 line of evidence does not count, because evidence of ci-1 must be signed by an allowed signer: the newest is {File}:1 sha256:<digest>."
        );
    }

    [Test]
    public void Retest_says_which_tests_run_again_and_which_evidence_counts()
    {
        var before = Stored("2026.10.2", "1.3.0");
        var after = Stored("2026.11.1", "1.4.0");
        var first = _platform.Run("--target=Retest", "--set=2026.10.2", "--environment=ci-1").ShouldSucceed();
        first.Tables.ShouldBe(
            """
            All 2 tests of 2026.10.2 must run in ci-1.

            Must run again:
              base-k8s/smoke
                because it never ran in ci-1
              ingress/smoke
                because it never ran in ci-1

            """
        );
        var declared = DeclaredTests.Of(
            [Manifest("base-k8s", "1.30.4"), Manifest("ingress", "1.3.0")],
            new PlatformManifest { Name = "scratch", Source = SourceMap.Of("platform.yaml") },
            (_, _) => Digest.None
        );
        Record(
            Of(before) with
            {
                Tests = [.. declared.Select(test => new TestResult(test, TestOutcome.Passed, TimeSpan.FromSeconds(1)))],
            }
        );

        _platform
            .Run("--target=Retest", $"--set={after.Name}", "--environment=ci-1")
            .ShouldSucceed()
            .Tables.ShouldBe(
                $"""
                1 of 2 tests of 2026.11.1 must run again in ci-1.

                Must run again:
                  ingress/smoke
                    because ingress was 1.3.0, and is 1.4.0 now

                Still counts:
                  base-k8s/smoke  passed 1 hour ago  {File}:1 sha256:<digest>

                """
            );
    }

    [Test]
    public void Retest_of_a_set_whose_artifacts_are_not_here_says_which()
    {
        Pin("2026.11.1", "1.4.0");

        var refused = _platform.Run("--target=Retest", "--set=2026.11.1", "--environment=ci-1").ShouldEnd(2);

        refused.Error.ShouldContain("ingress 1.4.0 (sha256:<digest>) is not in artifacts/store");
        refused.Error.ShouldContain("base-k8s 1.30.4 (sha256:<digest>) is not in artifacts/store");
    }

    private void Record(params Evidence[] evidence) => new EvidenceFile(new Workspace(_platform.Root)).Append(evidence);

    private VersionSet Pin(string name, string ingress) =>
        Pin(name, new SetMember("base-k8s", SemVersion.Parse("1.30.4"), DigestOf('a')), Member(ingress));

    private VersionSet Pin(string name, params SetMember[] members)
    {
        var set = new VersionSet
        {
            Name = name,
            Members = members.ToImmutableSortedDictionary(
                member => member.Component,
                member => member,
                StringComparer.Ordinal
            ),
            Who = "ann",
        };
        new SetFiles(new Workspace(_platform.Root)).TryPin(set).ShouldBeTrue();
        return set;
    }

    private void Propose(string ingress) =>
        new SetFiles(new Workspace(_platform.Root)).Propose(
            new VersionSet
            {
                Name = "proposed",
                Members = ImmutableSortedDictionary<string, SetMember>.Empty.Add("ingress", Member(ingress)),
                Who = "ann",
            }
        );

    /// <summary>A set whose artifacts are in the store, each with a smoke test.</summary>
    private VersionSet Stored(string name, string ingress) =>
        Pin(name, Store("base-k8s", "1.30.4"), Store("ingress", ingress));

    private SetMember Store(string component, string version)
    {
        var store = new ArtifactStore(new Workspace(_platform.Root));
        var bytes = System.Text.Encoding.UTF8.GetBytes(ManifestText(component, version));
        var manifest = Manifest(component, version);
        var digest = store
            .Add(
                manifest,
                [
                    new ArtifactFile(
                        "component.yaml",
                        false,
                        bytes.Length,
                        Digest.Of(bytes),
                        () => new MemoryStream(bytes)
                    ),
                ],
                new BuildRecord(DateTimeOffset.UnixEpoch, "0123abcd", "run", "ann")
            )
            .Digest;
        store.Flush();
        return new SetMember(component, manifest.Version, digest);
    }

    private static ComponentManifest Manifest(string component, string version) =>
        PathToProd.Model.Platform.PlatformModel.ReadComponent("component.yaml", ManifestText(component, version));

    private static string ManifestText(string component, string version) =>
        $"name: {component}\nversion: {version}\ntype: manifests\n"
        + (component == "ingress" ? "requires:\n  base-k8s: ^1.0.0\n" : "")
        + $"smoke:\n  ready: [deployment/{component}]\n";

    private static SetMember Member(string ingress) => new("ingress", SemVersion.Parse(ingress), DigestOf('b'));

    private static Digest DigestOf(char digit) => new("sha256:" + new string(digit, 64));

    private static Evidence Step(VersionSet from, VersionSet to) =>
        Of(to) with
        {
            Kind = EvidenceKind.Transition,
            From = from.Digest,
        };

    private static Evidence Of(VersionSet set, double hours = 1.5, bool passed = true) =>
        new()
        {
            Kind = EvidenceKind.State,
            Set = set.Digest,
            Members = set.Members,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Provider = "sandbox",
            Start = DateTimeOffset.UtcNow.AddHours(-hours),
            Duration = TimeSpan.FromSeconds(90),
            Run = "20261122-110000-abcdef",
            Who = "ann",
            Outcome = passed ? EvidenceOutcome.Passed : EvidenceOutcome.Failed,
            Error = passed ? null : "ingress/smoke failed",
        };
}
