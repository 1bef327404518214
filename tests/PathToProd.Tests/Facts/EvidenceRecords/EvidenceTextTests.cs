using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceSamples;

namespace PathToProd.Tests.Facts.EvidenceRecords;

public sealed class EvidenceTextTests
{
    [Test]
    public void Evidence_is_one_line_of_JSON_each() => Snapshot.Match(Write(All));

    [Test]
    public void What_is_written_is_read_again_with_its_line_and_digest()
    {
        var reading = EvidenceText.Read(Write(All), EvidenceFile);

        reading.Problems.ShouldBeEmpty();
        reading.File.ShouldBe(EvidenceFile);
        reading.Entries.Select(one => one.Line).ShouldBe([1, 2, 3]);
        reading.Entries.Select(one => one.Digest).ShouldBe(All.Select(one => EvidenceText.Write(one).Digest));
        Write(reading.Entries).ShouldBe(Write(All));
        reading.Entries[0].Members["ingress"].ShouldBe(A.Members["ingress"]);
        reading.Entries[2].Start.ShouldBe(All[2].Start);
    }

    [Test]
    public void The_digest_is_that_of_the_object_without_digest_and_signature()
    {
        var (line, digest) = EvidenceText.Write(All[1]);

        var body = line[..line.IndexOf(",\"digest\":\"sha256:" + digest.Hex, StringComparison.Ordinal)] + "}";
        digest.ToString().ShouldBe("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
        EvidenceText.Write(All[1] with { Signature = null }).Digest.ShouldBe(digest);
        EvidenceText.Write(All[1] with { Signature = null }).Line.ShouldBe($"{body[..^1]},\"digest\":\"{digest}\"}}");
    }

    [Test]
    public void No_text_at_all_is_no_evidence_and_no_problem()
    {
        var reading = EvidenceText.Read("");

        reading.Entries.ShouldBeEmpty();
        reading.Problems.ShouldBeEmpty();
    }

    [Test]
    public void A_truncated_last_line_is_reported_and_ignored() =>
        ShouldTell(
            Write(All[0]) + EvidenceText.Write(All[1]).Line[..200],
            1,
            $"{EvidenceFile}(2,1): the last line was being written when the program was killed, and is ignored; "
                + "nothing has to be done: what it was about counts as never tested"
        );

    [Test]
    public void A_truncated_line_that_others_follow_is_reported_and_ignored() =>
        ShouldTell(
            EvidenceText.Write(All[1]).Line[..200] + "\n" + Write(All[0]),
            1,
            $"{EvidenceFile}(1,1): this line is not whole: it does not end with its digest, and is ignored; "
                + "restore it from the file's history if it matters"
        );

    [Test]
    public void A_line_that_a_hand_changed_is_reported_and_ignored() =>
        ShouldTell(
            Write(All)
                .Replace(
                    "\"outcome\":\"failed\",\"error\"",
                    "\"outcome\":\"passed\",\"error\"",
                    StringComparison.Ordinal
                ),
            2,
            $"{EvidenceFile}(2,1): this line was changed after it was written: its digest does not fit, and is ignored; "
                + "restore it from the file's history if it matters"
        );

    [Test]
    public void Conflict_marks_that_a_merge_left_behind_are_reported_and_the_lines_of_both_sides_count() =>
        ShouldTell(
            $"{Write(All[0])}<<<<<<< HEAD\n{Write(All[1])}||||||| base\n=======\n{Write(All[2])}>>>>>>> other\n",
            3,
            [
                .. new[] { 2, 4, 5, 7 }.Select(line =>
                    $"{EvidenceFile}({line},1): this line is a conflict mark that a merge left behind, and is ignored; "
                    + $"take it away and keep the lines of both sides; {EvidenceFile} merge=union in .gitattributes does that by itself"
                ),
            ]
        );

    [Test]
    public void Evidence_whose_set_is_not_the_digest_of_its_components_never_counts() =>
        ShouldTell(
            Write(State(A) with { Members = B.Members }),
            0,
            $"{EvidenceFile}(1,1): this line names a set that is not the digest of its components, and is ignored; "
                + "restore it from the file's history if it matters"
        );

    [TestCase("\"kind\":\"state\"", "\"kind\":\"rumour\"", "has a kind \"rumour\", which is not known")]
    [TestCase("\"kind\":\"state\",", "", "has no \"kind\"")]
    [TestCase("\"kind\":\"state\"", "\"kind\":\"transition\"", "is about a step, and does not say from where")]
    [TestCase("\"environment\":\"ci-1\",", "", "has no \"environment\"")]
    [TestCase("\"environment\":\"ci-1\"", "\"environment\":7", "has a \"environment\" that is not a text")]
    [TestCase("\"kubernetes\":\"1.31.2\",", "", "has no \"kubernetes\"")]
    [TestCase("\"kubernetes\":\"1.31.2\"", "\"kubernetes\":\"new\"", "has a version \"new\", which is not SemVer")]
    [TestCase("\"kubernetes\":\"1.31.2\"", "\"kubernetes\":131", "has a \"kubernetes\" that is not a text")]
    [TestCase("\"provider\":\"sandbox\",", "", "has no \"provider\"")]
    [TestCase("\"run\":\"20261122-110000-abcdef\",", "", "has no \"run\"")]
    [TestCase("\"who\":\"ann\",", "", "has no \"who\"")]
    [TestCase("\"who\":\"ann\"", "\"who\":[]", "has a \"who\" that is not a text")]
    [TestCase(",\"outcome\":\"passed\",\"digest", ",\"digest", "has no \"outcome\"")]
    [TestCase(
        "\"outcome\":\"passed\",\"digest",
        "\"outcome\":\"fine\",\"digest",
        "has an outcome \"fine\", which is not known"
    )]
    [TestCase("\"start\":\"2026-11-22T11:00:00+00:00\",", "", "has no \"start\"")]
    [TestCase("\"2026-11-22T11:00:00+00:00\"", "\"noon\"", "has no \"start\" that is a time")]
    [TestCase("\"seconds\":84.5,\"commit", "\"commit", "has no \"seconds\"")]
    [TestCase("\"seconds\":84.5,", "\"seconds\":\"long\",", "has no \"seconds\" that is a number")]
    [TestCase("\"seconds\":84.5,", "\"seconds\":1e300,", "has no \"seconds\" that is a number")]
    [TestCase("\"tools\":{", "\"tools\":7,\"x\":{", "has \"tools\" that are not an object")]
    [TestCase("\"tests\":[", "\"tests\":7,\"x\":[", "has \"tests\" that are not a list")]
    [TestCase("\"tests\":[", "\"tests\":[7,", "has a test that is not an object")]
    [TestCase("\"components\":{", "\"components\":[],\"x\":{", "has \"components\" that are not an object")]
    [TestCase("\"ingress\":\"1.4.0@", "\"ingress\":\"1.4.0#", "has no digest of ingress behind its version and an @")]
    [TestCase("\"ingress\":\"1.4.0@", "\"ingress\":\"1.4@", "has a version \"1.4\", which is not SemVer")]
    [TestCase("{\"name\":\"ingress/smoke\",", "{", "has a test without a \"name\"")]
    [TestCase(
        "\"outcome\":\"passed\",\"seconds\":1.25",
        "\"seconds\":1.25",
        "has a test ingress/smoke without an \"outcome\""
    )]
    [TestCase(
        "\"outcome\":\"passed\",\"seconds\":1.25",
        "\"outcome\":\"ok\",\"seconds\":1.25",
        "has a test with an outcome \"ok\", which is not known"
    )]
    [TestCase("\"covers\":[", "\"covers\":7,\"x\":[", "has \"covers\" that are not a list")]
    [TestCase("\"covers\":[\"ingress\"]", "\"covers\":[7]", "has a \"covers\" that is not a text")]
    [TestCase("{\"kind\":", "[\"kind\",", "is not an object")]
    [TestCase("{\"kind\":", "{\"kind\",", "is not JSON")]
    public void A_line_that_says_too_little_or_nonsense_is_reported_and_ignored(
        string text,
        string instead,
        string what
    )
    {
        var line = EvidenceText.Write(State(A, tests: [Test("ingress/smoke", covers: ["ingress"])])).Line;
        line.ShouldContain(text);

        ShouldTell(
            Resealed(line.Replace(text, instead, StringComparison.Ordinal)) + "\n",
            0,
            $"{EvidenceFile}(1,1): this line {what}, and is ignored; restore it from the file's history if it matters"
        );
    }

    [Test]
    public void A_test_without_a_digest_is_reported()
    {
        var line = EvidenceText.Write(State(A, tests: [Test("ingress/smoke")])).Line;
        var digest = $"\"digest\":\"{SetBuilder.Digest("a")}\",";
        ShouldTell(
            Resealed(line.Replace(digest, "", StringComparison.Ordinal)) + "\n",
            0,
            $"{EvidenceFile}(1,1): this line has a test ingress/smoke without a \"digest\", and is ignored; restore it from the file's history if it matters"
        );
    }

    [Test]
    public void Lines_that_another_program_wrote_count_whatever_their_order_spaces_and_escapes()
    {
        var line = EvidenceText.Write(All[0]).Line;
        var other = Resealed(
            line.Replace("{\"kind\":\"state\",", "{ \"new\": {\"seconds\": [1]}, ", StringComparison.Ordinal)
                .Replace(
                    "\"who\":\"ann\"",
                    "\"who\" : \"\\u0061nn\", \"kind\": \"st\\u0061te\"",
                    StringComparison.Ordinal
                )
                .Replace(
                    "{\"name\":\"ingress/smoke\"",
                    "{\"other\":{},\"blocking\":true,\"name\":\"ingress\\/smoke\"",
                    StringComparison.Ordinal
                )
        );

        var reading = EvidenceText.Read(other + "\n", EvidenceFile);

        reading.Problems.ShouldBeEmpty();
        EvidenceText.Write(reading.Entries.ShouldHaveSingleItem()).Line.ShouldBe(line);
    }

    [Test]
    public void CRLF_a_byte_order_mark_and_empty_lines_do_not_matter()
    {
        var reading = EvidenceText.Read(
            "\uFEFF" + Write(All).Replace("\n", "\r\n\r\n", StringComparison.Ordinal),
            EvidenceFile
        );

        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(one => one.Line).ShouldBe([1, 3, 5]);
    }

    [Test]
    public void What_a_merge_wrote_twice_counts_once_and_a_signature_is_kept()
    {
        var signed = All[0] with { Signature = "c2lnbmVk" };

        var reading = EvidenceText.Read(Write(All[0], All[1], signed, All[0], All[1]), EvidenceFile);

        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(one => one.Line).ShouldBe([3, 2]);
        reading.Entries[0].Signature.ShouldBe("c2lnbmVk");
    }

    [Test]
    public void Any_evidence_survives_being_written_and_read() =>
        Prop.ForAll(
                Evidences().ToArbitrary(),
                evidence =>
                {
                    var (line, digest) = EvidenceText.Write(evidence);
                    var reading = EvidenceText.Read($"{line}\n{line}\n", EvidenceFile);
                    var again = reading.Entries.Single();

                    return reading.Problems.IsEmpty
                        && again.Digest == digest
                        && again.Start == evidence.Start
                        && again.Duration == evidence.Duration
                        && again.Error == evidence.Error
                        && again
                            .Tests.Select(test =>
                                (test.Name, test.Message, test.Duration, test.IsBlocking, test.Outcome)
                            )
                            .SequenceEqual(
                                evidence.Tests.Select(test =>
                                    (test.Name, test.Message, test.Duration, test.IsBlocking, test.Outcome)
                                )
                            )
                        && EvidenceText.Write(again).Line == line;
                }
            )
            .QuickCheckThrowOnFailure();

    private static void ShouldTell(string text, int entries, params string[] problems)
    {
        var reading = EvidenceText.Read(text, EvidenceFile);

        string.Join('\n', reading.Problems).ShouldBe(string.Join('\n', problems));
        reading.Entries.Length.ShouldBe(entries);
    }
}
