using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PathToProd.Model.Charts;

namespace PathToProd.Tests.Model.Charts;

/// <summary>The rows of Go's own test of <c>filepath.Match</c>, as facts: pattern, text, and whether they match or the pattern is none.</summary>
public sealed class GoPatternTests
{
    [TestCase("abc", "abc", true)]
    [TestCase("*", "abc", true)]
    [TestCase("*c", "abc", true)]
    [TestCase("a*", "a", true)]
    [TestCase("a*", "abc", true)]
    [TestCase("a*", "ab/c", false)]
    [TestCase("a*/b", "abc/b", true)]
    [TestCase("a*/b", "a/c/b", false)]
    [TestCase("a*b*c*d*e*/f", "axbxcxdxe/f", true)]
    [TestCase("a*b*c*d*e*/f", "axbxcxdxexxx/f", true)]
    [TestCase("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false)]
    [TestCase("a*b*c*d*e*/f", "axbxcxdxexxx/fff", false)]
    [TestCase("a*b?c*x", "abxbbxdbxebxczzx", true)]
    [TestCase("a*b?c*x", "abxbbxdbxebxczzy", false)]
    [TestCase("ab[c]", "abc", true)]
    [TestCase("ab[b-d]", "abc", true)]
    [TestCase("ab[e-g]", "abc", false)]
    [TestCase("ab[^c]", "abc", false)]
    [TestCase("ab[^b-d]", "abc", false)]
    [TestCase("ab[^e-g]", "abc", true)]
    [TestCase("a\\*b", "a*b", true)]
    [TestCase("a\\*b", "ab", false)]
    [TestCase("a?b", "a☺b", true)]
    [TestCase("a[^a]b", "a☺b", true)]
    [TestCase("[a-ζ]*", "α", true)]
    [TestCase("*[a-ζ]", "A", false)]
    [TestCase("a?b", "a/b", false)]
    [TestCase("a*b", "a/b", false)]
    [TestCase("[\\]a]", "]", true)]
    [TestCase("[\\-]", "-", true)]
    [TestCase("[x\\-]", "x", true)]
    [TestCase("[x\\-]", "-", true)]
    [TestCase("[x\\-]", "z", false)]
    [TestCase("[\\-x]", "a", false)]
    [TestCase("*x", "xxx", true)]
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("**", "ab", true)]
    public void It_matches_as_Go_does(string pattern, string text, bool matches) =>
        GoPattern.Parse(pattern)!.Matches(text).ShouldBe(matches);

    [TestCase("[]a]")]
    [TestCase("[-]")]
    [TestCase("[x-]")]
    [TestCase("[-x]")]
    [TestCase("[a-b-c]")]
    [TestCase("[")]
    [TestCase("[^")]
    [TestCase("[^bc")]
    [TestCase("a[")]
    [TestCase("\\")]
    [TestCase("a[b-")]
    [TestCase("a[b\\")]
    public void A_pattern_that_Go_refuses_is_none(string pattern) => GoPattern.Parse(pattern).ShouldBeNull();

    [Test]
    [NonParallelizable]
    public void No_text_makes_it_slow()
    {
        var pattern = GoPattern.Parse(string.Concat(Enumerable.Repeat("*a", 40)) + "*b")!;
        var text = new string('a', 5000);
        var before = Stopwatch.GetTimestamp();

        pattern.Matches(text).ShouldBeFalse();
        pattern.Matches(text + "b").ShouldBeTrue();

        Stopwatch.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public void Thousands_of_small_patterns_match_as_a_regular_expression_does()
    {
        var random = new Random(20261129);
        for (var round = 0; round < Cases.Of(20_000); round++)
        {
            var pattern = Word(random, "ab/*?", 7);
            var text = Word(random, "ab/", 8);
            var regex =
                "\\A"
                + string.Concat(
                    pattern.Select(c =>
                        c == '*' ? "[^/]*"
                        : c == '?' ? "[^/]"
                        : $"{c}"
                    )
                )
                + "\\z";

            GoPattern
                .Parse(pattern)!
                .Matches(text)
                .ShouldBe(Regex.IsMatch(text, regex, RegexOptions.NonBacktracking), $"{pattern} {text}");
        }
    }

    private static string Word(Random random, string letters, int longest)
    {
        var word = new StringBuilder();
        for (var left = random.Next(longest + 1); left > 0; left--)
        {
            word.Append(letters[random.Next(letters.Length)]);
        }

        return word.ToString();
    }
}
