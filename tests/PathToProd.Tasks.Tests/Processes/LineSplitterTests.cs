using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LineSplitterTests
{
    private readonly List<string> _lines = [];

    [TestCase("a\nb\n", new[] { "a", "b" })]
    [TestCase("a\r\nb", new[] { "a", "b" })]
    [TestCase("10%\r20%\r\n", new[] { "10%", "20%" })]
    [TestCase("\n\nx", new[] { "", "", "x" })]
    [TestCase("a\r\r\nb", new[] { "a", "", "b" })]
    [TestCase("", new string[0])]
    public void Lines_end_with_any_of_the_line_ends(string text, string[] expected)
    {
        Split(Encoding.UTF8.GetBytes(text), 1000);
        _lines.ShouldBe(expected);
    }

    [Test]
    public void However_the_bytes_arrive_the_lines_are_the_same()
    {
        var text = Gen.Elements("a", "\r", "\n", "ü", "😀", "xyz").ListOf().Select(parts => string.Concat(parts));
        var cases = Gen.Two(Gen.Choose(1, 5))
            .SelectMany(_ => text, (pieces, value) => (Pieces: pieces.Item1, value))
            .ToArbitrary();
        Prop.ForAll(
                cases,
                given =>
                {
                    Split(Encoding.UTF8.GetBytes(given.value), 1000);
                    var whole = _lines.ToArray();
                    _lines.Clear();
                    Split(Encoding.UTF8.GetBytes(given.value), given.Pieces);
                    var same = whole.SequenceEqual(_lines);
                    _lines.Clear();
                    return same;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_replaced()
    {
        Split([(byte)'a', 0xff, (byte)'b', (byte)'\n', 0xf0, 0x9f], 1);
        _lines.ShouldBe(["a\ufffdb", "\ufffd"]);
    }

    [Test]
    public void A_very_long_line_comes_in_pieces_that_are_the_line()
    {
        var text = string.Concat(Enumerable.Repeat("😀x", 5000));
        Split(Encoding.UTF8.GetBytes(text), 777, limit: 1000);
        string.Concat(_lines).ShouldBe(text);
        _lines.ShouldAllBe(line => line.Length <= 1000 && !char.IsLowSurrogate(line[0]));
    }

    [Test]
    public void No_secret_is_cut_in_two_by_a_very_long_line()
    {
        var redactor = new Redactor("hunter2");
        for (var before = 90; before < 110; before++)
        {
            _lines.Clear();
            var text = new string('.', before) + "hunter2" + new string('.', 300);
            Split(Encoding.UTF8.GetBytes(text), 50, limit: 100, redactor);
            string.Concat(_lines.Select(redactor.Hide)).ShouldBe(text.Replace("hunter2", "***"));
        }
    }

    private void Split(byte[] bytes, int piece, int limit = 1 << 20, Redactor? redactor = null)
    {
        var splitter = new LineSplitter(redactor ?? new Redactor(), _lines.Add, limit);
        foreach (var part in bytes.Chunk(piece))
        {
            splitter.Add(part);
        }

        splitter.End();
    }
}
