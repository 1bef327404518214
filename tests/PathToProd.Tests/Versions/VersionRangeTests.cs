using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Versions;

namespace PathToProd.Tests.Versions;

public sealed class VersionRangeTests
{
    [TestCase(">=1.2 <2", "1.2.0 1.9.9", "1.1.9 2.0.0 1.5.0-a 2.0.0-a")]
    [TestCase("^1.4", "1.4.0 1.99.0", "1.3.9 2.0.0 2.0.0-a")]
    [TestCase("^0.4.1", "0.4.1 0.4.9", "0.4.0 0.5.0")]
    [TestCase("^0.0.3", "0.0.3", "0.0.2 0.0.4")]
    [TestCase("^0.0", "0.0.0 0.0.9", "0.1.0")]
    [TestCase("^0", "0.0.0 0.9.0", "1.0.0")]
    [TestCase("~1.4.2", "1.4.2 1.4.9", "1.4.1 1.5.0")]
    [TestCase("~1", "1.0.0 1.9.0", "2.0.0 0.9.0")]
    [TestCase("1.x", "1.0.0 1.9.9", "0.9.9 2.0.0 1.0.0-a")]
    [TestCase("1.2.X", "1.2.0 1.2.9", "1.3.0")]
    [TestCase("1.2.*", "1.2.0 1.2.9", "1.3.0")]
    [TestCase("*", "0.0.0 9.9.9", "1.0.0-a 0.0.0-a")]
    [TestCase("1.2.3 - 1.4", "1.2.3 1.4.9", "1.2.2 1.5.0")]
    [TestCase("1.2.3 - 1.4.1", "1.2.3 1.4.1", "1.4.2")]
    [TestCase("1.2.3", "1.2.3 1.2.3+b", "1.2.4 1.2.3-a")]
    [TestCase("=1.2.3-a", "1.2.3-a", "1.2.3 1.2.3-a.0")]
    [TestCase(">1.2", "1.3.0", "1.2.9 1.3.0-a")]
    [TestCase("<=1.2", "1.2.9", "1.3.0")]
    [TestCase("<1 || >=3, <4", "0.9.0 3.1.0", "1.0.0 2.0.0 4.0.0")]
    [TestCase(">=1.2.3-beta.2", "1.2.3-beta.2 1.2.3-beta.10 1.2.3 1.2.4", "1.2.3-beta.1 1.2.4-beta.3")]
    [TestCase("^1.2.3-beta.2", "1.2.3-beta.2 1.2.3-rc 1.2.3", "1.2.4-beta.2 2.0.0-a")]
    [TestCase("<2.0.0-rc.1", "1.9.0 2.0.0-beta", "2.0.0-rc.1 2.0.0 1.9.0-a")]
    [TestCase(">1.2.3-a <1.2.3", "1.2.3-a.0 1.2.3-b", "1.2.3-a 1.2.3")]
    [TestCase("v1.2.3", "1.2.3", "1.2.4")]
    [TestCase(">=v1.2 <v2", "1.2.0 1.9.9", "2.0.0")]
    [TestCase("v1.2.3 - v1.4", "1.2.3 1.4.9", "1.5.0")]
    public void A_range_holds_what_npm_says(string text, string inside, string outside)
    {
        var range = VersionRange.Parse(text);
        inside.Split(' ').ShouldAllBe(version => range.Contains(SemVersion.Parse(version)));
        outside.Split(' ').ShouldAllBe(version => !range.Contains(SemVersion.Parse(version)));
    }

