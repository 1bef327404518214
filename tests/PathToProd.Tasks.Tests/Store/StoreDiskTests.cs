using System.Diagnostics;
using System.Security.Cryptography;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Tests.Facts.Sources;
using PathToProd.Tasks.Tests.Files;
using PathToProd.Text;
using static PathToProd.Tasks.Tests.Store.StoreTestBed;

namespace PathToProd.Tasks.Tests.Store;

/// <summary>The store and what goes wrong with disks and other processes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreDiskTests : IDisposable
{
    private readonly StoreTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_full_disk_is_reported_and_nothing_half_written_stays()
    {
        using var disk = new SmallDisk(kilobytes: 512);
        var workspace = new Workspace(disk.Path);
        var store = new ArtifactStore(workspace);
        var first = store.Add(Component(), Small("a: 1\n"), Record);
        store.Flush();
        var before = Blobs(workspace);

        var full = Should.Throw<PlatformException>(() =>
            store.Add(Component(version: "2.0.0"), Small(new string('x', 1_000_000)), Record)
        );

        full.ExitCode.ShouldBe(ExitCode.Failed);
        full.Message.ShouldBe(
            "Could not write to artifacts/store: the disk is full. Nothing half-written was kept, and what was there is still there. "
                + "Free some space, then run the same command again."
        );
        Directory.GetFileSystemEntries(Path.Combine(workspace.Store, "incoming")).ShouldBeEmpty();
        before.ShouldBeSubsetOf(Blobs(workspace));
        store.Flush();
        new ArtifactStore(workspace).List().Of("web").Select(entry => entry.Digest).ShouldBe([first.Digest]);
    }

    [Test]
    public void A_disk_that_fills_up_while_an_artifact_is_unpacked_leaves_no_folder()
    {
        using var disk = new SmallDisk(kilobytes: 1024);
        var workspace = new Workspace(disk.Path);
        var store = new ArtifactStore(workspace);
        var artifact = store.Add(Component(), Small(new string('x', 600_000)), Record);

        var full = Should.Throw<PlatformException>(() => store.Unpack(artifact));

        full.Message.ShouldBe(
            $"Could not write to artifacts/built/web/1.4.0-{artifact.Digest.Hex[..12]}: the disk is full. Nothing half-written was kept, "
                + "and what was there is still there. Free some space, then run the same command again."
        );
        Directory.GetFileSystemEntries(workspace.Built("web")).ShouldBeEmpty();
    }

    [Test]
    public void A_store_that_is_read_only_is_read_and_not_written()
    {
        using var disk = new SmallDisk(kilobytes: 512);
        var workspace = new Workspace(disk.Path);
        var store = new ArtifactStore(workspace);
        var artifact = store.Add(Component(), Small("a: 1\n"), Record);
        store.Unpack(artifact);
        store.Flush();
        disk.MakeReadOnly();

        var refused = Should.Throw<PlatformException>(() =>
            new ArtifactStore(workspace).Add(Component(), Small("a: 2\n"), Record)
        );

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Message.ShouldStartWith("Could not write to artifacts/store: Read-only file system");
        refused.Message.ShouldEndWith(
            "Nothing half-written was kept, and what was there is still there. "
                + "Make the folder writable by this user, then run the same command again."
        );
        var readOnly = new ArtifactStore(workspace);
        readOnly.IsWhole(readOnly.Find(artifact.Digest)!).ShouldBeTrue();
        Directory.Exists(readOnly.Unpack(artifact)).ShouldBeTrue();
    }

    [Test]
    public void What_killed_processes_left_half_written_is_removed_by_the_next_that_writes()
    {
        var incoming = Path.Combine(_bed.Store, "incoming");
        Directory.CreateDirectory(incoming);
        var ended = Process.Start("true");
        ended.WaitForExit();
        File.WriteAllText(Path.Combine(incoming, $"{ended.Id}-0123-1"), "half a blob");
        Directory.CreateDirectory(Path.Combine(incoming, $"{ended.Id}-0123-2", "blobs"));
        var mine = Path.Combine(incoming, $"{Environment.ProcessId}-0123-3");
        File.WriteAllText(mine, "being written");

        _bed.Open().Add(Component(), Small("a: 1\n"), Record);

        Directory.GetFileSystemEntries(incoming).ShouldBe([mine]);
    }

    [Test]
    public void A_blob_that_no_run_came_to_list_is_not_believed_and_not_in_the_way()
    {
        var killed = _bed.Open();
        var artifact = killed.Add(Component(), Small("a: 1\n"), Record);

        // Never flushed: as when the run is killed.
        var next = _bed.Open();
        next.Find(artifact.Digest).ShouldBeNull();
        next.Add(Component(), Small("a: 1\n"), Record).Digest.ShouldBe(artifact.Digest);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Many_stores_at_once_lose_no_entry(CancellationToken cancellation)
    {
        const int writers = 6;
        const int artifacts = 20;

        // Each has its own memory and its own handles, as processes have.
        Parallel.For(
            0,
            writers,
            new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellation },
            writer =>
            {
                var store = _bed.Open();
                for (var number = 0; number < artifacts; number++)
                {
                    store.Add(Component(version: $"{writer}.{number}.0"), Small($"a: {writer} {number}\n"), Record);
                    if (number % 3 == 0)
                    {
                        store.Flush();
                    }
                }

                store.Flush();
            }
        );

        var all = _bed.Open();
        all.List().Of("web").Length.ShouldBe(writers * artifacts);
        all.List().Of("web").ShouldAllBe(entry => entry.IsCurrent && all.IsWhole(all.Find(entry.Digest)!));
    }

    [Test]
    [CancelAfter(60_000)]
    public void One_store_takes_artifacts_from_many_threads(CancellationToken cancellation)
    {
        var store = _bed.Open();

        Parallel.For(
            0,
            60,
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = cancellation },
            number => store.Add(Component(version: $"{number}.0.0"), Small($"a: {number}\n"), Record)
        );

        store.Flush();
        _bed.Open().List().Of("web").Length.ShouldBe(60);
    }

    [Test]
    public void The_index_is_written_a_few_times_for_many_artifacts_and_not_once_for_each()
    {
        var store = _bed.Open();
        var index = new FileInfo(Path.Combine(_bed.Store, "index.json"));
        var writes = 0;
        var before = default(DateTime);
        for (var number = 0; number < 200; number++)
        {
            store.Add(Component(version: $"{number}.0.0"), Small("a: 1\n"), Record);
            index.Refresh();
            if (index.Exists && index.LastWriteTimeUtc != before)
            {
                (before, writes) = (index.LastWriteTimeUtc, writes + 1);
            }
        }

        writes.ShouldBeInRange(1, 10);
        store.Flush();
        _bed.Open().List().Of("web").Length.ShouldBe(200);
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_large_file_streams_through_little_memory()
    {
        const long length = 256L << 20;
        var big = new ArtifactFile(
            "manifests/big.bin",
            false,
            length,
            DigestOfZeros(length),
            () => new GeneratedStream(length, [0])
        );
        var store = _bed.Open();
        var before = GC.GetTotalAllocatedBytes();

        var artifact = store.Add(Component(), [SourceFile("component.yaml", "x"), big], Record);
        var folder = store.Unpack(artifact);

        new FileInfo(Path.Combine(folder, "manifests", "big.bin")).Length.ShouldBe(length);
        artifact.Size.ShouldBeGreaterThan(length);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(length / 16);
    }

    private static string[] Blobs(Workspace workspace) =>
        Directory.GetFiles(Path.Combine(workspace.Store, "blobs", "sha256"));

    private static Digest DigestOfZeros(long length)
    {
        using var zeros = new GeneratedStream(length, [0]);
        return Digest.OfHash(SHA256.HashData(zeros));
    }
}
