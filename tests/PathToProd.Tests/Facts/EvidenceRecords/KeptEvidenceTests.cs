using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.EvidenceRecords;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceSamples;

namespace PathToProd.Tests.Facts.EvidenceRecords;

public sealed class KeptEvidenceTests
{
    private static readonly byte[] Digest = SHA256.HashData("the first bytes"u8);

    [Test]
    public void Whatever_lines_said_is_kept_whole() =>
        Prop.ForAll(
                Evidences().ListOf().ToArbitrary(),
                evidence =>
                {
                    var reader = new EvidenceReader();
                    reader.ReadLines(Encoding.UTF8.GetBytes(Write(evidence) + "no evidence\n\n<<<<<<< ours\n"));
                    var before = reader.SoFar;

                    var kept = KeptEvidence.Of(KeptEvidence.Write(before, Digest))!;
                    var after = kept.Prefix;

                    return kept.Digest.SequenceEqual(Digest)
                        && kept.Length == before.Length
                        && (after.Length, after.Lines) == (before.Length, before.Lines)
                        && Shown(after.Reading(EvidenceFile)) == Shown(before.Reading(EvidenceFile));
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void What_many_lines_share_is_kept_once_and_is_the_same_object_again()
    {
        var lines = Enumerable.Range(0, 200).Select(number => All[0] with { Run = $"run-{number}" }).ToArray();
        // Read in two halves, so that each half has objects of its own.
        var first = new EvidenceReader();
        first.ReadLines(Encoding.UTF8.GetBytes(Write(lines[..100])));
        var second = new EvidenceReader(first.SoFar);
        second.ReadLines(Encoding.UTF8.GetBytes(Write(lines[100..])));

        var bytes = KeptEvidence.Write(second.SoFar, Digest);
        var entries = KeptEvidence.Of(bytes)!.Prefix.Entries;

        bytes.Length.ShouldBeLessThan(200 * 100);
        entries.Length.ShouldBe(200);
        entries.ShouldAllBe(one => ReferenceEquals(one.Members, entries[0].Members));
        entries.ShouldAllBe(one => ReferenceEquals(one.Tools, entries[0].Tools));
        entries.ShouldAllBe(one => ReferenceEquals(one.Tests[1].Test, entries[0].Tests[1].Test));
    }

    [Test]
    public void A_time_of_another_zone_stays_as_it_was_written()
    {
        var evidence = State(A) with { Start = new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromMinutes(-210)) };
        var prefix = new EvidencePrefix(1, 1, [evidence], []);

        KeptEvidence
            .Of(KeptEvidence.Write(prefix, Digest))!
            .Prefix.Entries.Single()
            .Start.ToString("O")
            .ShouldBe(evidence.Start.ToString("O"));
    }

    [Test]
    public void Bytes_that_were_changed_anywhere_or_cut_off_anywhere_are_not_taken()
    {
        var reader = new EvidenceReader();
        reader.ReadLines(Encoding.UTF8.GetBytes(Write(All)));
        var bytes = KeptEvidence.Write(reader.SoFar, Digest);
        KeptEvidence.Of(bytes).ShouldNotBeNull();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            KeptEvidence.Of(bytes).ShouldBeNull($"changed at {at}");
            bytes[at] ^= 1;
            KeptEvidence.Of(bytes[..at]).ShouldBeNull($"cut off at {at}");
        }
    }

    [Test]
    public void What_another_build_of_the_program_kept_is_not_taken_though_it_is_whole()
    {
        var bytes = KeptEvidence.Write(EvidencePrefix.None, Digest);
        var build = typeof(KeptEvidence).Module.ModuleVersionId.ToByteArray();

        bytes.AsSpan(8, 16).SequenceEqual(build).ShouldBeTrue();
        Guid.NewGuid().TryWriteBytes(bytes.AsSpan(8));

        KeptEvidence.Of(bytes).ShouldBeNull();
    }
}
