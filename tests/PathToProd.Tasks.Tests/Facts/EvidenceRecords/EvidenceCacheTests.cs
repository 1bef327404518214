using System.Text;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Runs;
using static PathToProd.Tasks.Tests.Facts.EvidenceRecords.EvidenceFileTests;

namespace PathToProd.Tasks.Tests.Facts.EvidenceRecords;

public sealed class EvidenceCacheTests
{
    // Long after the times of the files that are made up here.
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private TemporaryFolder _folder = null!;
    private FileFacts? _facts;

    private Workspace Workspace => new(_folder.Path);

    private string Kept => Path.Combine(Workspace.ReadEvidence, "lines");

    private string Seen => Path.Combine(Workspace.ReadEvidence, "seen");

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(Workspace.Evidence)!);
        _facts = Changed(1000);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>Any history of a file, with what an earlier reading kept and without.</summary>
    [Test]
    public void What_is_read_with_the_help_of_an_earlier_reading_is_what_the_file_says()
    {
        var random = new Random(11);
        for (var history = 0; history < 60; history++)
        {
            var bytes = Array.Empty<byte>();
            for (var step = 0; step < 12; step++)
            {
                bytes = Next(bytes, random, $"{history}-{step}");
                _facts = Changed(history * 100 + step + 1);
                Write(bytes);
                Damage(random);

                ShouldRead(bytes);
                ShouldRead(bytes);
            }
        }
    }

    [Test]
    public void A_file_that_was_not_changed_is_not_read_again()
    {
        Write(Lines("run-1", "run-2"));
        ShouldRead(Lines("run-1", "run-2"));

        // As the file system says that nobody wrote to it, this is not even noticed.
        Write(Lines("run-3", "run-4"));
        ShouldRead(Lines("run-1", "run-2"));

        _facts = _facts! with { Changed = _facts.Changed + 1 };
        ShouldRead(Lines("run-3", "run-4"));
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    [TestCase(1999, false)]
    [TestCase(2000, false)]
    [TestCase(2001, true)]
    public void A_file_is_read_again_when_it_was_changed_just_before_it_was_looked_at(int milliseconds, bool isTrusted)
    {
        _facts = Changed((Now.AddMilliseconds(-milliseconds) - DateTimeOffset.UnixEpoch).Ticks * 100);
        Write(Lines("run-1"));
        ShouldRead(Lines("run-1"));

        Write(Lines("run-2"));
        ShouldRead(Lines(isTrusted ? "run-1" : "run-2"));
    }

    [Test]
    public void A_file_is_read_again_where_the_system_does_not_tell_when_it_was_changed()
    {
        _facts = Changed(0);
        Write(Lines("run-1"));
        ShouldRead(Lines("run-1"));

        Write(Lines("run-2"));
        ShouldRead(Lines("run-2"));
    }

    [Test]
    public void A_file_that_is_changed_while_it_is_read_is_read_again()
    {
        var looks = 0;
        Write(Lines("run-1"));
        Read(new EvidenceCache(Workspace) { WorthKeeping = 0, Look = () => Changed(++looks) });
        _facts = Changed(1);

        Write(Lines("run-2"));
        ShouldRead(Lines("run-2"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_or_read_only_costs_time()
    {
        Directory.CreateDirectory(Workspace.Artifacts);
        File.WriteAllText(Workspace.ReadEvidence, "a file where the folder would be");
        Write(Lines("run-1"));

        ShouldRead(Lines("run-1"));
        ShouldRead(Lines("run-1"));

        File.Delete(Workspace.ReadEvidence);
        Directory.CreateDirectory(Kept);
        Directory.CreateDirectory(Seen);
        ShouldRead(Lines("run-1"));
        ShouldRead(Lines("run-1"));
    }

    [Test]
    public void Nothing_is_kept_of_evidence_that_is_read_in_no_time()
    {
        Write(Lines("run-1"));

        Read(new EvidenceCache(Workspace) { WorthKeeping = new FileInfo(Workspace.Evidence).Length + 1 });

        Directory.Exists(Workspace.ReadEvidence).ShouldBeFalse();
    }

    [Test]
    public void Lines_may_be_longer_than_what_is_read_at_once()
    {
        var text = Encoding.UTF8.GetString(Lines("run-1", new string('x', 3_000_000), "run-2")) + "torn";
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes);

        ShouldRead(bytes);
        ShouldRead(bytes);
    }

    [Test]
    [CancelAfter(30_000)]
    public void Many_that_read_at_once_while_lines_are_added_each_read_what_is_there(CancellationToken cancellation)
    {
        var file = new EvidenceFile(Workspace);
        file.Append(One("run-0"));
        Parallel.For(
            0,
            6,
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = cancellation },
            reader =>
            {
                for (var round = 1; round <= 10; round++)
                {
                    file.Append(One($"{reader}-{round}"));
                    var read = Read(new EvidenceCache(Workspace) { WorthKeeping = 0 });
                    read.Problems.ShouldBeEmpty();
                    read.Entries.Count(one => one.Run.StartsWith($"{reader}-", StringComparison.Ordinal))
                        .ShouldBe(round);
                }
            }
        );

        Read(new EvidenceCache(Workspace) { WorthKeeping = 0 }).Entries.Length.ShouldBe(61);
        Directory.GetFiles(Workspace.ReadEvidence, "*.tmp").ShouldBeEmpty();
    }

    /// <summary>With the real file system and clock.</summary>
    [Test]
    public void Evidence_of_some_size_is_kept_and_its_tail_is_read()
    {
        var file = new EvidenceFile(Workspace);
        file.Append(Enumerable.Range(0, 2500).Select(number => One($"run-{number}")));
        var first = file.Read();
        var kept = File.ReadAllBytes(Kept);
        var again = file.Read();
        file.Append(One("run-0"), One("last"));
        var more = file.Read();

        first.Entries.Length.ShouldBe(2500);
        Shown(again).ShouldBe(Shown(first));
        more.Entries.Length.ShouldBe(2501);
        more.Entries[^1].Line.ShouldBe(2502);
        KeptEvidence.Of(kept)!.Prefix.Lines.ShouldBe(2500);
        KeptEvidence.Of(File.ReadAllBytes(Kept))!.Prefix.Lines.ShouldBe(2502);
        kept.Length.ShouldBeLessThan((int)new FileInfo(Workspace.Evidence).Length / 5);
    }

    private static FileFacts Changed(long nanoseconds) => new(1, 2, nanoseconds, 4, FileFacts.File);

    private static byte[] Lines(params IEnumerable<string> runs) =>
        Encoding.UTF8.GetBytes(string.Concat(runs.Select(run => EvidenceText.Write(One(run)).Line + "\n")));

    /// <summary>What may become of a file: mostly lines are added.</summary>
    private static byte[] Next(byte[] bytes, Random random, string run)
    {
        switch (random.Next(10))
        {
            case 0 when bytes.Length > 0:
                var changed = bytes.ToArray();
                changed[random.Next(bytes.Length)] ^= 1;
                return changed;
            case 1:
                return bytes[..random.Next(bytes.Length + 1)];
            case 2:
                var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                random.Shuffle(lines);
                return Encoding.UTF8.GetBytes(
                    string.Concat(lines.Concat(lines.Take(1)).Select(line => line + "\n")) + "<<<<<<< ours\n"
                );
            case 3:
                return [.. bytes, .. Lines(run)[..random.Next(100)]];
            case 4:
                return [.. bytes, .. Lines(run)[..^1]];
            case 5:
                return [.. Lines(run), .. bytes];
            default:
                return [.. bytes, .. Lines($"{run}-a", $"{run}-b")];
        }
    }

    private void Write(byte[] bytes) => File.WriteAllBytes(Workspace.Evidence, bytes);

    /// <summary>Now and then, what was kept is damaged, cut off, or gone.</summary>
    private void Damage(Random random)
    {
        var file = random.Next(2) == 0 ? Kept : Seen;
        if (random.Next(4) != 0 || !File.Exists(file))
        {
            return;
        }

        var bytes = File.ReadAllBytes(file);
        switch (random.Next(3))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= 4;
                File.WriteAllBytes(file, bytes);
                break;
            case 1:
                File.WriteAllBytes(file, bytes[..random.Next(bytes.Length)]);
                break;
            default:
                File.Delete(file);
                break;
        }
    }

    private void ShouldRead(byte[] bytes) =>
        Shown(
                Read(
                    new EvidenceCache(Workspace)
                    {
                        WorthKeeping = 0,
                        Look = () => _facts,
                        Clock = new SetClock { Now = Now },
                    }
                )
            )
            .ShouldBe(Shown(EvidenceText.Read(bytes)));

    private EvidenceReading Read(EvidenceCache cache) =>
        new AppendOnlyFile(Workspace.Evidence, "the evidence", isDurable: false).Read(
            (handle, length) => cache.Read(handle!, length).Reading(EvidenceText.FileName)
        );

    private static string Shown(EvidenceReading reading) =>
        string.Join(
            '\n',
            reading
                .Entries.Select(one => $"{one.Line} {one.Digest} {EvidenceText.Write(one).Line}")
                .Concat(reading.Problems.Select(problem => problem.ToString()))
        );
}
