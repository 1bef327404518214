using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Clusters;

public sealed class LedgerObjectTests
{
    private const int Small = 1200;

    private static readonly LedgerEntry[] Entries =
    [
        .. Enumerable
            .Range(0, 12)
            .Aggregate(new LedgerBuilder(), (builder, at) => builder.Deploy("ingress", $"1.{at}.0").Succeeds())
            .Entries.Select((entry, at) => entry with { Token = 1 + (at / 2) }),
    ];

    [Test]
    public void Every_entry_is_read_back_from_the_object_and_its_segments()
    {
        var (ledger, segments) = Grown();

        segments.Count.ShouldBeGreaterThan(2);
        Texts(Read(ledger, segments)).ShouldBe(Entries.Select(LedgerText.Write));
        Read(ledger, segments).Problems.ShouldBeEmpty();
        ledger.Count.ShouldBe(Entries.Length);
        ledger.Token.ShouldBe(12);
    }

    [Test]
    public void The_object_and_its_segments_stay_small()
    {
        var (ledger, segments) = Grown();

        Encoding.UTF8.GetByteCount(ledger.Lines).ShouldBeLessThanOrEqualTo(Small);
        segments.Values.ShouldAllBe(found => found.ToJsonString().Length < 2 * Small);
    }

    [Test]
    public void A_start_stays_with_its_end()
    {
        var (_, segments) = Grown();

        foreach (var (name, found) in segments)
        {
            LedgerText.Read(Segment(name).Read(found)!).Problems.ShouldBeEmpty(name);
        }
    }

