using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Promotions;

/// <summary>What of the records stands at a time.</summary>
public sealed class PromotionHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly SetReference Set = new("2026.11.2", new Digest("sha256:ab12"));

    [Test]
    public void The_last_promotion_says_what_an_environment_should_run()
    {
        var history = History(
            Promoted("staging", "2026.11.1"),
            Promoted("prod", "2026.11.0"),
            Promoted("staging", "2026.11.2")
        );

        history.Desired("staging")!.Set.Name.ShouldBe("2026.11.2");
        history.Desired("prod")!.Set.Name.ShouldBe("2026.11.0");
        history.Desired("ci").ShouldBeNull();
    }

    [Test]
    public void A_condemnation_and_a_hold_stand_until_they_are_released()
    {
        PromotionRecord condemned = new PromotionRecord.Condemned { Head = Head(), Set = Set };
        PromotionRecord held = new PromotionRecord.Held { Head = Head(), Environment = "prod" };
        PromotionRecord set = new PromotionRecord.Released { Head = Head(), Set = Set };
        PromotionRecord prod = new PromotionRecord.Released { Head = Head(), Environment = "prod" };

        History(condemned, held).Condemnation(Set.Digest).ShouldBe(condemned);
        History(condemned, held).Hold("prod").ShouldBe(held);
        History(condemned, held, set).Condemnation(Set.Digest).ShouldBeNull();
        History(condemned, held, set).Hold("prod").ShouldBe(held);
        History(condemned, held, prod).Hold("prod").ShouldBeNull();
        History(condemned, set, condemned).Condemnation(Set.Digest).ShouldBe(condemned);
        History(held).Hold("staging").ShouldBeNull();
    }

    [Test]
    public void Freezes_over_a_place_and_the_whole_path_stand_until_their_end_or_until_they_are_ended()
    {
        var path = Frozen(place: null, Now.AddDays(1));
        var prod = Frozen("prod", until: null);
        var past = Frozen("prod", Now);

        History(path, prod, past).Freezes(["prod"], Now).ShouldBe([prod, path]);
        History(path, prod).Freezes(["ci"], Now).ShouldBe([path]);
        History(path, prod, new PromotionRecord.Unfrozen { Head = Head(), Place = "prod" })
            .Freezes(["prod"], Now)
            .ShouldBe([path]);
        History(path, new PromotionRecord.Unfrozen { Head = Head() }).Freezes(["prod"], Now).ShouldBeEmpty();
    }

    private static PromotionRecord.Frozen Frozen(string? place, DateTimeOffset? until) =>
        new()
        {
            Head = Head(),
            Place = place,
            Until = until,
        };

    private static PromotionHistory History(params PromotionRecord[] records) => new([.. records]);

    private static PromotionRecord.Promoted Promoted(string environment, string set) =>
        new()
        {
            Head = Head(),
            Environment = environment,
            Set = new SetReference(set, new Digest($"sha256:{set}")),
            Policy = "",
        };

    private static RecordHead Head() => new("r", Now, "ann@laptop");
}
