using PathToProd.Reporting;

namespace PathToProd.Tests.Reporting;

public sealed class TableTests
{
    private static Table Components()
    {
        var table = new Table("NAME", "VERSION", "STATE");
        table.Add(new Cell("ingress", Tone.Strong), "1.4.0", new Cell("failed", Tone.Bad));
        table.Add("a", "10.20.30");
        table.Add("b", "", "gone");
        return table;
    }

    [Test]
    public void Columns_are_as_wide_as_their_widest_cell_and_lines_end_without_spaces() =>
        Components()
            .Write(Style.Plain)
            .ShouldBe(
                "NAME     VERSION   STATE\ningress  1.4.0     failed\na        10.20.30\nb                  gone\n"
            );

    [Test]
    public void Colours_change_no_letter_and_no_column() =>
        Components()
            .Write(Style.Ansi, indent: 1)
            .ShouldBe(
                " \e[2mNAME\e[0m     \e[2mVERSION\e[0m   \e[2mSTATE\e[0m\n"
                    + " \e[1mingress\e[0m  1.4.0     \e[31mfailed\e[0m\n"
                    + " a        10.20.30\n"
                    + " b                  gone\n"
            );

    [Test]
    public void A_table_of_nothing_is_nothing() => new Table().Write(Style.Plain).ShouldBe("");

    [TestCase("", 10, "")]
    [TestCase("one two three", 8, "one two|three")]
    [TestCase("one two three", 7, "one two|three")]
    [TestCase("a-word-that-is-too-long for it", 6, "a-word-that-is-too-long|for it")]
    [TestCase("first\r\n  indented line", 10, "first|  indented|line")]
    public void Prose_is_broken_between_words(string text, int width, string lines) =>
        string.Join('|', Prose.Wrap(text, width)).ShouldBe(lines);
}
