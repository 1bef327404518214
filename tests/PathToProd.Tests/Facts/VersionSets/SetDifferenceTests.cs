using PathToProd.Facts.VersionSets;

namespace PathToProd.Tests.Facts.VersionSets;

public sealed class SetDifferenceTests
{
    [Test]
    public void Each_component_that_differs_says_how()
    {
        var from = SetBuilder.Set(
            "a",
            "gone 1.0.0",
            "up 1.0.0",
            "down 2.0.0",
            "again 1.0.0 first",
            "meta 1.0.0+a",
            "same 1.0.0"
        );
        var to = SetBuilder.Set(
            "b",
            "new 1.0.0",
            "up 1.0.1",
            "down 2.0.0-rc.1",
            "again 1.0.0 second",
            "meta 1.0.0+b",
            "same 1.0.0"
        );

        var difference = SetDifference.Of(from.Members, to.Members);

        difference
            .Changes.Select(change => $"{change.Component} {change.Kind}")
            .ShouldBe(["again Rebuilt", "down Downgraded", "gone Removed", "meta Rebuilt", "new Added", "up Upgraded"]);
        difference.Same.ShouldBe(1);
    }

    [Test]
    public void A_set_does_not_differ_from_itself()
    {
        var set = SetBuilder.Set("a", "b 1.0.0", "c 1.0.0");

        SetDifference
            .Of(set.Members, set.Members)
            .ShouldSatisfyAllConditions(
                difference => difference.Changes.ShouldBeEmpty(),
                difference => difference.Same.ShouldBe(2)
            );
    }
}
