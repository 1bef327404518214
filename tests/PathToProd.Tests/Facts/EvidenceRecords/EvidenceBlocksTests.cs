using System.Text;
using PathToProd.Facts.EvidenceRecords;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceSamples;

namespace PathToProd.Tests.Facts.EvidenceRecords;

/// <summary>Whole files, however they are cut into blocks and whatever became of them.</summary>
public sealed class EvidenceBlocksTests
{
    [Test]
    public void A_file_torn_at_any_byte_loses_at_most_its_last_line()
    {
        var bytes = Encoding.UTF8.GetBytes(Write(All));
        for (var length = 0; length <= bytes.Length; length++)
        {
            var part = bytes.AsMemory(0, length);
            var whole = part.Span.Count((byte)'\n');
            var rest = part.Span[(part.Span.LastIndexOf((byte)'\n') + 1)..];
            var isWhole = rest.Length > 0 && rest[^1] == '}' && (length == bytes.Length || bytes[length] == '\n');

            var reading = EvidenceText.Read(part, EvidenceFile);

            reading.Entries.Length.ShouldBe(whole + (isWhole ? 1 : 0), $"torn at {length}");
            reading.Problems.Length.ShouldBe(rest.Length > 0 && !isWhole ? 1 : 0, $"torn at {length}");
        }
    }

    [Test]
    public void Any_change_of_any_byte_is_noticed()
    {
        var bytes = Encoding.UTF8.GetBytes(EvidenceText.Write(All[0]).Line + "\n");
        for (var at = 0; at < bytes.Length - 1; at++)
        {
            var before = bytes[at];
            bytes[at] ^= 1;
            var reading = EvidenceText.Read(bytes, EvidenceFile);
            bytes[at] = before;

            reading.Entries.ShouldBeEmpty($"changed at {at}");
            reading.Problems.Length.ShouldBeInRange(1, 2, $"changed at {at}");
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    [TestCase(900)]
    [TestCase(4096)]
    public void Blocks_of_any_size_and_any_number_of_threads_read_the_same(int blockSize)
    {
        var evidence = Enumerable
            .Range(0, 60)
            .Select(number => All[number % 3] with { Run = $"run-{number}" })
            .ToArray();
        var text = Write(evidence).Insert(0, "no evidence\n\n") + "torn";
        var bytes = Encoding.UTF8.GetBytes(text);

        foreach (var threads in new[] { 1, 2, 5 })
        {
            var reading = EvidenceText.Read(bytes.Length, ReadAtMost(bytes, 100), EvidenceFile, threads, blockSize);

            reading.Entries.Select(one => one.Run).ShouldBe(evidence.Select(one => one.Run));
            reading.Entries.Select(one => one.Line).ShouldBe(Enumerable.Range(3, 60));
            reading.Problems.Select(problem => problem.Where!.Value.Line).ShouldBe([1, 63]);
        }
    }

    [Test]
    public void A_file_that_is_shorter_than_was_said_ends_where_it_ends()
    {
        var bytes = Encoding.UTF8.GetBytes(Write(All));

        var reading = EvidenceText.Read(bytes.Length + 5000, ReadAtMost(bytes, 300), EvidenceFile, 2, 500);

        reading.Entries.Length.ShouldBe(3);
        reading.Problems.ShouldBeEmpty();
    }

    [Test]
    public void A_line_may_be_longer_than_a_block_and_than_any_before()
    {
        var evidence = new[] { 1, 40, 2, 90 }
            .Select(tests => State(A, tests: [.. Enumerable.Range(0, tests).Select(test => Test($"ingress/{test}"))]))
            .ToArray();
        var bytes = Encoding.UTF8.GetBytes(Write(evidence));

        var reading = EvidenceText.Read(bytes.Length, ReadAtMost(bytes, 5000), EvidenceFile, 1, 1000);

        bytes.Length.ShouldBeGreaterThan(20_000);
        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(one => one.Tests.Length).ShouldBe([1, 40, 2, 90]);
    }

    [Test]
    public void Two_files_that_are_merged_by_union_give_the_same_in_any_order()
    {
        var random = new Random(7);
        for (var round = 0; round < Cases.Of(50); round++)
        {
            var all = Enumerable
                .Range(0, 12)
                .Select(number => All[number % 3] with { Run = $"run-{number}" })
                .ToArray();
            var common = random.Next(6);
            var left = all[..common].Concat(all[common..].Where(_ => random.Next(2) == 0)).ToArray();
            var right = all[..common].Concat(all[common..].Except(left)).ToArray();
            var shuffled = left.Concat(right).ToArray();
            random.Shuffle(shuffled);

            EvidenceText
                .Read(Write(shuffled))
                .Entries.Select(one => one.Digest)
                .ShouldBe(all.Select(one => EvidenceText.Write(one).Digest), ignoreOrder: true);
        }
    }

    private static ReadAt ReadAtMost(byte[] bytes, int most) =>
        (offset, buffer) =>
        {
            var count = (int)Math.Max(0, Math.Min(Math.Min(most, buffer.Length), bytes.Length - offset));
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
            return count;
        };
}
