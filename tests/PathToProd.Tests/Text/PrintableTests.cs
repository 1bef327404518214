using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class PrintableTests
{
    [TestCase("plain text", "plain text")]
    [TestCase("Grüße, 日本語 🙂 e\u0301", "Grüße, 日本語 🙂 e\u0301")]
    [TestCase("\e]0;title\u0007", "\\u001b]0;title\\u0007")]
    [TestCase("a\rb\bc\u007f", "a\\u000db\\u0008c\\u007f")]
    [TestCase("c1 \u009b31m", "c1 \\u009b31m")]
    [TestCase("one\ntwo\ttabs", "one\\u000atwo\\u0009tabs")]
    [TestCase("line\u2028separator", "line\\u2028separator")]
    [TestCase("a\u202etxt.exe", "a\\u202etxt.exe")]
    public void A_line_has_no_character_that_does_anything(string text, string line) =>
        Printable.Line(text).ShouldBe(line);

    [Test]
    public void Half_a_character_is_replaced() => Printable.Line($"{'\ud800'} lone").ShouldBe("\ufffd lone");

    [Test]
    public void Lines_keep_their_breaks_and_tabs() =>
        Printable.Lines("one\r\n\ttwo\n\e[2Jthree\r").ShouldBe("one\n\ttwo\n\\u001b[2Jthree\\u000d");

    [Test]
    public void A_very_long_word_is_cut_and_says_how_long_it_was()
    {
        var longest = new string('a', 500);
        Printable.Message($"there is no {longest} or").ShouldBe($"there is no {longest} or");
        Printable
            .Message($"there is no {new string('a', 100_000)}\n  or {longest}b")
            .ShouldBe(
                $"there is no {new string('a', 200)}... (100000 characters)\n  or {new string('a', 200)}... (501 characters)"
            );
        Printable.Message("a \e[0m\r\nb\n").ShouldBe("a \\u001b[0m\nb\n");
    }
}
