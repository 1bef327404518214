using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Promotions;

/// <summary>The lines of the promotions: written, read again, and what is wrong with those that cannot be read.</summary>
public sealed class PromotionTextTests
{
    private static readonly SetReference Set = new("2026.11.2", new Digest("sha256:ab12"));

    private static readonly PromotionRecord[] Kinds =
    [
        new PromotionRecord.Promoted
        {
            Head = Head(1),
            Environment = "prod",
            Set = Set,
            From = new SetReference("2026.11.1", new Digest("sha256:cd34")),
            Policy = "{}\n",
            Accepted = [new AcceptedCause("quiet", "HighLatency{service=\"ingress\"}", WasUnknown: true)],
            IsBack = true,
            PassedOver = [new SetReference("2026.11.0", new Digest("sha256:ef56"))],
            Gates = [new GateWord("works", "open", "it passed"), new GateWord("quiet", "unknown", "no one knows")],
        },
        new PromotionRecord.Approved
        {
            Head = Head(2),
            Environment = "prod",
            Set = Set,
            Policy = new Digest("sha256:01"),
            Plan = new Digest("sha256:02"),
        },
        new PromotionRecord.Overridden
        {
            Head = Head(3, "the alert is known"),
            Environment = "prod",
            Set = Set,
            Causes = [new AcceptedCause("works", "no evidence", WasUnknown: false)],
            Until = At.AddDays(1),
        },
        new PromotionRecord.Frozen { Head = Head(4, "year end"), Until = At.AddDays(30) },
        new PromotionRecord.Frozen { Head = Head(5, "audit"), Place = "prod" },
        new PromotionRecord.Unfrozen { Head = Head(6), Place = "prod" },
        new PromotionRecord.Held { Head = Head(7, "migration"), Environment = "prod" },
        new PromotionRecord.Condemned { Head = Head(8), Set = Set },
        new PromotionRecord.Released { Head = Head(9), Environment = "prod" },
        new PromotionRecord.Released { Head = Head(10), Set = Set },
        new PromotionRecord.Announced
        {
            Head = Head(11),
            Environment = "prod",
            Set = Set,
        },
        new PromotionRecord.Unverified
        {
            Head = Head(12) with { Signature = "a signature" },
            Environment = "prod",
            Set = Set,
        },
        new PromotionRecord.Approved
        {
            Head = Head(13),
            Environment = "prod",
            Set = Set,
            Policy = new Digest("sha256:01"),
            Plan = new Digest("sha256:02"),
            Commit = "0123456789abcdef0123456789abcdef01234567",
        },
        new PromotionRecord.Admitted
        {
            Head = Head(14),
            Environment = "prod",
            Set = Set,
            Accepted = [new AcceptedCause("works", "no evidence", WasUnknown: true)],
        },
        new PromotionRecord.Asked { Head = Head(13), Environments = ["prod-eu", "prod-us"] },
    ];

    private static DateTimeOffset At => new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static RecordHead Head(int id, string? reason = null) =>
        new($"r{id}", At.AddMinutes(id), "ann@laptop", reason);

    [TestCaseSource(nameof(Kinds))]
    public void A_record_is_read_as_it_was_written(PromotionRecord record)
    {
        var line = PromotionText.Write(record);

        var read = PromotionText.Read(line + "\n");

        read.Problems.ShouldBeEmpty();
        PromotionText.Write(read.History.Records.ShouldHaveSingleItem()).ShouldBe(line);
        read.History.Records[0].GetType().ShouldBe(record.GetType());
        read.History.Records[0].Head.ShouldBe(record.Head);
    }

    [Test]
    public void Every_kind_of_record_has_its_own_word_and_a_title()
    {
        Kinds
            .Select(PromotionText.Event)
            .Distinct()
            .Count()
            .ShouldBe(Kinds.Select(one => one.GetType()).Distinct().Count());
        Kinds
            .Select(PromotionText.Title)
            .ShouldBe([
                "prod: back to 2026.11.2",
                "prod: 2026.11.2 approved",
                "prod: 1 cause accepted for 2026.11.2",
                "the path: frozen",
                "prod: frozen",
                "prod: freeze ended",
                "prod: held",
                "2026.11.2 condemned",
                "prod released",
                "2026.11.2 released",
                "prod: 2026.11.2 announced",
                "prod: 2026.11.2 replaced before it was verified",
                "prod: 2026.11.2 approved in commit 01234567",
                "prod: 2026.11.2 let in without a promotion, as its causes were accepted",
                "prod-eu and prod-us: asked at the time of the schedule",
            ]);
    }

    [Test]
    public void A_line_that_is_torn_edited_or_unknown_is_reported_and_the_others_are_read()
    {
        var held = PromotionText.Write(Kinds[6]);
        var text = string.Join('\n', held, held[..40], held.Replace("prod", "ci"), held, PromotionText.Write(Kinds[7]));

        var read = PromotionText.Read(text, "environments/promotions.jsonl");

        read.History.Records.Select(PromotionText.Event).ShouldBe(["held", "condemned"]);
        read.Problems.Select(problem => problem.ToString().Split(';')[0])
            .ShouldBe([
                "environments/promotions.jsonl(2,1): this line is not whole: it does not end with its checksum, and is ignored",
                "environments/promotions.jsonl(3,1): this line was changed after it was written: its checksum does not match, and is ignored",
                "environments/promotions.jsonl(4,1): this line has the id r7 a second time, and is ignored",
            ]);
    }
}
