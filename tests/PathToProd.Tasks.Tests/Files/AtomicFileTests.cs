using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "new", "file.json");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_file_is_written_with_its_folder_as_UTF_8_without_a_mark()
    {
        AtomicFile.Write(File, "é\n");

        System.IO.File.ReadAllBytes(File).ShouldBe([0xC3, 0xA9, 0x0A]);
        Files().ShouldBe(["file.json"]);
    }

    [Test]
    public void A_file_is_replaced_whole()
    {
        AtomicFile.Write(File, "long text\n");
        AtomicFile.Write(File, "new\n");

        System.IO.File.ReadAllText(File).ShouldBe("new\n");
        Files().ShouldBe(["file.json"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Bytes_are_written_as_they_are(bool isDurable)
    {
        AtomicFile.Write(File, "old\n");
        AtomicFile.Write(File, [0, 0xFF, 13, 10], isDurable: isDurable);

        System.IO.File.ReadAllBytes(File).ShouldBe([0, 0xFF, 13, 10]);
        Files().ShouldBe(["file.json"]);
    }

    [Test]
    public void Of_many_that_make_one_file_at_the_same_moment_one_does_every_time()
    {
        const int Writers = 8;
        using var start = new Barrier(Writers);
        for (var round = 0; round < 50; round++)
        {
            var file = Path.Combine(_folder.Path, "rounds", $"{round}.json");
            var made = new bool[Writers];
            var threads = Enumerable
                .Range(0, Writers)
                .Select(writer => new Thread(() =>
                {
                    start.SignalAndWait();
                    made[writer] = AtomicFile.TryWriteNew(file, $"{writer}\n");
                }))
                .ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());

            made.Count(one => one).ShouldBe(1);
            System.IO.File.ReadAllText(file).ShouldBe($"{Array.IndexOf(made, true)}\n");
        }
    }

    [Test]
    public void A_write_that_fails_leaves_the_old_content_and_nothing_else()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        var file = Path.Combine(disk.Path, "file.json");
        AtomicFile.Write(file, "old\n");

        Should.Throw<IOException>(() => AtomicFile.Write(file, new string('x', 1_000_000)));

        System.IO.File.ReadAllText(file).ShouldBe("old\n");
        Directory.GetFiles(disk.Path).ShouldBe([file]);
    }

    [Test]
    public void A_write_to_what_cannot_be_replaced_leaves_nothing_beside_it()
    {
        Directory.CreateDirectory(File);

        Should.Throw<Exception>(() => AtomicFile.Write(File, "text")).ShouldBeAssignableTo<SystemException>();

        Files().ShouldBeEmpty();
    }

    [Test]
    public void A_private_file_is_for_its_owner_alone_whatever_was_there_before()
    {
        AtomicFile.Write(File, "public\n");
        var killed = $"{File}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        System.IO.File.WriteAllText(killed, "left by a killed process of the same number");

        AtomicFile.Write(File, "secret\n", isPrivate: true);

        Mode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Files().ShouldBe(["file.json"]);
    }

#pragma warning disable CA1416 // modes are looked at where there are modes
    private static UnixFileMode Mode(string file) => System.IO.File.GetUnixFileMode(file);
#pragma warning restore CA1416

    private string[] Files() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(File)!).Select(file => Path.GetFileName(file)!)];
}