    [TestCase(">=1.25-0", "1.25.0-0 1.25.0-rc.1 1.25.0 1.29.3 2.0.0", "1.24.9 1.24.9-a 1.26.0-rc.1")]
    [TestCase(">=1.25-0 <1.30-0", "1.25.0-0 1.29.9", "1.30.0-0 1.30.0")]
    [TestCase("^1.25-0", "1.25.0-a 1.99.0", "2.0.0")]
    [TestCase("~1.25-0", "1.25.0-a 1.25.9", "1.26.0")]
    [TestCase("1.25-0", "1.25.0-0 1.25.9", "1.26.0")]
    [TestCase(">1.25-0", "1.26.0", "1.25.0-a 1.25.9")]
    [TestCase("<=1.25-0", "1.24.0 1.25.9", "1.26.0")]
    [TestCase("<1.25-beta", "1.24.0 1.25.0-alpha", "1.25.0-beta 1.25.0")]
    [TestCase(">=1-0", "1.0.0-0 1.0.0 7.0.0", "0.9.0")]
    [TestCase(">=1.25-alpha.1", "1.25.0-alpha.2 1.25.0", "1.25.0-alpha.0")]
    [TestCase("1.25-0 - 1.30", "1.25.0-0 1.30.9", "1.31.0")]
    public void A_pre_release_of_a_short_version_is_one_of_its_first_release(
        string text,
        string inside,
        string outside
    ) => A_range_holds_what_npm_says(text, inside, outside);

    [TestCase(">=1.25", "1.29.3-eks-adc7111", true)]
    [TestCase(">=1.25-0", "1.29.3-eks-adc7111", true)]
    [TestCase(">=1.19.0-0 <1.30.0-0", "1.29.3-gke.1", true)]
    [TestCase(">=1.19.0-0 <1.30.0-0", "1.30.0-gke.1", false)]
    [TestCase("<1.30", "1.30.0-gke.1", false)]
    [TestCase("<=1.30", "1.30.4-gke.1027000", true)]
    [TestCase(">=1.30.4", "1.30.4-gke.1027000", true)]
    [TestCase(">1.30.4", "1.30.4-gke.1027000", false)]
    [TestCase("1.30.4-gke.1027000", "1.30.4-gke.1027000", true)]
    [TestCase("1.30.4-gke.1027000", "1.30.4-gke.1", false)]
    [TestCase(">=1.31", "1.31.0-rc.1", true)]
    public void What_a_provider_puts_behind_a_kubernetes_version_makes_it_no_pre_release(
        string range,
        string kubernetes,
        bool isInside
    ) => VersionRange.Parse(range).ContainsKubernetes(SemVersion.Parse(kubernetes)).ShouldBe(isInside);

    [TestCase("^1.4", ">=1.4.0 <2.0.0")]
    [TestCase("1.2.3 || 1.2.4", ">=1.2.3 <1.2.5")]
    [TestCase("=1.2.3", "1.2.3")]
    [TestCase("x", "*")]
    [TestCase(">=0", "*")]
    [TestCase("<=2.0.0", "<2.0.1")]
    [TestCase("^1.2.3-beta", ">=1.2.3-beta <2.0.0")]
    [TestCase("<2.0.0-rc", "<2.0.0-rc")]
    [TestCase("1.0.0-a || 3", "1.0.0-a || >=3.0.0 <4.0.0")]
    [TestCase(">2 <1", "<0.0.0-0")]
    [TestCase(">=3 || 1.5.0 || ^1", ">=1.0.0 <2.0.0 || >=3.0.0")]
    public void A_range_has_one_canonical_form(string text, string canonical) =>
        VersionRange.Parse(text).ToString().ShouldBe(canonical);

