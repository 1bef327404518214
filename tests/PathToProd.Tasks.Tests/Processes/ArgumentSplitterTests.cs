using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

public class ArgumentSplitterTests
{
    [TestCase("", new string[0])]
    [TestCase("  \t ", new string[0])]
    [TestCase("a b\tc", new[] { "a", "b", "c" })]
    [TestCase("\"a b\" c", new[] { "a b", "c" })]
    [TestCase("\"\" x", new[] { "", "x" })]
    [TestCase("a\nb", new[] { "a\nb" })]
    [TestCase(@"C:\x\y \\server", new[] { @"C:\x\y", @"\\server" })]
    [TestCase(@"""a\\"" b", new[] { @"a\", "b" })]
    [TestCase(@"\""a b\""", new[] { "\"a", "b\"" })]
    [TestCase("\"a\"\"b\"", new[] { "a\"b" })]
    [TestCase("--set=\"x y\"z", new[] { "--set=x yz" })]
    [TestCase("\"open end", new[] { "open end" })]
    public void Quotes_and_backslashes_are_read_as_a_program_on_Windows_reads_them(string line, string[] expected) =>
        ArgumentSplitter.Split(line).ShouldBe(expected);

    [Test]
    public void Whatever_is_quoted_comes_back_as_it_was()
    {
        var text = Gen.Elements('"', '\\', ' ', '\t', '\n', 'a', 'ü', '\'')
            .ListOf()
            .Select(letters => string.Concat(letters));
        var lists = text.ListOf().Select(list => list.ToArray()).ToArbitrary();
        Prop.ForAll(lists, list => ArgumentSplitter.Split(string.Join(' ', list.Select(Quote))).SequenceEqual(list))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    // The published rule, from the other side: double the backslashes before a quote, and escape the quote.
    private static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            quoted.Append('\\', c == '"' ? backslashes + 1 : 0).Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
