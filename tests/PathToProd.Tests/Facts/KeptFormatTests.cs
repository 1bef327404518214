using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts;

/// <summary>What is kept records which version of Path to Prod wrote it, and is read by others as far as they know its format.</summary>
public sealed class KeptFormatTests
{
    private static readonly string Newer =
        $"this line has the format 2 of Path to Prod 0.9.0, and {ProductVersion.Current} reads formats up to 1, and is ignored";

    [Test]
    public void A_ledger_records_the_version_at_the_start_of_an_attempt()
    {
        var line = LedgerText.Write(Start() with { Product = "0.4.0" });

        line.ShouldContain(",\"product\":\"0.4.0\",\"sum\":");
        LedgerText.Read(line + "\n").Entries.Single().Product.ShouldBe("0.4.0");
        LedgerText.Write(Start()).ShouldNotContain("product");
        LedgerText.Read(LedgerText.Write(Start()) + "\n").Entries.Single().Product.ShouldBeNull();
    }

    [Test]
    public void A_line_of_a_ledger_in_a_newer_format_is_refused_by_name_and_leaves_its_component_in_doubt()
    {
        var line = Renewed(LedgerText.Write(Start()), "\"sum\"");

        var reading = LedgerText.Read(line + "\n");

        reading.Entries.ShouldBeEmpty();
        reading
            .Problems.Select(problem => problem.ToString())
            .ShouldBe([
                $"ledger.jsonl(1,1): {Newer}; restore it from the file's history, or use the version of this program that wrote it; "
                    + "until then the state of net is unknown, unless it was deployed or removed since",
            ]);
        reading.Doubts.Single().Component.ShouldBe("net");
    }

    [Test]
    public void Evidence_records_the_version_under_its_digest_and_a_newer_format_is_refused()
    {
        var evidence = EvidenceSamples.All[0] with { Product = "0.4.0" };
        var (line, digest) = EvidenceText.Write(evidence);

        line.ShouldContain(",\"product\":\"0.4.0\",\"digest\":");
        EvidenceText.Read(line + "\n").Entries.Single().Product.ShouldBe("0.4.0");
        digest.ShouldNotBe(EvidenceText.Write(EvidenceSamples.All[0]).Digest);

        var body = line[..line.LastIndexOf(",\"digest\":\"", StringComparison.Ordinal)]
            .Replace("\"product\":\"0.4.0\"", "\"product\":\"0.9.0\"", StringComparison.Ordinal)
            .Replace("{\"kind\":\"state\"", "{\"format\":2,\"kind\":\"law\"", StringComparison.Ordinal);
        var newer = $"{body},\"digest\":\"{Digest.Of(System.Text.Encoding.UTF8.GetBytes(body + "}"))}\"}}";
        EvidenceText
            .Read(newer + "\n", "evidence.jsonl")
            .Problems.Single()
            .ToString()
            .ShouldStartWith($"evidence.jsonl(1,1): {Newer}; ");
    }

    [Test]
    public void A_record_of_a_promotion_keeps_the_version_that_its_signature_is_over()
    {
        var record = new PromotionRecord.Held
        {
            Head = new RecordHead("1", DateTimeOffset.UnixEpoch, "ann", "calm", Product: "0.4.0"),
            Environment = "prod",
        };
        var line = PromotionText.Write(record);

        var read = PromotionText.Read(line + "\n").History.Records.Single();

        read.Head.Product.ShouldBe("0.4.0");
        RecordDigest.Of(read).ShouldBe(RecordDigest.Of(record));
        PromotionText
            .Read(Renewed(line, "\"sum\"") + "\n")
            .Problems.Single()
            .ToString()
            .ShouldStartWith($"promotions.jsonl(1,1): {Newer}; ");
    }

    [Test]
    public void A_journal_records_the_version_that_runs()
    {
        var started = new JournalEvent.RunStarted(
            DateTimeOffset.UnixEpoch,
            RunId.Of(DateTimeOffset.UnixEpoch, 1),
            "Deploy",
            "sandbox"
        )
        {
            Product = "0.4.0",
        };
        var line = JournalText.Write(started);

        JournalText.Read(line + "\n").Events.Single().ShouldBe(started);
        JournalText
            .Read(Renewed(line, "\"sum\"") + "\n")
            .Problems.Single()
            .ToString()
            .ShouldStartWith($"journal.jsonl(1,1): {Newer}; ");
    }

    [Test]
    public void The_version_is_that_of_all_packages() =>
        SourceTree.Read("Directory.Build.props").ShouldContain($"<Version>{ProductVersion.Current}</Version>");

    private static LedgerEntry Start() => new LedgerBuilder().Deploy("net", "1.0.0").Entries[0];

    /// <summary>The line as a later version would write it.</summary>
    private static string Renewed(string line, string last)
    {
        var body = line[..line.LastIndexOf("," + last, StringComparison.Ordinal)];
        var at = body.LastIndexOf(",\"product\"", StringComparison.Ordinal);
        using var document = System.Text.Json.JsonDocument.Parse((at < 0 ? body : body[..at]) + "}");
        return JsonLine.Write(writer =>
        {
            foreach (var field in document.RootElement.EnumerateObject())
            {
                field.WriteTo(writer);
            }

            writer.WriteString("product", "0.9.0");
            writer.WriteNumber("format", 2);
        });
    }
}
