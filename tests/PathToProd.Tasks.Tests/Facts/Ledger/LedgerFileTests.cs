using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Tests.Files;
using PathToProd.Tasks.Tests.Git;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

public sealed class LedgerFileTests
{
    private TemporaryFolder _folder = null!;

    private string Path => System.IO.Path.Combine(_folder.Path, "environments", "prod", "ledger.jsonl");

    private LedgerFile Ledger => new(Path, "environments/prod/ledger.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_ledger_that_does_not_exist_yet_is_empty()
    {
        Ledger.Read().Entries.ShouldBeEmpty();

        File.Exists(Path).ShouldBeFalse();
    }

    [Test]
    public void What_is_appended_is_read_again_in_its_order()
    {
        Ledger.Append(Started("a1"));
        Ledger.Append(Started("a2"));

        Ledger.Read().Entries.Select(entry => entry.Attempt).ShouldBe(["a1", "a2"]);
        File.ReadAllLines(Path).Length.ShouldBe(2);
    }

    [Test]
    public void A_ledger_torn_at_any_byte_takes_new_lines_and_loses_no_whole_one()
    {
        var first = LedgerText.Write(Started("a1")) + "\n";
        var second = LedgerText.Write(Started("a2")) + "\n";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        for (var length = 0; length <= second.Length; length++)
        {
            File.WriteAllText(Path, first + second[..length]);

            Ledger.Append(Started("a3"));

            var isWhole = length >= second.Length - 1;
            var reading = Ledger.Read();
            reading
                .Entries.Select(entry => entry.Attempt)
                .ShouldBe(isWhole ? ["a1", "a2", "a3"] : ["a1", "a3"], $"torn at {length}");
            reading.Problems.Length.ShouldBe(length == 0 || isWhole ? 0 : 1, $"torn at {length}");
            File.ReadAllText(Path).ShouldStartWith(first + second[..length], Case.Sensitive);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void Lines_of_many_writers_at_once_stay_whole(CancellationToken cancellation)
    {
        const int writers = 8;
        const int lines = 25;

        // Each writer opens the file by itself, as processes do: the operating system's lock is per handle.
        Parallel.For(
            0,
            writers,
            new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellation },
            writer =>
            {
                var ledger = new LedgerFile(Path);
                for (var line = 0; line < lines; line++)
                {
                    ledger.Append(Started($"w{writer}-{line}"));
                }
            }
        );

        var reading = Ledger.Read();
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Length.ShouldBe(writers * lines);
        reading
            .Entries.Where(entry => entry.Attempt.StartsWith("w3-", StringComparison.Ordinal))
            .Select(entry => entry.Attempt)
            .ShouldBe(Enumerable.Range(0, lines).Select(line => $"w3-{line}"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void Reading_while_others_write_sees_only_whole_lines(CancellationToken cancellation)
    {
        var writing = Task.Run(
            () =>
            {
                for (var line = 0; line < 100; line++)
                {
                    Ledger.Append(Started($"a{line}"));
                }
            },
            cancellation
        );

        while (!writing.IsCompleted)
        {
            Ledger.Read().Problems.ShouldBeEmpty();
        }

        writing.GetAwaiter().GetResult();
        Ledger.Read().Entries.Length.ShouldBe(100);
    }

    [Test]
    public void A_full_disk_takes_the_torn_line_back_and_says_so()
    {
        using var disk = new SmallDisk(kilobytes: 8);
        var path = System.IO.Path.Combine(disk.Path, "ledger.jsonl");
        var ledger = new LedgerFile(path, "environments/prod/ledger.jsonl");
        var written = 0;

        var full = Should.Throw<PlatformException>(() =>
        {
            while (written < 1000)
            {
                ledger.Append(Started($"a{written}"));
                written++;
            }
        });

        full.ExitCode.ShouldBe(ExitCode.Failed);
        full.Message.ShouldBe(
            "Could not write the ledger environments/prod/ledger.jsonl: the disk is full. Nothing was lost: every line that was there "
                + "is still there, and the new one was taken back. Free some space, then run the same command again."
        );
        written.ShouldBeGreaterThan(5);
        File.ReadAllText(path).ShouldEndWith("\n", Case.Sensitive);
        ledger.Read().Problems.ShouldBeEmpty();
        ledger.Read().Entries.Length.ShouldBe(written);
    }

    [Test]
    [Platform(Include = "Linux", Reason = "/dev/full")]
    public void A_full_disk_is_reported_even_where_the_torn_line_cannot_be_taken_back()
    {
        var path = System.IO.Path.Combine(_folder.Path, "ledger.jsonl");
        File.CreateSymbolicLink(path, "/dev/full");

        var full = Should.Throw<PlatformException>(() => new LedgerFile(path).Append(Started("a1")));

        full.ExitCode.ShouldBe(ExitCode.Failed);
        full.Message.ShouldStartWith($"Could not write the ledger {path}: the disk is full.");
    }

    [Test]
    public void A_disk_that_is_read_only_is_reported()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        var path = System.IO.Path.Combine(disk.Path, "ledger.jsonl");
        new LedgerFile(path).Append(Started("a1"));
        disk.MakeReadOnly();

        var refused = Should.Throw<PlatformException>(() => new LedgerFile(path, "ledger.jsonl").Append(Started("a2")));

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Message.ShouldBe(
            $"Could not write the ledger ledger.jsonl: Read-only file system : '{path}' Every line that was there is still there. "
                + "Make the file and its folder writable by this user, then run the same command again."
        );
        new LedgerFile(path).Read().Entries.Length.ShouldBe(1);
    }

    [Test]
    public void A_file_that_may_not_be_written_is_reported()
    {
        // Root may write any file; a folder in its place is denied to everyone with the same error.
        Directory.CreateDirectory(Path);

        var refused = Should.Throw<PlatformException>(() => Ledger.Append(Started("a1")));

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Message.ShouldBe(
            $"Could not write the ledger environments/prod/ledger.jsonl: Access to the path '{Path}' is denied. "
                + "Every line that was there is still there. "
                + "Make the file and its folder writable by this user, then run the same command again."
        );
    }

    [Test]
    public void A_ledger_that_may_not_be_read_is_reported_and_never_taken_for_empty()
    {
        Directory.CreateDirectory(Path);

        var refused = Should.Throw<PlatformException>(() => Ledger.Read());

        refused.Message.ShouldBe(
            $"Could not read the ledger environments/prod/ledger.jsonl: Access to the path '{Path}' is denied. "
                + "Make it readable by this user, then run the same command again."
        );
    }

    /// <summary>With real Git, and the attributes of this repository.</summary>
    [Test]
    public void Git_merges_the_ledgers_of_two_branches_that_both_deployed_by_itself_and_both_attempts_stand()
    {
        using var repository = Merged(tear: false);

        var reading = LedgerIn(repository).Read();
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(entry => entry.Attempt).ShouldBe(["a0", "a0", "a2", "a2", "a1", "a1"]);
        var state = LedgerState.From("prod", reading);
        Version(state, "base").ShouldBe("1.0.0");
        Version(state, "ingress").ShouldBe("1.4.0");
        Version(state, "dns").ShouldBe("1.4.0");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Test]
    public void A_torn_start_of_one_branch_stays_torn_in_a_merge_and_is_never_taken_for_less()
    {
        using var repository = Merged(tear: true);

        var reading = LedgerIn(repository).Read();
        reading.Problems.ShouldNotBeEmpty();
        LedgerState.From("prod", reading)["base"].Presence.ShouldBeOfType<Presence.InDoubt>();
    }

    /// <summary>A branch that deployed ingress into which one was merged that deployed dns, after base in both.</summary>
    private static GitRepository Merged(bool tear)
    {
        var repository = GitRepository.With((".gitattributes", SourceTree.Read(".gitattributes")));
        Attempt(repository, "a0", "base", "1.0.0");
        repository.Commit("common");
        repository.Git("checkout", "--quiet", "-b", "other");
        Attempt(repository, "a1", "dns", "1.4.0");
        repository.Commit("theirs");
        repository.Git("checkout", "--quiet", "main");
        Attempt(repository, "a2", "ingress", "1.4.0");
        if (tear)
        {
            var torn = LedgerText.Write(Started("a3", "base", "2.0.0"));
            var end = torn.IndexOf("\"environment\"", StringComparison.Ordinal);
            File.AppendAllText(PathIn(repository), torn[..end]);
        }

        repository.Commit("ours");
        repository.Merge("other");
        return repository;
    }

    private static void Attempt(GitRepository repository, string attempt, string component, string version)
    {
        var started = Started(attempt, component, version);
        LedgerIn(repository).Append(started);
        LedgerIn(repository)
            .Append(
                new LedgerEntry.Ended
                {
                    Attempt = attempt,
                    Run = started.Run,
                    At = started.At,
                    Outcome = Outcome.Succeeded,
                    Duration = TimeSpan.FromSeconds(1),
                }
            );
    }

    private static string Version(LedgerState state, string component) =>
        state[component].Presence.ShouldBeOfType<Presence.Deployed>().Deployment.Version.ToString();

    private static string PathIn(GitRepository repository) =>
        System.IO.Path.Combine(repository.Root, "environments", "prod", "ledger.jsonl");

    private static LedgerFile LedgerIn(GitRepository repository) => new(PathIn(repository));

    private static LedgerEntry.Started Started(
        string attempt,
        string component = "ingress",
        string version = "1.4.0"
    ) =>
        new()
        {
            Attempt = attempt,
            Run = "20261122-081530-3fa2",
            At = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero),
            Action = LedgerAction.Deploy,
            Component = component,
            Environment = "prod",
            Version = SemVersion.Parse(version),
            Digest = new Digest("sha256:ab12cd34"),
            Values = new Digest("sha256:0a1b2c3d"),
            Who = "Zoë@laptop",
        };
}
