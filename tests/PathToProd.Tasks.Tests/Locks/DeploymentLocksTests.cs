using System.Diagnostics;
using PathToProd.Tasks.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Locks;

public sealed class DeploymentLocksTests
{
    private static readonly LockHolder Ann = Holder("20261122-081530-3fa2", "ann@laptop", 4242);
    private static readonly LockHolder Bob = Holder("20261122-081545-77c0", "bob@ci", 99);

    private TemporaryFolder _folder = null!;

    private DeploymentLocks Locks => new(Path.Combine(_folder.Path, "locks"), TimeProvider.System);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_free_lock_is_taken_at_once_and_names_its_holder()
    {
        using var taken = await Acquire(Ann, TimeSpan.Zero);

        Locks.HolderOf("prod", "ingress").ShouldBe(Ann);
        Locks.HolderOf("prod", "base-k8s").ShouldBeNull();
        Locks.HolderOf("staging", "ingress").ShouldBeNull();
    }

    [Test]
    public async Task A_held_lock_is_refused_and_its_holder_is_named()
    {
        using var taken = await Acquire(Ann, TimeSpan.Zero);

        var refused = await Should.ThrowAsync<PlatformException>(() => Acquire(Bob, TimeSpan.Zero));

        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Message.ShouldBe(
            "Another run is changing ingress in prod: it is held by run 20261122-081530-3fa2 (ann@laptop, pid 4242, "
                + "since 2026-11-22 08:15:30 UTC). Nothing was touched. Wait for that run to end, or end it, then run the same command again."
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(60_000)]
    public void Of_many_runs_that_meet_a_lock_for_the_first_time_one_holds_it(bool isShared)
    {
        const int Runs = 8;
        using var start = new Barrier(Runs);
        using var all = new Barrier(Runs);
        for (var round = 0; round < 15; round++)
        {
            var locks = new DeploymentLocks(Path.Combine(_folder.Path, "locks"), TimeProvider.System, isShared);
            var component = $"new-{round}";
            var held = new DeploymentLock?[Runs];
            var threads = Enumerable
                .Range(0, Runs)
                .Select(run => new Thread(() =>
                {
                    start.SignalAndWait();
                    try
                    {
                        held[run] = locks
                            .AcquireAsync("prod", component, Ann, TimeSpan.Zero, null, CancellationToken.None)
                            .GetAwaiter()
                            .GetResult();
                    }
                    catch (PlatformException exception) when (exception.ExitCode == ExitCode.Refused)
                    {
                        // Another one holds it.
                    }

                    all.SignalAndWait();
                }))
                .ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());

            held.Count(one => one is not null).ShouldBe(1);
            Array.ForEach(held, one => one?.Dispose());
        }
    }

