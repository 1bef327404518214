using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Text.Tables;

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

    private static Table Deployments()
    {
        var table = new Table("NAME", new Column("DIGEST", Rank: 2), new Column("WHO", Rank: 1), "STATE");
        table.Add(
            "external-dns",
            "sha256:0123456789ab",
            "ann@machine",
            "failed: the API server did not answer in time"
        );
        table.Add("日本語", "sha256:0123456789ab", "bob", "deployed");
        return table;
    }

    [Test]
    public void Where_nothing_limits_it_a_table_is_whole() =>
        Deployments()
            .Write(Style.Plain)
            .ShouldBe(
                """
                NAME          DIGEST               WHO          STATE
                external-dns  sha256:0123456789ab  ann@machine  failed: the API server did not answer in time
                日本語        sha256:0123456789ab  bob          deployed

                """
            );

    [Test]
    public void On_a_narrow_terminal_columns_are_left_out_by_rank() =>
        At(80)
            .ShouldBe(
                """
                NAME          WHO          STATE
                external-dns  ann@machine  failed: the API server did not answer in time
                日本語        bob          deployed

                """
            );

    [Test]
    public void On_a_narrower_one_the_last_column_is_wrapped() =>
        At(40)
            .ShouldBe(
                """
                NAME          STATE
                external-dns  failed: the API server did
                              not answer in time
                日本語        deployed

                """
            );

    [Test]
    public void Where_that_is_not_enough_the_widest_columns_are_shortened() =>
        At(25)
            .ShouldBe(
                """
                NAME          STATE
                external-dns  failed: the
                              API server
                              did not
                              answer in
                              time
                日本語        deployed

                """
            );

    [Test]
    public void Where_nothing_helps_each_row_is_a_block() =>
        At(16)
            .ShouldBe(
                """
                external-dns
                  digest:
                  sha256:0123456789ab
                  who: ann@machine
                  state: failed: the
                  API server did not
                  answer in time
                日本語
                  digest:
                  sha256:0123456789ab
                  who: bob
                  state: deployed

                """
            );

    [Test]
    public void A_command_is_never_broken()
    {
        var table = new Table();
        table.Add("./build.sh --target=Deploy --component=ingress", "deploys it after all");

        table
            .Write(Style.Plain with { Width = 40 }, indent: 2)
            .ShouldBe("  ./build.sh --target=Deploy --component=ingress\n    deploys it after all\n");
    }

    [Test]
    public void No_line_is_wider_than_the_terminal_whatever_is_in_it()
    {
        var table = new Table("COMPONENT", "VERSION", new Column("WHO", Rank: 1), "NOTE");
        string[] texts =
        [
            "a",
            "日本語テキスト",
            "e\u0301te\u0301",
            "🙂🙂🙂🙂🙂🙂🙂🙂",
            new string('x', 300),
            "one two three four five six",
        ];
        foreach (var text in texts)
        {
            table.Add(text, $"{text}2", text, text);
        }

        // Names are not broken in blocks, so from where a table fits.
        for (var width = 36; width <= 300; width++)
        {
            foreach (var line in table.Write(Style.Plain with { Width = width }).Split('\n'))
            {
                TextWidth.Of(line).ShouldBeLessThanOrEqualTo(width, line);
            }
        }
    }

    [TestCase("", 0)]
    [TestCase("abc", 3)]
    [TestCase("日本語", 6)]
    [TestCase("e\u0301", 1)]
    [TestCase("🙂", 2)]
    [TestCase("👩‍🚀", 4)] // as terminals count without knowing sequences
    [TestCase("ｆｕｌｌ", 8)]
    [TestCase("한국", 4)]
    [TestCase("a\u200bb", 2)]
    [TestCase("ä…ß", 3)]
    public void Characters_count_as_terminals_count_them(string text, int width) => TextWidth.Of(text).ShouldBe(width);

    [TestCase("abcdef", 6, "abcdef")]
    [TestCase("abcdef", 5, "ab...")]
    [TestCase("日本語日本", 8, "日本...")]
    [TestCase("日本語", 5, "日...")]
    [TestCase("🙂🙂🙂", 5, "🙂...")]
    [TestCase("cafe\u0301s", 5, "cafe\u0301s")]
    [TestCase("one two", 6, "one...")]
    public void What_is_cut_is_cut_between_characters(string text, int width, string cut) =>
        TextWidth.Shorten(text, width).ShouldBe(cut);

    [Test]
    public void Control_characters_in_a_cell_are_shown_and_do_nothing()
    {
        var table = new Table("WHO", "NOTE");
        table.Add("a\e[31mred", "two\nlines");

        table.Write(Style.Plain).ShouldBe("WHO             NOTE\na\\u001b[31mred  two\\u000alines\n");
    }

    private static string At(int width) => Deployments().Write(Style.Plain with { Width = width });

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
