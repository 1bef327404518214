using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tests.Tools;

[TestFixture]
internal sealed class ArgumentTests
{
    [TestCase("plain", "plain")]
    [TestCase("--set=a=b,c", "--set=a=b,c")]
    [TestCase("", "\"\"")]
    [TestCase("two words", "\"two words\"")]
    [TestCase("a\tb", "\"a\tb\"")]
    [TestCase("b[\"c\"]", "\"b[\\\"c\\\"]\"")]
    [TestCase("C:\\dir\\", "C:\\dir\\")]
    [TestCase("C:\\my dir\\", "\"C:\\my dir\\\\\"")]
    public void A_word_is_quoted_only_when_it_must_be(string value, string rendered) =>
        new ProcessArgumentBuilder().Word(value).Render().ShouldBe(rendered);

    [Test]
    public void A_setting_that_is_not_said_is_not_an_argument() =>
        new ProcessArgumentBuilder()
            .Flag("--flag", null)
            .Option("--text", (string?)null)
            .Option("--number", (int?)null)
            .Option("--path", (FilePath?)null)
            .Option("--time", (TimeSpan?)null)
            .Each("--each", Array.Empty<string>())
            .Count.ShouldBe(0);

    [Test]
    public void A_flag_that_is_said_to_be_off_is_said_to_be_off() =>
        new ProcessArgumentBuilder().Flag("--wait", false).Render().ShouldBe("--wait=false");

    [Test]
    [Platform(Exclude = "Win")]
    [CancelAfter(30_000)]
    public void Words_reach_a_program_as_they_are()
    {
        string[] words =
        [
            "plain",
            "two words",
            "",
            "\"",
            "a\\\"b",
            "\\",
            "\\ \\",
            "$x `y` ${z} *",
            "é\t✓",
            "--a=b c\\",
        ];
        using var cake = TestCake.Real("/usr/bin/printf");
        var arguments = new ProcessArgumentBuilder().Append("[%s]");
        foreach (var word in words)
        {
            arguments.Word(word);
        }

        var process = cake.ProcessRunner.Start(
            "/usr/bin/printf",
            new ProcessSettings { Arguments = arguments, RedirectStandardOutput = true }
        );
        process.WaitForExit();

        string.Join('\n', process.GetStandardOutput()).ShouldBe(string.Concat(words.Select(word => $"[{word}]")));
    }
}