    [Test]
    public async Task A_refusal_says_how_long_it_waited()
    {
        using var taken = await Acquire(Ann, TimeSpan.Zero);

        var refused = await Should.ThrowAsync<PlatformException>(() => Acquire(Bob, TimeSpan.FromMilliseconds(200)));

        refused.Message.ShouldContain(
            "(ann@laptop, pid 4242, since 2026-11-22 08:15:30 UTC), and 200 ms of waiting were not enough."
        );
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task The_second_run_waits_says_so_once_and_goes_on_when_the_first_is_done(
        CancellationToken cancellation
    )
    {
        var said = new List<string>();
        var heard = new TaskCompletionSource();
        var first = await Acquire(Ann, TimeSpan.Zero);
        var second = Acquire(
            Bob,
            TimeSpan.FromSeconds(20),
            line =>
            {
                said.Add(line);
                heard.TrySetResult();
            },
            cancellation
        );

        await heard.Task.WaitAsync(cancellation);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        using var taken = await second;

        said.ShouldBe([
            "waiting for ingress in prod: held by run 20261122-081530-3fa2 (ann@laptop, pid 4242, since 2026-11-22 08:15:30 UTC)",
        ]);
        Locks.HolderOf("prod", "ingress").ShouldBe(Bob);
    }

    [Test]
    public async Task Waiting_can_be_cancelled()
    {
        using var taken = await Acquire(Ann, TimeSpan.Zero);
        using var cancellation = new CancellationTokenSource();

        var waiting = Acquire(Bob, TimeSpan.FromMinutes(5), _ => cancellation.Cancel(), cancellation.Token);

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        Locks.HolderOf("prod", "ingress").ShouldBe(Ann);
    }

    [Test]
    public async Task Different_components_and_environments_do_not_wait_for_each_other()
    {
        using var one = await Acquire(Ann, TimeSpan.Zero);
        using var two = await Locks.AcquireAsync("prod", "base-k8s", Bob, TimeSpan.Zero, waiting: null, default);
        using var three = await Locks.AcquireAsync("staging", "ingress", Bob, TimeSpan.Zero, waiting: null, default);

        Locks.HolderOf("prod", "ingress").ShouldBe(Ann);
        Locks.HolderOf("prod", "base-k8s").ShouldBe(Bob);
        Locks.HolderOf("staging", "ingress").ShouldBe(Bob);
    }

    [Test]
    public async Task A_lock_that_was_given_back_is_free_and_giving_it_back_twice_does_no_harm()
    {
        var first = await Acquire(Ann, TimeSpan.Zero);
        first.Dispose();
        using var second = await Acquire(Bob, TimeSpan.Zero);

        first.Dispose();

        Locks.HolderOf("prod", "ingress").ShouldBe(Bob);
    }

    [Test]
    public async Task A_holder_that_was_half_written_counts_as_not_named()
    {
        using var taken = await Acquire(Ann, TimeSpan.Zero);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "locks", "prod.ingress.holder"), """{"run":"2026""");

        var refused = await Should.ThrowAsync<PlatformException>(() => Acquire(Bob, TimeSpan.Zero));

        refused.Message.ShouldStartWith(
            "Another run is changing ingress in prod: it is held by another run. Nothing was touched."
        );
    }

    [Test]
    [Platform(Include = "Linux", Reason = "flock(1) takes the same lock as the program does")]
    [CancelAfter(30_000)]
    public async Task A_process_that_is_killed_gives_its_lock_back_at_once(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "locks"));
        using var other = StartHolding(Path.Combine(_folder.Path, "locks", "prod.ingress.lock"));
        (await other.StandardOutput.ReadLineAsync(cancellation)).ShouldBe("held");
        await Should.ThrowAsync<PlatformException>(() => Acquire(Bob, TimeSpan.Zero, waiting: null, cancellation));

        other.Kill();
        await other.WaitForExitAsync(cancellation);

        using var taken = await Acquire(Bob, TimeSpan.FromSeconds(5), waiting: null, cancellation);
    }

    [Test]
    public async Task A_child_process_does_not_inherit_the_lock()
    {
        var taken = await Acquire(Ann, TimeSpan.Zero);
        using var child = Process.Start(new ProcessStartInfo("sleep", ["30"]))!;

        try
        {
            taken.Dispose();
            using var again = await Acquire(Bob, TimeSpan.Zero);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_reported()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "locks"), "a file where the folder should be");

        var failed = await Should.ThrowAsync<PlatformException>(() => Acquire(Ann, TimeSpan.Zero));

        failed.ExitCode.ShouldBe(ExitCode.Failed);
        failed.Message.ShouldStartWith(
            $"Could not write the lock {Path.Combine(_folder.Path, "locks", "prod.ingress.lock")}: "
        );
        failed.Message.ShouldEndWith(
            "Nothing was touched. Make the file and its folder writable by this user, then run the same command again."
        );
    }

    [Test]
    public async Task Two_names_of_one_target_are_one_lock_and_its_holder_is_named()
    {
        var shared = new DeploymentLocks(Path.Combine(_folder.Path, "shared"), TimeProvider.System, isShared: true);
        using var taken = await shared.AcquireAsync(
            new("prod", "ingress", "cluster x"),
            Ann,
            TimeSpan.Zero,
            null,
            default
        );
        using var other = await shared.AcquireAsync(
            new("prod", "ingress", "cluster y"),
            Bob,
            TimeSpan.Zero,
            null,
            default
        );

        var refused = await Should.ThrowAsync<PlatformException>(() =>
            shared.AcquireAsync(new("production", "ingress", "cluster x"), Bob, TimeSpan.Zero, null, default)
        );

        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Message.ShouldStartWith(
            "Another run is changing ingress in production: it is held by run 20261122-081530-3fa2 (ann@laptop, pid 4242, since 2026-11-22 08:15:30 UTC)."
        );
    }

    [Test]
    [Platform(Include = "Linux", Reason = "modes, and setpriv(1) to be another user")]
    [CancelAfter(30_000)]
    public async Task Another_user_takes_the_same_lock_and_gives_way(CancellationToken cancellation)
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root can be another user");
        var shared = new DeploymentLocks(Path.Combine(_folder.Path, "shared"), TimeProvider.System, isShared: true);
        (await shared.AcquireAsync(new("prod", "ingress", "x"), Ann, TimeSpan.Zero, null, cancellation)).Dispose();
        var file = Directory.GetFiles(Path.Combine(_folder.Path, "shared"), "*.lock").Single();
