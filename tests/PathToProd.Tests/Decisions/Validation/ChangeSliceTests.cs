using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Sources;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Validation;

public sealed class ChangeSliceTests
{
    private static readonly RequirementGraph Graph = RequirementGraph.Of(
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["base"] = [],
            ["dns"] = ["base"],
            ["ingress"] = ["base"],
            ["shop"] = ["ingress"],
        }
    );

    private static readonly DeclaredTest Ingress = new(
        "ingress/smoke",
        SetBuilder.Digest("i"),
        true,
        ["base", "ingress"]
    );
    private static readonly DeclaredTest Dns = new("dns/smoke", SetBuilder.Digest("d"), true, ["base", "dns"]);

    [Test]
    public void It_is_what_changed_what_depends_on_that_and_what_these_require()
    {
        var slice = Of(Platform(), Platform(ingress: "1.1.0"));

        slice.Changed.ShouldBe(["ingress"]);
        slice
            .Members.Select(member => member.ToString())
            .ShouldBe(["base 1.0.0", "ingress 1.0.0 -> 1.1.0", "shop 1.0.0"], Comparing);
    }

    [Test]
    public void A_merge_of_something_unrelated_leaves_the_key_as_it_is() =>
        Key(Platform(dns: "2.0.0"), Platform(dns: "2.0.0", ingress: "1.1.0"))
            .ShouldBe(Key(Platform(), Platform(ingress: "1.1.0")));

    [TestCase("base")]
    [TestCase("shop")]
    [TestCase("ingress")]
    public void A_merge_of_what_the_change_has_to_do_with_gives_another_key(string merged)
    {
        var (before, after) = merged switch
        {
            "base" => (Platform(@base: "2.0.0"), Platform(@base: "2.0.0", ingress: "1.1.0")),
            "shop" => (Platform(shop: "2.0.0"), Platform(shop: "2.0.0", ingress: "1.1.0")),
            _ => (Platform(ingress: "1.0.5"), Platform(ingress: "1.1.0")),
        };

        Key(before, after).ShouldNotBe(Key(Platform(), Platform(ingress: "1.1.0")));
    }

    [Test]
    public void A_test_that_covers_nothing_of_the_change_does_not_count_and_one_that_does_counts()
    {
        var slice = Of(Platform(), Platform(ingress: "1.1.0"));
        var far = new DeclaredTest("far/smoke", SetBuilder.Digest("f"), true, ["dns"]);

        slice.Key([Ingress, far], []).ShouldBe(slice.Key([Ingress], []));
        slice.Key([Ingress with { Digest = SetBuilder.Digest("other") }], []).ShouldNotBe(slice.Key([Ingress], []));
    }

    [Test]
    public void Other_settings_give_another_key()
    {
        var slice = Of(Platform(), Platform(ingress: "1.1.0"));

        slice.Key([], [new InputDigest("values ingress", "a")]).ShouldNotBe(slice.Key([], []));
    }

    [Test]
    public void A_change_of_values_alone_has_a_part_too()
    {
        var slice = ChangeSlice.Of(Platform().Members, Platform().Members, ["ingress"], Graph, Graph);

        slice.Changed.ShouldBe(["ingress"]);
        slice.Holds("shop").ShouldBeTrue();
        slice.Holds("dns").ShouldBeFalse();
    }

    private static readonly IEqualityComparer<string> Comparing = EqualityComparer<string>.Create(
        (left, right) => left!.Split(' ')[0] == right!.Split(' ')[0] && (!right.Contains("->") || left == right),
        text => text.Length
    );

    private static Digest Key(VersionSet from, VersionSet to) => Of(from, to).Key([Ingress, Dns], []);

    private static ChangeSlice Of(VersionSet from, VersionSet to) =>
        ChangeSlice.Of(from.Members, to.Members, [], Graph, Graph);

    private static VersionSet Platform(
        string @base = "1.0.0",
        string dns = "1.0.0",
        string ingress = "1.0.0",
        string shop = "1.0.0"
    ) => SetBuilder.Set("a", $"base {@base}", $"dns {dns}", $"ingress {ingress}", $"shop {shop}");
}
