using System.Text;
using PathToProd.Facts.EvidenceRecords;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceSamples;

namespace PathToProd.Tests.Facts.EvidenceRecords;

/// <summary>Whole files, whatever became of them and in whatever pieces they are read.</summary>
public sealed class EvidenceReaderTests
{
    [Test]
    public void A_file_torn_at_any_byte_loses_at_most_its_last_line()
    {
        var bytes = Encoding.UTF8.GetBytes(Write(All));
        for (var length = 0; length <= bytes.Length; length++)
        {
            var part = bytes.AsSpan(0, length);
            var whole = part.Count((byte)'\n');
            var rest = part[(part.LastIndexOf((byte)'\n') + 1)..];
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

    [Test]
    public void A_file_that_is_read_on_from_any_of_its_line_ends_says_what_it_says_as_a_whole()
    {
        var signed = All[0] with { Signature = "c2lnbmVk" };
        var bytes = Encoding.UTF8.GetBytes(
            $"\uFEFF{Write(All)}no evidence\n\n=======\r\n{Write(signed, State(A), All[1])}torn"
        );
        var whole = EvidenceText.Read(bytes, EvidenceFile);
        for (var size = 0; size <= bytes.Length; size++)
        {
            var first = new EvidenceReader();
            var read = first.ReadLines(bytes.AsSpan(0, size));
            first.SoFar.Length.ShouldBe(read);
            var next = new EvidenceReader(first.SoFar);
            next.ReadRest(bytes.AsSpan(read + next.ReadLines(bytes.AsSpan(read))));

            Shown(next.SoFar.Reading(EvidenceFile)).ShouldBe(Shown(whole), $"read on from {read}");
        }

        whole.Entries.Select(one => one.Line).ShouldBe([7, 2, 3, 8]);
        whole.Problems.Select(problem => problem.Where!.Value.Line).ShouldBe([4, 6, 10]);
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
}