    [Test]
    public void An_object_that_was_changed_by_hand_leaves_its_component_unknown()
    {
        var (ledger, segments) = Grown();
        var found = ledger.Write("5");
        var lines = found["data"]!["ledger.jsonl"]!.ToString();
        found["data"]!["ledger.jsonl"] = lines[..(lines.TrimEnd('\n').LastIndexOf('\n') + 1)];
        var edited = LedgerObject.Read("prod", "ingress", found);

        var reading = Read(edited, segments);

        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "path-to-prod/ledger.prod.ingress(1,1): the object was changed by hand, so lines may be missing; restore it from a backup; "
                    + "until then the state of ingress is unknown, unless it was deployed or removed since"
            );
        LedgerState.From("prod", reading)["ingress"].Presence.ShouldBeOfType<Presence.InDoubt>();
        LedgerState.From("prod", reading)["dns"].Presence.ShouldBeOfType<Presence.Nothing>();
    }

    [Test]
    public void An_edit_is_not_forgotten_when_the_next_entry_is_added_and_is_settled_by_a_deployment()
    {
        var ledger = Grown().Ledger with { IsWhole = false };
        var more = new LedgerBuilder().Deploy("ingress", "2.0.0").Succeeds().Entries;

        var (started, _) = ledger.With(more[0] with { Attempt = "b1" });
        var (ended, _) = started.With(more[1] with { Attempt = "b1" });

        Read(Again(started), Grown().Segments).Problems.ShouldHaveSingleItem();
        LedgerState
            .From("prod", Read(Again(ended), Grown().Segments))["ingress"]
            .Presence.ShouldBeOfType<Presence.Deployed>();
    }

    [TestCase("gone")]
    [TestCase("torn")]
    [TestCase("edited")]
    public void A_segment_that_is_gone_torn_or_edited_is_reported_with_its_place(string how)
    {
        var (ledger, segments) = Grown();
        var name = ledger.Segments[1].Name("prod", "ingress");
        var data = segments[name]["binaryData"]!.AsObject();
        var bytes = Convert.FromBase64String(data["ledger.jsonl.gz"]!.ToString());
        switch (how)
        {
            case "gone":
                segments.Remove(name);
                break;
            case "torn":
                data["ledger.jsonl.gz"] = Convert.ToBase64String(bytes.AsSpan(..(bytes.Length / 2)));
                break;
            default:
                var other = LedgerSegment.Of("x\n").Write("prod", "ingress", "x\n");
                data["ledger.jsonl.gz"] = other["binaryData"]!["ledger.jsonl.gz"]!.ToString();
                break;
        }

        var reading = Read(ledger, segments);

        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                $"path-to-prod/{name}(1,1): this part of the history is torn, was changed by hand or is gone, and is ignored; restore the object "
                    + "from a backup; until then the state of ingress is unknown, unless it was deployed or removed since"
            );
        reading.Doubts.ShouldHaveSingleItem().Component.ShouldBe("ingress");
        reading.Entries.Length.ShouldBe(Entries.Length - ledger.Segments[1].Lines);
    }

    [Test]
    public void A_line_that_cannot_be_read_has_the_place_in_the_segment_that_it_is_in()
    {
        var text = LedgerText.Write(Entries[0]) + "\nnonsense\n";
        var segment = LedgerSegment.Of(text);
        var ledger = new LedgerObject("prod", "ingress")
        {
            Segments = [segment],
            Lines = "more nonsense\n" + LedgerText.Write(Entries[2]) + "\n",
        };

        var reading = LedgerObjectReading.Of(ledger, [text], "path-to-prod");

        reading
            .Problems.Select(problem => problem.Where.ToString())
            .ShouldBe([
                $"path-to-prod/{segment.Name("prod", "ingress")}(2,1)",
                "path-to-prod/ledger.prod.ingress(1,1)",
            ]);
    }

    [Test]
    public void What_was_exported_goes_and_what_is_there_stays_known()
    {
        var (ledger, segments) = Grown();
        var all = Read(ledger, segments);

        var (next, removed) = Without(ledger, segments, Exported());

        removed.ShouldBe(ledger.Segments.Length);
        var left = Read(Again(next), segments);
        left.Problems.ShouldBeEmpty();
        Texts(left).ShouldBe(Texts(all).TakeLast(left.Entries.Length));
        var lines = left.Exported.ShouldHaveSingleItem();
        lines.Lines.ShouldBe(all.Entries.Length - left.Entries.Length);
        lines
            .ToString()
            .ShouldBe(
                $"{lines.Lines} older lines about ingress were exported and removed: the file with the digest {File} has them."
            );
        var there = LedgerState.From("prod", left)["ingress"].Presence.ShouldBeOfType<Presence.Deployed>();
        there.ToString().ShouldBe(LedgerState.From("prod", all)["ingress"].Presence.ToString());
    }

    [TestCase("a line is not in the file")]
    [TestCase("a segment is gone")]
    [TestCase("the object was changed by hand")]
    [TestCase("no deployment succeeded")]
    public void Nothing_goes_that_is_needed_or_not_known_to_be_kept(string why)
    {
        var (ledger, segments) = Grown(why == "no deployment succeeded" ? [.. Entries.Select(Failed)] : Entries);
        var exported = Exported();
        switch (why)
        {
            case "a line is not in the file":
                exported.Remove(LedgerText.Write(Entries[0]));
                break;
            case "a segment is gone":
                segments.Remove(ledger.Segments[^1].Name("prod", "ingress"));
                break;
            case "the object was changed by hand":
                ledger = ledger with { IsWhole = false };
                break;
            default:
                exported = [.. Entries.Select(Failed).Select(LedgerText.Write)];
                break;
        }

        var (next, removed) = Without(ledger, segments, exported);

        removed.ShouldBe(0);
        next.ShouldBe(ledger);
    }

    [Test]
    public void An_object_that_forgets_what_was_exported_was_changed_by_hand()
    {
        var (ledger, segments) = Grown();
        var found = Without(ledger, segments, Exported()).Next.Write("8");
        found["data"]!.AsObject().Remove("exported");

        LedgerObject.Read("prod", "ingress", found).IsWhole.ShouldBeFalse();
    }

    private static readonly Digest File = Digest.Of("a file"u8);

    private static (LedgerObject Next, int Removed) Without(
        LedgerObject ledger,
        Dictionary<string, JsonObject> segments,
        HashSet<string> exported
    ) =>
        ledger.Without(
            [
                .. ledger.Segments.Select(segment =>
                    segments.GetValueOrDefault(segment.Name("prod", "ingress")) is { } found
                        ? segment.Read(found)
                        : null
                ),
            ],
            exported,
            File
        );

    private static HashSet<string> Exported() => [.. Entries.Select(LedgerText.Write)];

    private static LedgerEntry Failed(LedgerEntry entry) =>
        entry is LedgerEntry.Ended ended ? ended with { Outcome = Outcome.Failed } : entry;

    private static (LedgerObject Ledger, Dictionary<string, JsonObject> Segments) Grown() => Grown(Entries);

    private static (LedgerObject Ledger, Dictionary<string, JsonObject> Segments) Grown(LedgerEntry[] entries)
    {
        var ledger = new LedgerObject("prod", "ingress");
        var segments = new Dictionary<string, JsonObject>();
        foreach (var entry in entries)
        {
            (ledger, var text) = ledger.With(entry, Small);
            if (text is not null)
            {
                segments[ledger.Segments[^1].Name("prod", "ingress")] = ledger
                    .Segments[^1]
                    .Write("prod", "ingress", text);
            }

            ledger = Again(ledger);
        }

        return (ledger, segments);
    }

    private static LedgerObject Again(LedgerObject ledger) => LedgerObject.Read("prod", "ingress", ledger.Write("7"));

    private static LedgerSegment Segment(string name) =>
        Grown().Ledger.Segments.Single(segment => segment.Name("prod", "ingress") == name);

    private static LedgerReading Read(LedgerObject ledger, Dictionary<string, JsonObject> segments) =>
        LedgerObjectReading.Of(
            ledger,
            [
                .. ledger.Segments.Select(segment =>
                    segments.GetValueOrDefault(segment.Name("prod", "ingress")) is { } found
                        ? segment.Read(found)
                        : null
                ),
            ],
            "path-to-prod"
        );

    private static IEnumerable<string> Texts(LedgerReading reading) => reading.Entries.Select(LedgerText.Write);
}
