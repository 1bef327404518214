using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Versions;

namespace PathToProd.Tests.Versions;

public sealed class SemVersionTests
{
    [Test]
    public void Precedence_follows_the_chain_of_the_specification()
    {
        string[] chain =
        [
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
        ];
        for (var left = 0; left < chain.Length; left++)
        {
            for (var right = 0; right < chain.Length; right++)
            {
                Math.Sign(SemVersion.Parse(chain[left]).CompareTo(SemVersion.Parse(chain[right])))
                    .ShouldBe(left.CompareTo(right), $"{chain[left]} and {chain[right]}");
            }
        }
    }

    [Test]
    public void Build_metadata_does_not_order_but_tells_versions_apart()
    {
        var (left, right) = (SemVersion.Parse("1.0.0+a"), SemVersion.Parse("1.0.0+b"));
        left.CompareTo(right).ShouldBe(0);
        (left <= right && left >= right && !(left < right) && !(left > right)).ShouldBeTrue();
        left.ShouldNotBe(right);
    }

    [TestCase("0.0.4")]
    [TestCase("1.0.0-0A.is.legal")]
    [TestCase("1.0.0-alpha.0valid")]
    [TestCase("1.2.3----RC-SNAPSHOT.12.9.1--.12+788")]
    [TestCase("1.0.0+0.build.1-rc.10000aaa-kk-0.1")]
    [TestCase("1.0.0-beta+exp.sha.5114f85")]
    [TestCase("999999999999999.0.0")]
    [TestCase("1.0.0-99999999999999999999999")]
    public void A_valid_version_is_written_as_it_was_read(string text) =>
        SemVersion.Parse(text).ToString().ShouldBe(text);

    [TestCase("", "at character 1: the text is empty; write a version such as 1.4.0")]
    [TestCase("1", "at character 2: a version has three numbers; write 1.0.0")]
    [TestCase("1.4", "at character 4: a version has three numbers; write 1.4.0")]
    [TestCase("1.4-beta", "at character 4: a version has three numbers; write 1.4.0-beta")]
    [TestCase("1.4.0.2", "at character 6: a version has three numbers; write 1.4.0")]
    [TestCase("v1.4.0", "at character 1: a version has no 'v' in front; write 1.4.0")]
    [TestCase("1.04.0", "at character 3: the number 04 starts with 0; write 4")]
    [TestCase("1.4.x", "at character 5: 'x' is not a number; write three numbers: 1.4.0")]
    [TestCase("1.4.", "at character 5: a number is missing; write three numbers: 1.4.0")]
    [TestCase("1.4.0 ", "at character 6: ' ' is not allowed here; write - before a pre-release, or nothing")]
    [TestCase("1.4.0-", "at character 7: an identifier of the pre-release is empty; write letters, digits or dashes")]
    [TestCase("1.4.0-01", "at character 7: the number 01 of the pre-release starts with 0; write 1")]
    [TestCase("1.4.0-a_b", "at character 8: '_' is not allowed here; write letters, digits, dashes and dots")]
    [TestCase(
        "1.4.0+a..b",
        "at character 9: an identifier of the build metadata is empty; write letters, digits or dashes"
    )]
    [TestCase("1000000000000000.0.0", "at character 1: the number is too large; write at most 15 digits")]
    [TestCase("1a.4.0", "at character 2: 'a' is not allowed here; write three numbers: 1.4.0")]
    [TestCase(
        "1.4\u0007",
        "at character 4: the control character U+0007 is not allowed here; write three numbers: 1.4.0"
    )]
    [TestCase("1.000.0", "at character 3: the number 000 starts with 0; write 0")]
    [TestCase(
        "1.4.0-a..b",
        "at character 9: an identifier of the pre-release is empty; write letters, digits or dashes"
    )]
    [TestCase(
        "1.4.0+",
        "at character 7: an identifier of the build metadata is empty; write letters, digits or dashes"
    )]
    public void What_is_not_a_version_is_refused_with_the_place_and_the_fix(string text, string message)
    {
        SemVersion.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ToString().ShouldBe(message);
    }

    [Test]
    public void A_version_has_at_most_256_characters()
    {
        var longest = "1.0.0-" + new string('a', 250);

        SemVersion.Parse(longest).ToString().ShouldBe(longest);
        SemVersion.TryParse(longest + "a", out _, out var error).ShouldBeFalse();
        error.ToString().ShouldBe("at character 257: the text is too long; write at most 256 characters");
    }

    [Test]
    public void A_version_cannot_be_made_of_wrong_parts()
    {
        Should.Throw<ArgumentException>(() => new SemVersion(-1, 0, 0));
        Should.Throw<ArgumentException>(() => new SemVersion(1, 0, 0, "a..b"));
        Should.Throw<ArgumentException>(() => new SemVersion(1, 0, 0, "", "a b"));
    }

    [Test]
    public void The_parser_and_the_pattern_of_the_schema_accept_the_same_texts()
    {
        var pattern = new Regex(SemVersion.Pattern, RegexOptions.None, TimeSpan.FromSeconds(10));
        var texts = Gen.Elements("1", "0", "2", ".", ".", "-", "+", "a", "01", "v", " ", "rc")
            .ArrayOf()
            .Select(string.Concat);
        var near = from core in Gen.Elements("1.2.3", "0.0.0", "1.2", "1.02.3") from rest in texts select core + rest;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(
                Gen.OneOf(texts, near).ToArbitrary(),
                text => SemVersion.TryParse(text, out _, out _) == pattern.IsMatch(text)
            )
        );
    }
}