    [TestCase("", "at character 1: a range is missing; write one such as >=1.2.0 <2.0.0, or * for every release")]
    [TestCase(
        ">=1.2 ||",
        "at character 9: a range is missing; write one such as >=1.2.0 <2.0.0, or * for every release"
    )]
    [TestCase(">=1.2 | <2", "at character 7: a single | is not \"or\"; write ||")]
    [TestCase(">=1.2 <<2", "at character 8: '<' cannot follow <; write one of ^ ~ >= <= > < =")]
    [TestCase("=>1.2", "at character 2: '>' cannot follow =; write >=")]
    [TestCase("=<1.2", "at character 2: '<' cannot follow =; write <=")]
    [TestCase("==1.2", "at character 2: '=' cannot follow =; write one of ^ ~ >= <= > < =")]
    [TestCase("~>1.2", "at character 2: '>' cannot follow ~; write ~1.2 for every 1.2.x, or ^1.2 for every later 1.x")]
    [TestCase("!=1.2.3", "at character 1: != is not supported; write <1.2.3 || >1.2.3")]
    [TestCase(
        "^0.9 || >=1.2 != 1.5.0 <2",
        "at character 15: != is not supported; write >=1.2 <1.5.0 <2 || >=1.2 >1.5.0 <2"
    )]
    [TestCase("V1.2", "at character 1: a version has no 'V' in front; remove it")]
    [TestCase(
        "1.2-1.4",
        "at character 4: 1.2-1.4 could be a range or a pre-release; write 1.2 - 1.4 for the range, or 1.2.0-1.4 for the pre-release"
    )]
    [TestCase(
        ">=1-2",
        "at character 4: 1-2 could be a range or a pre-release; write 1 - 2 for the range, or 1.0.0-2 for the pre-release"
    )]
    [TestCase("1.x-0", "at character 4: a pre-release cannot follow a wildcard; write >=1.0.0-0")]
    [TestCase(">=", "at character 3: a version is missing; write a range such as >=1.2.0 <2.0.0")]
    [TestCase(">=1.2,", "at character 7: a version is missing; write a range such as >=1.2.0 <2.0.0")]
    [TestCase(
        "latest",
        "at character 1: 'l' is not a version; write * for every release, or a range such as >=1.2.0 <2.0.0"
    )]
    [TestCase(">=*", "at character 3: '*' cannot follow a comparison; write * alone for every release")]
    [TestCase("*.1", "at character 2: nothing can follow a wildcard; write * alone")]
    [TestCase("1.x.3", "at character 5: a number cannot follow a wildcard; write 1.x")]
    [TestCase("1.02", "at character 3: the number 02 starts with 0; write 2")]
    [TestCase("1.2.3+b", "at character 6: build metadata is not allowed in a range; remove it from the + on")]
    [TestCase("1.2.3-", "at character 7: an identifier of the pre-release is empty; write letters, digits or dashes")]
    public void What_is_not_a_range_is_refused_with_the_place_and_the_fix(string text, string message)
    {
        VersionRange.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ToString().ShouldBe(message);
    }

    [Test]
    public void A_range_has_at_most_1024_characters()
    {
        var longest = ">=1.2" + new string(' ', 1016) + "<2 ";

        VersionRange.Parse(longest).ToString().ShouldBe(">=1.2.0 <2.0.0");
        VersionRange.TryParse(longest + " ", out _, out var error).ShouldBeFalse();
        error.ToString().ShouldBe("at character 1025: the range is too long; write at most 1024 characters");
    }

    [Test]
    public void The_canonical_form_reads_back_as_the_same_range() =>
        Holds(AnyVersion.Range, range => VersionRange.Parse(range.ToString()).Equals(range));

    [Test]
    public void The_canonical_form_is_canonical() =>
        Holds(AnyVersion.Range, range => VersionRange.Parse(range.ToString()).ToString() == range.ToString());

    [Test]
    public void An_intersection_holds_what_both_hold() =>
        Holds(
            AnyVersion.Range.Two(),
            two =>
            {
                var both = two.Item1.Intersect(two.Item2);
                return Same(both, version => two.Item1.Contains(version) && two.Item2.Contains(version))
                    && VersionRange.Parse(both.ToString()).Equals(both);
            }
        );

    [Test]
    public void A_union_holds_what_either_holds() =>
        Holds(
            AnyVersion.Range.Two(),
            two =>
            {
                var either = two.Item1.Union(two.Item2);
                return Same(either, version => two.Item1.Contains(version) || two.Item2.Contains(version))
                    && VersionRange.Parse(either.ToString()).Equals(either);
            }
        );

