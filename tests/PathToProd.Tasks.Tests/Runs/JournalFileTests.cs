using PathToProd.Facts.Runs;
using PathToProd.Tasks.Runs;

namespace PathToProd.Tasks.Tests.Runs;

public sealed class JournalFileTests
{
    [Test]
    public void Events_of_many_threads_are_whole_lines()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(Path.Combine(folder.Path, "run", "journal.jsonl"));
        var at = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

        Parallel.For(0, 100, i => journal.Append(new JournalEvent.NodeStarted(at, $"c{i}")));

        var reading = journal.Read();
        reading.Problems.ShouldBeEmpty();
        reading.Events.Length.ShouldBe(100);
    }

    [Test]
    public async Task A_flush_waits_while_another_process_adds_a_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder["journal.jsonl"];
        var journal = new JournalFile(path);
        journal.Append(new JournalEvent.NodeStarted(DateTimeOffset.UnixEpoch, "base"));
        Task flush;
        using (File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            flush = Task.Run(journal.Flush);
            Task.WaitAny([flush], millisecondsTimeout: 200);
            flush.IsCompleted.ShouldBeFalse();
        }

        await flush;
    }

    [Test]
    public void Events_that_are_added_at_once_are_read_one_by_one()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(folder["journal.jsonl"]);
        var at = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
        var build = new StageResult("Build", TimeSpan.Zero, StageOutcome.Unchanged, "as before", LogFile: null);
        JournalEvent[] happened =
        [
            new JournalEvent.StageEnded(at, "base", build),
            new JournalEvent.NodeEnded(at, "base", NodeOutcome.Unchanged, Cause: null),
        ];

        journal.Append([]);
        journal.Append(happened);
        journal.Append(happened[1]);

        journal.Read().Problems.ShouldBeEmpty();
        journal.Read().Events.ShouldBe([.. happened, happened[1]]);
    }

    [Test]
    public void A_journal_that_does_not_exist_is_empty() =>
        new JournalFile(Path.Combine(Path.GetTempPath(), "no-such-folder", "journal.jsonl"))
            .Read()
            .Events.ShouldBeEmpty();

    [Test]
    public void Events_of_many_threads_that_must_be_on_the_disk_are_whole_lines_too()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(folder["journal.jsonl"]);
        var at = new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
        var threads = Enumerable
            .Range(0, 16)
            .Select(thread => new Thread(() =>
            {
                for (var i = 0; i < 10; i++)
                {
                    journal.Append(new JournalEvent.StageStarted(at, $"c{thread}", $"s{i}"), isDurable: true);
                }
            }))
            .ToArray();

        Array.ForEach(threads, thread => thread.Start());
        threads.ShouldAllBe(thread => thread.Join(TimeSpan.FromMinutes(1)));

        journal.Read().Problems.ShouldBeEmpty();
        journal.Read().Events.Length.ShouldBe(160);
    }
}
