using System.Text;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Files;

public sealed class DiskPlatformFilesTests
{
    private TemporaryFolder _folder = null!;
    private DiskPlatformFiles _files = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _files = new DiskPlatformFiles(new Workspace(_folder.Path));
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_folder_is_listed_with_what_each_entry_is()
    {
        Directory.CreateDirectory(At("a/folder"));
        File.WriteAllText(At("a/file"), "");
        File.WriteAllText(At("a/.hidden"), "");
        File.CreateSymbolicLink(At("a/inside"), "file");
        File.CreateSymbolicLink(At("a/inside-folder"), "folder");
        File.CreateSymbolicLink(At("a/outside"), "../b");
        File.CreateSymbolicLink(At("a/nowhere"), "gone");

        _files
            .List("a")
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ShouldBe([
                new PlatformEntry(".hidden", PlatformEntryKind.File),
                new PlatformEntry("file", PlatformEntryKind.File),
                new PlatformEntry("folder", PlatformEntryKind.Folder),
                new PlatformEntry("inside", PlatformEntryKind.File),
                new PlatformEntry("inside-folder", PlatformEntryKind.Folder),
                new PlatformEntry("nowhere", PlatformEntryKind.LeavingLink, "gone"),
                new PlatformEntry("outside", PlatformEntryKind.LeavingLink, "../b"),
            ]);
    }

    [Test]
    public void A_folder_that_is_not_there_holds_nothing()
    {
        File.WriteAllText(At("file"), "");

        _files.List("gone").ShouldBeEmpty();
        _files.List("file").ShouldBeEmpty();
    }

    [Test]
    [CancelAfter(10_000)]
    public void What_is_not_a_file_is_refused_and_never_opened()
    {
        ExternalProgram.Run("/", "mkfifo", At("pipe"));

        Directory.CreateDirectory(At("folder"));
        File.CreateSymbolicLink(At("nowhere"), "gone");
        File.CreateSymbolicLink(At("circle"), "circle");
        File.CreateSymbolicLink(At("device"), "/dev/zero");
        using (var large = File.Create(At("large")))
        {
            large.SetLength(70_000_000);
        }

        Refusal("pipe").ShouldBe("pipe: this is a pipe; put a file in its place");
        Refusal("folder").ShouldBe("folder: this is a folder; put a file in its place");
        Refusal("nowhere").ShouldBe("nowhere: this is a link to gone, which does not exist; replace it with a file");
        Refusal("circle").ShouldBe("circle: this is a link to circle, which leads in a circle; replace it with a file");
        Refusal("device").ShouldBe("device: this is a device; put a file in its place");
        Refusal("large").ShouldBe("large: this is a file of 70 MB; write at most 64 MiB");
    }

    private string Refusal(string file) => Should.Throw<PlatformException>(() => _files.Read(file)).Message;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(8 * 1024)]
    [TestCase(100_000)]
    public void A_file_is_read_whatever_its_size(int length)
    {
        var text = new string('ü', length / 2) + new string('x', length % 2);
        File.WriteAllText(At("file"), text);

        _files.Read("file").ShouldBe(text);
    }

    [Test]
    public void A_file_is_read_in_the_encoding_that_it_begins_with()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            File.WriteAllText(At("file"), "a: ü\n", encoding);
            _files.Read("file").ShouldBe("a: ü\n");
        }

        File.WriteAllBytes(At("file"), [(byte)'a', 0xFC]);
        _files.Read("file").ShouldBe("a\uFFFD");
    }

    [Test]
    public void A_file_that_is_not_there_has_no_text()
    {
        _files.Read("gone").ShouldBeNull();
        _files.Read("gone/file").ShouldBeNull();
    }

    private string At(string path) => Path.Combine(_folder.Path, path);
}