    [TestCase(">=1.2 <2", null, "1.2.0")]
    [TestCase(">=1.2 <2", "1.4.1", "1.4.1")]
    [TestCase(">=1.2 <2", "1.4.1-gke.1", "1.4.1")]
    [TestCase(">=1.2 <2 || 3.x", "2.0.0", "3.0.0")]
    [TestCase(">=1.2 <2", "2.0.0", null)]
    [TestCase(">=1.2.3-beta", null, "1.2.3")]
    [TestCase("1.2.3-beta", null, null)]
    [TestCase(">2 <1", null, null)]
    [TestCase("*", null, "0.0.0")]
    public void The_lowest_release_of_a_range_is_known(string range, string? atLeast, string? lowest)
    {
        var found = VersionRange.Parse(range).LowestRelease(atLeast is null ? null : SemVersion.Parse(atLeast));
        (found?.ToString()).ShouldBe(lowest);
    }

    [TestCase(">=0.1.0 <0.2.0 || >=1.2.1", "0.2.0-1", "1.2.1")]
    [TestCase(">=1.2", "1.3.0-rc.1", "1.3.0")]
    [TestCase(">=1.2", "1.3.0+build", "1.3.0")]
    [TestCase("<1.2", "1.2.0", null)]
    public void The_lowest_release_that_is_not_below_a_version(string range, string atLeast, string? expected) =>
        VersionRange
            .Parse(range)
            .LowestRelease(SemVersion.Parse(atLeast))
            .ShouldBe(expected is null ? null : SemVersion.Parse(expected));

    [Test]
    public void The_lowest_release_is_the_first_one_that_a_range_holds() =>
        Holds(
            AnyVersion.Range.Zip(AnyVersion.Version),
            both =>
                both.Item1.LowestRelease(both.Item2) is var lowest
                && AnyVersion.All.FirstOrDefault(version =>
                    !version.IsPrerelease && version >= both.Item2 && both.Item1.Contains(version)
                )
                    is var expected
                && (expected is null || lowest == expected)
        );

    [Test]
    public void Ranges_that_hold_the_same_versions_are_equal() =>
        Holds(AnyVersion.Range.Two(), two => two.Item1.Equals(two.Item2) == Same(two.Item1, two.Item2.Contains));

    [Test]
    public void A_range_is_empty_when_it_holds_nothing() =>
        Holds(AnyVersion.Range, range => range.IsEmpty == Same(range, _ => false));

    [Test]
    public void The_range_of_one_version_holds_that_version_alone() =>
        Holds(AnyVersion.Version, one => Same(VersionRange.Exactly(one), version => version.CompareTo(one) == 0));

    [Test]
    public void The_parser_and_the_pattern_of_the_schema_accept_the_same_texts()
    {
        var pattern = new Regex(VersionRange.Pattern, RegexOptions.None, TimeSpan.FromSeconds(10));
        var pieces = Gen.Elements(
            "1",
            "0",
            ".",
            ".2",
            "-",
            " - ",
            "x",
            "*",
            ">=",
            "<",
            "^",
            "~",
            " ",
            ",",
            "||",
            "a",
            "1.2.3",
            "-rc",
            "-0",
            "v"
        );
        var texts = Gen.OneOf(pieces.ArrayOf().Select(string.Concat), AnyVersion.RangeText);
        Holds(texts, text => VersionRange.TryParse(text, out _, out _) == pattern.IsMatch(text), 5000);
    }

    private static bool Same(VersionRange range, Func<SemVersion, bool> oracle) =>
        AnyVersion.All.All(version => range.Contains(version) == oracle(version));

    private static void Holds<T>(Gen<T> values, Func<T, bool> property, int times = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(times)), Prop.ForAll(values.ToArbitrary(), property));
}
