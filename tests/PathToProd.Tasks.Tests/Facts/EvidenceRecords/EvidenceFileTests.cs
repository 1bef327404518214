using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Files;
using PathToProd.Tasks.Tests.Git;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Facts.EvidenceRecords;

public sealed class EvidenceFileTests
{
    private TemporaryFolder _folder = null!;

    private Workspace Workspace => new(_folder.Path);

    private EvidenceFile Evidence => new(Workspace);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Evidence_that_does_not_exist_yet_is_none()
    {
        Evidence.Read().Entries.ShouldBeEmpty();

        File.Exists(Workspace.Evidence).ShouldBeFalse();
    }

    [Test]
    public void What_is_appended_is_read_again_with_its_digest()
    {
        var written = Evidence.Append(One("run-1"), One("run-2"));
        Evidence.Append(One("run-3"));
        Evidence.Append();

        var reading = Evidence.Read();
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(one => (one.Run, one.Line)).ShouldBe([("run-1", 1), ("run-2", 2), ("run-3", 3)]);
        reading.Entries.Take(2).Select(one => one.Digest).ShouldBe(written.Select(one => one.Digest));
        reading.File.ShouldBe("environments/version-sets/compatibility.jsonl");
    }

    [Test]
    public void Evidence_torn_at_any_byte_takes_new_lines_and_loses_no_whole_one()
    {
        var first = EvidenceText.Write(One("run-1")).Line + "\n";
        var second = EvidenceText.Write(One("run-2")).Line + "\n";
        Directory.CreateDirectory(Path.GetDirectoryName(Workspace.Evidence)!);
        for (var length = 0; length <= second.Length; length += 7)
        {
            File.WriteAllText(Workspace.Evidence, first + second[..length]);

            Evidence.Append(One("run-3"));

            Evidence.Read().Entries.Select(one => one.Run).ShouldBe(["run-1", "run-3"], $"torn at {length}");
            File.ReadAllText(Workspace.Evidence).ShouldStartWith(first + second[..length], Case.Sensitive);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void Batches_of_many_writers_at_once_stay_whole_and_together(CancellationToken cancellation)
    {
        const int writers = 6;
        const int batches = 15;
        Parallel.For(
            0,
            writers,
            new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellation },
            writer =>
            {
                var file = new EvidenceFile(Workspace);
                for (var batch = 0; batch < batches; batch++)
                {
                    file.Append(One($"{writer}-{batch}-a"), One($"{writer}-{batch}-b"));
                }
            }
        );

        var reading = Evidence.Read();
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Length.ShouldBe(writers * batches * 2);
        reading.Entries.Chunk(2).ShouldAllBe(pair => pair[0].Run.TrimEnd('a') == pair[1].Run.TrimEnd('b'));
    }

    [Test]
    [CancelAfter(30_000)]
    public void Reading_while_others_write_sees_only_whole_lines(CancellationToken cancellation)
    {
        var writing = Task.Run(
            () =>
            {
                for (var number = 0; number < 60; number++)
                {
                    Evidence.Append(One($"run-{number}"));
                }
            },
            cancellation
        );

        while (!writing.IsCompleted)
        {
            Evidence.Read().Problems.ShouldBeEmpty();
        }

        writing.GetAwaiter().GetResult();
        Evidence.Read().Entries.Length.ShouldBe(60);
    }

    [Test]
    public void A_full_disk_keeps_none_of_a_batch_and_says_so()
    {
        using var disk = new SmallDisk(kilobytes: 16);
        var file = new EvidenceFile(new Workspace(disk.Path));
        var written = 0;

        var full = Should.Throw<PlatformException>(() =>
        {
            while (written < 1000)
            {
                file.Append(One($"{written}-a"), One($"{written}-b"));
                written += 2;
            }
        });

        full.ExitCode.ShouldBe(ExitCode.Failed);
        full.Message.ShouldStartWith(
            "Could not write the evidence environments/version-sets/compatibility.jsonl: the disk is full. Nothing was lost:"
        );
        written.ShouldBeGreaterThan(3);
        file.Read().Entries.Length.ShouldBe(written);
    }

    [Test]
    public void Evidence_that_may_not_be_read_is_reported_and_never_taken_for_none()
    {
        Directory.CreateDirectory(Workspace.Evidence);

        var refused = Should.Throw<PlatformException>(() => Evidence.Read());

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Message.ShouldStartWith("Could not read the evidence environments/version-sets/compatibility.jsonl: ");
    }

    /// <summary>With real Git, and the attributes of this repository.</summary>
    [Test]
    public void Git_merges_the_evidence_of_two_branches_by_itself_and_nothing_is_lost()
    {
        using var repository = GitRepository.With((".gitattributes", SourceTree.Read(".gitattributes")));
        var file = new EvidenceFile(new Workspace(repository.Root));
        file.Append(One("run-0"));
        repository.Commit("common");
        repository.Git("checkout", "--quiet", "-b", "other");
        file.Append(One("run-1"), One("run-2"));
        repository.Commit("theirs");
        repository.Git("checkout", "--quiet", "main");
        file.Append(One("run-3"));
        repository.Commit("ours");

        repository.Merge("other");

        var reading = file.Read();
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(one => one.Run).ShouldBe(["run-0", "run-1", "run-2", "run-3"], ignoreOrder: true);
        file.Append(One("run-4"));
        file.Read().Entries.Length.ShouldBe(5);
    }

    internal static Evidence One(string run)
    {
        var member = new SetMember("ingress", SemVersion.Parse("1.4.0"), new Digest("sha256:" + new string('a', 64)));
        return new Evidence
        {
            Kind = EvidenceKind.State,
            Set = SetDigest.Of([member]),
            Members = ImmutableSortedDictionary<string, SetMember>.Empty.Add("ingress", member),
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Provider = "sandbox",
            Start = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1),
            Run = run,
            Who = "ann",
            Outcome = EvidenceOutcome.Passed,
        };
    }
}
