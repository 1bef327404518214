using System.Collections.Concurrent;
using System.Diagnostics;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Tests.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

public sealed class GitLedgerTests
{
    private GitLedgerBed _bed = null!;

    [SetUp]
    public void Make() => _bed = new GitLedgerBed();

    [TearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public void A_repository_without_the_branch_is_an_empty_ledger()
    {
        var reading = _bed.Ledger().Read();

        reading.Entries.ShouldBeEmpty();
        reading.Problems.ShouldBeEmpty();
        _bed.Git("branch", "--list").ShouldBeEmpty();
    }

    [Test]
    public void What_one_machine_writes_another_reads()
    {
        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Started("a1", token: 3));
        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Ended("a1", token: 3));

        _bed.Ledger("m2")
            .Read()
            .Entries.ShouldBe([GitLedgerBed.Started("a1", token: 3), GitLedgerBed.Ended("a1", token: 3)], Same);
    }

    [Test]
    public void Each_component_has_a_file_and_each_entry_a_commit_that_says_what_happened()
    {
        var ledger = _bed.Ledger();
        ledger.Append("ingress", GitLedgerBed.Started("a1"));
        ledger.Append("dns", GitLedgerBed.Started("a2", "dns"));
        ledger.Append("ingress", GitLedgerBed.Ended("a1"));

        _bed.Git("ls-tree", "-r", "--name-only", GitLedgerBed.Branch).ShouldBe("prod/dns.jsonl\nprod/ingress.jsonl");
        _bed.Git("log", "--format=%an: %s", GitLedgerBed.Branch)
            .ShouldBe(
                """
                run-1: prod: ingress succeeded
                run-1: prod: deployment of dns 1.4.0 started
                run-1: prod: deployment of ingress 1.4.0 started
                """
            );
        ledger.Read().Entries.Length.ShouldBe(3);
        _bed.Git("show", $"{GitLedgerBed.Branch}:prod/dns.jsonl")
            .ShouldBe(LedgerText.Write(GitLedgerBed.Started("a2", "dns")));
    }

    [Test]
    public void An_entry_that_is_there_is_not_written_again()
    {
        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Started("a1"));
        _bed.Ledger("m2").Append("ingress", GitLedgerBed.Started("a1"));

        _bed.Ledger().Read().Entries.Length.ShouldBe(1);
        _bed.Git("rev-list", "--count", GitLedgerBed.Branch).ShouldBe("1");
    }

    [Test]
    public void A_branch_that_moved_in_between_is_written_to_where_it_is_now()
    {
        var ledger = _bed.Ledger("m1");
        ledger.Append("ingress", GitLedgerBed.Started("a1"));

        // The first push is overtaken: the server has taken another's before it takes this one.
        _bed.Hook(
            "pre-receive",
            """
            test -e overtaken && exit 0
            touch overtaken
            tree=$(git rev-parse path-to-prod-ledger^{tree})
            commit=$(echo other | git -c user.name=bob -c user.email=bob@example.com commit-tree $tree -p path-to-prod-ledger)
            unset GIT_QUARANTINE_PATH
            git update-ref refs/heads/path-to-prod-ledger $commit
            """
        );
        ledger.Append("ingress", GitLedgerBed.Ended("a1"));

        ledger.Read().Entries.Length.ShouldBe(2);
        _bed.Git("log", "--format=%s", GitLedgerBed.Branch)
            .ShouldBe("prod: ingress succeeded\nother\nprod: deployment of ingress 1.4.0 started");
    }

    [Test]
    public void A_push_that_a_hook_declines_is_reported_and_not_tried_again()
    {
        _bed.Hook("pre-receive", "echo x >> tries\necho 'ledgers are frozen until Monday' >&2\nexit 1");

        var exception = Should.Throw<PlatformException>(() =>
            _bed.Ledger().Append("ingress", GitLedgerBed.Started("a1"))
        );

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            $"Could not write the ledger: {_bed.Remote} declined a push to its branch path-to-prod-ledger: ledgers are frozen until "
                + "Monday. The same push would be declined again. Let this user push there, or change the hook that declined it; "
                + "then run the same command again."
        );
        File.ReadAllLines(Path.Combine(_bed.Remote, "tries")).Length.ShouldBe(1);
    }

    [Test]
    public void A_push_whose_answer_was_lost_is_found_and_not_repeated()
    {
        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Started("a1"));
        _bed.Hook("post-receive", "kill -9 $PPID");

        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Ended("a1"));

        _bed.Git("rev-list", "--count", GitLedgerBed.Branch).ShouldBe("2");
    }

    [Test]
    public void A_branch_that_was_force_pushed_is_refused_until_it_is_restored()
    {
        var ledger = _bed.Ledger("m1");
        ledger.Append("ingress", GitLedgerBed.Started("a1"));
        var first = _bed.Git("rev-parse", GitLedgerBed.Branch);
        ledger.Append("ingress", GitLedgerBed.Ended("a1"));
        var second = _bed.Git("rev-parse", GitLedgerBed.Branch);
        _bed.Git("update-ref", $"refs/heads/{GitLedgerBed.Branch}", first);

        var exception = Should.Throw<PlatformException>(() => _bed.Ledger("m1").Read());
        Should.Throw<PlatformException>(() => ledger.Append("ingress", GitLedgerBed.Started("a2")));

        var folder = _bed.Store("m1").Folder;
        var restore = $"git --git-dir={folder} push --force {_bed.Remote} {second}:refs/heads/{GitLedgerBed.Branch}";
        exception.Message.ShouldBe(
            $"The branch path-to-prod-ledger of {_bed.Remote} was force-pushed: it no longer holds the commit {second[..12]}, which was "
                + $"seen in it, so records may be lost. Nothing was written. Restore it with {restore}, or, if the change was meant, "
                + $"remove {folder}; then run the same command again."
        );
        TestGit.Run(_bed.Remote, restore.Split(' ')[1..]);
        ledger.Append("ingress", GitLedgerBed.Started("a2"));
        ledger.Read().Entries.Length.ShouldBe(3);
    }

    [Test]
    public void A_branch_that_was_deleted_is_refused()
    {
        var ledger = _bed.Ledger("m1");
        ledger.Append("ingress", GitLedgerBed.Started("a1"));
        _bed.Git("update-ref", "-d", $"refs/heads/{GitLedgerBed.Branch}");

        Should
            .Throw<PlatformException>(() => ledger.Append("ingress", GitLedgerBed.Ended("a1")))
            .Message.ShouldStartWith($"The branch path-to-prod-ledger of {_bed.Remote} was deleted: ");
    }

    [Test]
    public void A_remote_that_is_not_there_is_one_line()
    {
        Directory.Move(_bed.Remote, _bed.Remote + ".away");

        var exception = Should.Throw<PlatformException>(() => _bed.Ledger().Read());

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            $"Could not read the ledger in the branch path-to-prod-ledger of {_bed.Remote}: '{_bed.Remote}' does not appear to be a git "
                + "repository. Check the address in platform.yaml and the network, then run the same command again."
        );
    }

    [Test]
    public void An_older_token_than_one_that_has_written_is_refused()
    {
        _bed.Ledger("m1").Append("ingress", GitLedgerBed.Started("a1", token: 1));
        _bed.Ledger("m2").Append("ingress", GitLedgerBed.Started("a2", token: 2));

        var exception = Should.Throw<PlatformException>(() =>
            _bed.Ledger("m1").Append("ingress", GitLedgerBed.Ended("a1", token: 1))
        );

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            "This run no longer holds ingress in prod: its lease ended, and another run has taken it over and has written to the ledger "
                + "since (token 2, and this run has 1). Nothing was written. Look at what that run did with --target=History before "
                + "you run the same command again."
        );
        _bed.Ledger("m1").Append("dns", GitLedgerBed.Started("a3", "dns", token: 1));
        _bed.Ledger().Read().Entries.Select(entry => entry.Attempt).ShouldBe(["a3", "a1", "a2"]);
    }

    [Test]
    public void A_torn_line_leaves_only_its_own_component_in_doubt_and_the_next_entry_starts_on_a_new_line()
    {
        var ledger = _bed.Ledger();
        ledger.Append("dns", GitLedgerBed.Started("a0", "dns"));
        ledger.Append("dns", GitLedgerBed.Ended("a0"));
        var store = _bed.Store();
        var tip = _bed.Git("rev-parse", GitLedgerBed.Branch);
        var torn = store.Commit(
            tip,
            new GitChange("prod/ingress.jsonl", "{\"event\":\"sta", "by hand", "bob", DateTimeOffset.UnixEpoch)
        );
        store.Push(torn, $"refs/heads/{GitLedgerBed.Branch}", tip, "by-hand").ShouldBeNull();

        var reading = ledger.Read();
        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith("path-to-prod-ledger:prod/ingress.jsonl(1,1): the last line was being written");
        var state = LedgerState.From("prod", reading);
        state["dns"].Presence.ShouldBeOfType<Presence.Deployed>();
        state["ingress"].Presence.ShouldBeOfType<Presence.InDoubt>();

        ledger.Append("ingress", GitLedgerBed.Started("a1"));
        ledger.Append("ingress", GitLedgerBed.Ended("a1"));
        LedgerState.From("prod", ledger.Read())["ingress"].Presence.ShouldBeOfType<Presence.Deployed>();
    }

    [Test]
    public void What_is_here_in_part_alone_is_fetched()
    {
        _bed.Ledger("first").Append("ingress", GitLedgerBed.Started("a1"));
        _bed.HalfFetch("half", GitLedgerBed.Branch);

        _bed.Ledger("half").Read().Entries.ShouldHaveSingleItem();
    }

    [Test]
    public void Runs_of_a_checkout_that_come_first_at_once_find_one_whole_repository()
    {
        _bed.Ledger("first").Append("ingress", GitLedgerBed.Started("a1"));
        for (var round = 0; round < 10; round++)
        {
            Parallel.For(
                0,
                16,
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                _ => _bed.Ledger($"new{round}").Read().Entries.ShouldHaveSingleItem()
            );
        }
    }

    [TestCase(1)]
    [TestCase(50)]
    public void Fifty_writers_lose_nothing(int machines)
    {
        var watch = Stopwatch.StartNew();

        Parallel.For(
            0,
            50,
            new ParallelOptions { MaxDegreeOfParallelism = 50 },
            writer =>
                _bed.Ledger($"m{writer % machines}")
                    .Append($"c{writer % 5}", GitLedgerBed.Started($"a{writer}", $"c{writer % 5}"))
        );

        TestContext.Out.WriteLine($"50 appends from {machines} machines: {watch.Elapsed.TotalSeconds:f1} s");
        _bed.Ledger()
            .Read()
            .Entries.Select(entry => entry.Attempt)
            .ShouldBe(Enumerable.Range(0, 50).Select(writer => $"a{writer}"), ignoreOrder: true);
        _bed.Git("rev-list", "--count", GitLedgerBed.Branch).ShouldBe("50");
    }

    [Test]
    public void Several_entries_are_one_commit_and_only_those_are_added_that_are_not_there()
    {
        LedgerEntry[] entries = [GitLedgerBed.Started("a1"), GitLedgerBed.Ended("a1"), GitLedgerBed.Started("a2")];
        _bed.Ledger("m1").Append("ingress", entries[0]);

        _bed.Ledger("m2").AppendAll("ingress", entries);
        _bed.Ledger("m1").AppendAll("ingress", entries);

        _bed.Ledger().Read().Entries.ShouldBe(entries, Same);
        _bed.Git("log", "--format=%s", GitLedgerBed.Branch)
            .ShouldBe("prod: 3 entries about ingress imported\nprod: deployment of ingress 1.4.0 started");
    }

    [Test]
    public void What_the_components_of_a_run_add_at_once_is_one_commit_that_names_each()
    {
        // The first push waits in the server until all others wait for it.
        _bed.Hook("pre-receive", "echo x >> pushes\nuntil test -e go; do sleep 0.01; done");
        var ledger = _bed.Ledger();

        AddAll(ledger, 20, () => File.WriteAllText(Path.Combine(_bed.Remote, "go"), ""));

        File.ReadAllLines(Path.Combine(_bed.Remote, "pushes")).Length.ShouldBeInRange(1, 2);
        _bed.Git("log", "--format=%B", GitLedgerBed.Branch)
            .Split('\n')
            .Where(line => line.EndsWith(" started", StringComparison.Ordinal))
            .ShouldBe(
                Enumerable.Range(0, 20).Select(number => $"prod: deployment of c{number} 1.4.0 started"),
                ignoreOrder: true
            );
        ledger.Read().Entries.Length.ShouldBe(20);
    }

    [Test]
    public void What_a_hook_declines_of_what_is_pushed_together_stops_no_other_entry()
    {
        _bed.Hook(
            "pre-receive",
            """
            until test -e go; do sleep 0.01; done
            read old new name
            if git ls-tree -r --name-only "$new" | grep -qx 'prod/c[37].jsonl'; then echo 'not these' >&2; exit 1; fi
            """
        );
        var ledger = _bed.Ledger();

        var failures = AddAll(ledger, 10, () => File.WriteAllText(Path.Combine(_bed.Remote, "go"), ""));

        failures.Keys.ShouldBe([3, 7], ignoreOrder: true);
        failures[3]
            .Message.ShouldBe(
                $"Could not write the ledger: {_bed.Remote} declined a push to its branch path-to-prod-ledger: not these. The same push would be "
                    + "declined again. Let this user push there, or change the hook that declined it; then run the same command again."
            );
        ledger
            .Read()
            .Entries.Select(entry => entry.Attempt)
            .ShouldBe(new[] { 0, 1, 2, 4, 5, 6, 8, 9 }.Select(number => $"a{number}"), ignoreOrder: true);
    }

    [Test]
    public void A_run_that_lost_one_lease_loses_nothing_else_of_what_is_pushed_together()
    {
        _bed.Ledger("m2").Append("c2", GitLedgerBed.Started("other", "c2", token: 9));
        _bed.Hook("pre-receive", "until test -e go; do sleep 0.01; done");
        var ledger = _bed.Ledger();

        var failures = AddAll(ledger, 5, () => File.WriteAllText(Path.Combine(_bed.Remote, "go"), ""), token: 8);

        failures.Keys.ShouldBe([2]);
        failures[2].Message.ShouldStartWith("This run no longer holds c2 in prod: ");
        ledger
            .Read()
            .Entries.Select(entry => entry.Attempt)
            .ShouldBe(["other", "a0", "a1", "a3", "a4"], ignoreOrder: true);
    }

    /// <summary>Adds the start of an attempt to components c0, c1 and so on, all from the second on while the first push is on its way.</summary>
    /// <returns>What went wrong, by number.</returns>
    private ConcurrentDictionary<int, PlatformException> AddAll(
        GitLedger ledger,
        int count,
        Action go,
        long? token = null
    )
    {
        var failures = new ConcurrentDictionary<int, PlatformException>();
        using var isAtWork = new ManualResetEventSlim();
        var threads = Waiters.Start(
            count,
            number =>
            {
                try
                {
                    isAtWork.Set();
                    ledger.Append($"c{number}", GitLedgerBed.Started($"a{number}", $"c{number}", token));
                }
                catch (PlatformException exception)
                {
                    failures[number] = exception;
                }
            },
            isAtWork
        );
        go();
        Array.ForEach(threads, thread => thread.Join());
        return failures;
    }

    private static readonly IEqualityComparer<LedgerEntry> Same = EqualityComparer<LedgerEntry>.Create(
        (one, other) => LedgerText.Write(one!) == LedgerText.Write(other!)
    );
}
