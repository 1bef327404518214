using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class SourceIndexTests : IDisposable
{
    private const string File1 = "components/web/manifests/a.yaml";

    private readonly SourceBed _bed = new SourceBed().Component("web").Write(File1, "a: 1\n");

    private string Index => _bed.Workspace.Index;

    public void Dispose() => _bed.Dispose();

    [Test]
    public void Unchanged_files_are_not_opened_again_and_the_index_is_not_written_again()
    {
        var first = _bed.Read();
        _bed.Opened.ShouldBe(["components/web/component.yaml", File1]);
        var written = File.GetLastWriteTimeUtc(Index);

        var second = _bed.Read();

        _bed.Opened.ShouldBeEmpty();
        second.Files.ShouldBe(first.Files);
        second.Inputs.ShouldBe(first.Inputs);
        File.GetLastWriteTimeUtc(Index).ShouldBe(written);
    }

    [Test]
    public void A_change_of_which_the_disk_says_nothing_is_noticed_unless_the_file_was_at_rest_for_two_seconds(
        [Values(0, 1999, 2001)] int milliseconds
    )
    {
        var time = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        var nanoseconds = time.ToUnixTimeMilliseconds() * 1_000_000;
        _bed.Disk.Telling = facts => facts with { Modified = nanoseconds, Changed = nanoseconds };
        _bed.Clock.Still = time.AddMilliseconds(milliseconds);
        var before = _bed.Read().Digest;

        _bed.Write(File1, "a: 2\n");

        // That it is not noticed after two seconds shows that nothing else notices it before.
        (_bed.Read().Digest != before).ShouldBe(milliseconds < 2000);
    }

    [Test]
    public void A_change_in_the_same_second_with_the_same_size_is_noticed()
    {
        _bed.Clock.Ahead = TimeSpan.Zero;
        var before = _bed.Read().Digest;
        var time = File.GetLastWriteTimeUtc(_bed.At(File1));

        File.WriteAllText(_bed.At(File1), "a: 2\n");
        File.SetLastWriteTimeUtc(_bed.At(File1), time);

        _bed.Read().Digest.ShouldNotBe(before);
    }

    [Test]
    public void What_was_just_written_is_read_again_until_it_is_at_rest()
    {
        _bed.Clock.Ahead = TimeSpan.Zero;
        _bed.Read();
        _bed.Read();
        _bed.Opened.Length.ShouldBe(4);
        File.Exists(Index).ShouldBeFalse();

        _bed.Clock.Ahead = TimeSpan.FromMinutes(1);
        _bed.Read();
        _bed.Opened.Length.ShouldBe(2);

        _bed.Read();
        _bed.Opened.ShouldBeEmpty();
    }

    [Test]
    public void A_file_from_the_future_is_never_trusted()
    {
        File.SetLastWriteTimeUtc(_bed.At(File1), DateTime.UtcNow.AddDays(1));
        _bed.Read();
        _ = _bed.Opened;

        _bed.Read();

        _bed.Opened.ShouldBe([File1]);
    }

    [Test]
    public void A_change_with_the_time_set_back_is_noticed()
    {
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_bed.At(File1), old);
        var before = _bed.Read();

        _bed.Change(
            File1,
            () =>
            {
                File.WriteAllText(_bed.At(File1), "a: 2\n");
                File.SetLastWriteTimeUtc(_bed.At(File1), old);
            }
        );

        _bed.Read().Inputs.ChangesSince(before.Inputs).Single().Name.ShouldBe("file manifests/a.yaml");
    }

    [Test]
    public void A_file_that_another_one_replaced_is_noticed()
    {
        _bed.Write("new", "a: 2\n");
        var before = _bed.Read().Digest;

        File.Move(_bed.At("new"), _bed.At(File1), overwrite: true);

        _bed.Read().Digest.ShouldNotBe(before);
    }

    [Test]
    public void A_file_that_is_added_or_removed_is_noticed_and_only_what_is_new_is_read()
    {
        var before = _bed.Read();
        _ = _bed.Opened;

        _bed.Write("components/web/manifests/0.yaml", "");
        _bed.Read().Digest.ShouldNotBe(before.Digest);
        _bed.Opened.ShouldBe(["components/web/manifests/0.yaml"]);

        File.Delete(_bed.At("components/web/manifests/0.yaml"));
        _bed.Read().Inputs.ShouldBe(before.Inputs);
        _bed.Opened.ShouldBeEmpty();
    }

    [Test]
    public void A_run_of_one_component_keeps_what_is_known_of_the_others_that_are_there()
    {
        _bed.Component("api").Component("old").Read("api");
        _bed.Read("old");
        _bed.Read("web");
        Directory.Delete(_bed.At("components/old"), recursive: true);
        _bed.Write("components/web/new", "").Read("web");
        _ = _bed.Opened;

        _bed.Read("api");
        _bed.Opened.ShouldBeEmpty();
        IndexFormat.Sections(File.ReadAllBytes(Index))!.Keys.ShouldBe(["api", "web"]);
    }

    [Test]
    public void A_damaged_or_cut_index_is_ignored(
        [Values("head", "body", "cut", "empty", "version", "folder")] string how
    )
    {
        var before = _bed.Read();
        _ = _bed.Opened;
        var bytes = File.ReadAllBytes(Index);
        File.Delete(Index);
        switch (how)
        {
            case "head":
                bytes[0] ^= 1;
                break;
            case "body":
                bytes[^1] ^= 1;
                break;
            case "cut":
                bytes = bytes[..^1];
                break;
            case "empty":
                bytes = [];
                break;
            case "version":
                bytes[8] ^= 1;
                break;
            default:
                Directory.CreateDirectory(Index);
                break;
        }

        if (how != "folder")
        {
            File.WriteAllBytes(Index, bytes);
        }

        _bed.Read().Inputs.ShouldBe(before.Inputs);
        _bed.Opened.Length.ShouldBe(2);
    }

    [Test]
    public void The_format_has_not_changed_without_a_new_version()
    {
        var entry = new IndexEntry(
            "é",
            new FileFacts(1, 2, 3, 4, 5),
            new ContentDigest(new Digest($"sha256:{new('a', 64)}"), 6)
        );
        var section = new IndexSection("web", IndexFormat.Section([entry]));
        var file = IndexFormat.File([section]);

        IndexFormat.Version.ShouldBe(1u);
        Convert
            .ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))
            .ShouldBe("a23657da9a6d6d3e9fbab1ea70810ea8e7f730af5bc6ef101de16db7c443e16a");
        IndexFormat.Entries(IndexFormat.Sections(file)!["web"].Bytes).ShouldBe([entry]);
    }

    [Test]
    public void Many_may_write_the_index_at_once_and_it_stays_whole()
    {
        Parallel.For(
            0,
            40,
            turn =>
            {
                using var reader = _bed.Open(null);
                _bed.Write($"components/web/{turn}", "");
                reader.Of(_bed.Manifest("web"));
                reader.Save();
                IndexFormat.Sections(File.ReadAllBytes(Index)).ShouldNotBeNull();
            }
        );

        Directory.GetFiles(_bed.Workspace.Artifacts).ShouldBe([Index]);
    }

    [Test]
    public void An_index_that_cannot_be_written_is_not_a_failure()
    {
        _bed.Write("artifacts", "not a folder");

        var first = _bed.Read();

        _bed.Read().Inputs.ShouldBe(first.Inputs);
    }

    [Test]
    public void Where_the_system_says_less_size_and_time_are_what_counts()
    {
        var full = SourceDisk.Instance.Facts(_bed.At(File1), follow: true)!;
        var plain = FileFacts.Plain(_bed.At(File1), follow: true)!;

        plain.ShouldBe(full with { Changed = 0, Inode = 0, Modified = full.Modified / 100 * 100 });
        FileFacts.Plain(_bed.At("components"), follow: false)!.IsFolder.ShouldBeTrue();
        FileFacts.Plain(_bed.At("none"), follow: false).ShouldBeNull();
    }

    [Test]
    public void Links_are_looked_at_or_through()
    {
        _bed.Link("components/web/link", "manifests/a.yaml").Link("components/web/nowhere", "none");
        foreach (var facts in (Func<string, bool, FileFacts?>[])[SourceDisk.Instance.Facts, FileFacts.Plain])
        {
            facts(_bed.At("components/web/link"), false)!.IsLink.ShouldBeTrue();
            facts(_bed.At("components/web/link"), true)!.Size.ShouldBe(5);
            facts(_bed.At("components/web/nowhere"), true).ShouldBeNull();
        }
    }
}