#pragma warning disable CA1416 // modes are looked at where there are modes
        Convert.ToString((int)File.GetUnixFileMode(Path.Combine(_folder.Path, "shared")), 8).ShouldBe("1777");
        Convert.ToString((int)File.GetUnixFileMode(file), 8).ShouldBe("644");
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
#pragma warning restore CA1416
        var start = new ProcessStartInfo(
            "setpriv",
            [
                "--reuid=65534",
                "--clear-groups",
                "bash",
                "-c",
                "exec 9<\"$1\"; flock -x 9; echo held; read _",
                "bash",
                file,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var other = Process.Start(start)!;
        (await other.StandardOutput.ReadLineAsync(cancellation)).ShouldBe("held");

        await Should.ThrowAsync<PlatformException>(() =>
            shared.AcquireAsync(new("prod", "ingress", "x"), Bob, TimeSpan.Zero, null, cancellation)
        );

        other.Kill();
        await other.WaitForExitAsync(cancellation);
        using var taken = await shared.AcquireAsync(
            new("prod", "ingress", "x"),
            Bob,
            TimeSpan.FromSeconds(5),
            null,
            cancellation
        );
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_link_in_the_place_of_the_shared_folder_is_refused()
    {
        var link = Path.Combine(_folder.Path, "shared");
        Directory.CreateSymbolicLink(link, _folder.Path);

        (
            await Should.ThrowAsync<PlatformException>(() =>
                new DeploymentLocks(link, TimeProvider.System, isShared: true).AcquireAsync(
                    new("prod", "ingress", "x"),
                    Ann,
                    TimeSpan.Zero,
                    null,
                    default
                )
            )
        ).Message.ShouldStartWith(
            $"{link} is a link to {_folder.Path}, and locks that all users share must not be behind a link."
        );
    }

    private Task<DeploymentLock> Acquire(
        LockHolder holder,
        TimeSpan timeout,
        Action<string>? waiting = null,
        CancellationToken cancellation = default
    ) => Locks.AcquireAsync("prod", "ingress", holder, timeout, waiting, cancellation);

    private static Process StartHolding(string file)
    {
        // The shell's own handle holds the lock: flock takes it and ends.
        var start = new ProcessStartInfo("bash", ["-c", "exec 9>\"$1\"; flock -x 9; echo held; read _", "bash", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }

    private static LockHolder Holder(string run, string who, int pid) =>
        new(run, who, pid, new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero));
}
