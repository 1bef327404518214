using System.Text.RegularExpressions;

namespace Repository.Tests.House;

/// <summary>The words that CONTRIBUTING.md marks as never used, here and in names.</summary>
public sealed partial class WordsTests
{
    private const string Guide = "CONTRIBUTING.md";
    private const string Heading = "## Words";

    [Test]
    public void No_file_has_a_word_that_we_do_not_use()
    {
        var found =
            from file in TrackedFiles.Ending(".cs", ".md", ".sh", ".ps1", ".yaml")
            where Path.GetFileName(file) != "WordsTests.cs"
            let text = TrackedFiles.Read(file)
            from line in Lines(file == Guide ? WithoutTheList(text) : text)
            select $"{file}({line.Number}): {line.Word}";
        found.ShouldBeEmpty();
    }

    [TestCase("Whoever asks, gets it.", 1)]
    [TestCase("It is\nbuilt anew.", 2)]
    [TestCase("A_problem_that_is_told_once()", 1)]
    [TestCase("both are told", 1)]
    [TestCase("mends mended Mending", 1)]
    [TestCase("MendPending", 1)]
    [TestCase("not to be had", 1)]
    [TestCase("a\nb\nsurely", 3)]
    public void A_word_is_found_in_its_line(string text, int line) => Lines(text).First().Number.ShouldBe(line);

    [TestCase("recommend, amend, commend")]
    [TestCase("it was untold; renewal; a new one")]
    [TestCase("leisurely")]
    public void A_word_inside_another_is_not_found(string text) => Lines(text).ShouldBeEmpty();

    [Test]
    public void The_guide_lists_each_of_them()
    {
        var guide = TrackedFiles.Read(Guide);
        var list = guide[guide.IndexOf(Heading, StringComparison.Ordinal)..];
        foreach (var word in (string[])["mend", "anew", "is told", "are told", "to be had", "surely", "whoever"])
        {
            list.ShouldContain($"{word}\\*");
        }
    }

    private static IEnumerable<(int Number, string Word)> Lines(string text) =>
        text.Split('\n').SelectMany((line, at) => Unwanted().Matches(line).Select(word => (at + 1, word.Value)));

    /// <summary>Every line of the list is emptied, so that the others keep their numbers.</summary>
    private static string WithoutTheList(string text)
    {
        var start = text.IndexOf(Heading, StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        end = end < 0 ? text.Length : end;
        return text[..start] + new string('\n', text[start..end].Count(c => c == '\n')) + text[end..];
    }

    [GeneratedRegex(
        "(?<![A-Za-z])(whoever|anew|mend[a-z]*|(is|are)[ _]told|to[ _]be[ _]had|surely)(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Unwanted();
}
