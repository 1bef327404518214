using Cake.Core;

namespace Cake.Frosting.Tests.CommandLine;

/// <summary>The fast parser against the parser of the official host: it says the same, or nothing.</summary>
internal sealed class CommandLineParserTests
{
    private static readonly string[] Words =
    [
        "-t",
        "--target",
        "--Target",
        "--TARGET",
        "--target=Build",
        "-t=Pack",
        "--target:Test",
        "Build",
        "-e",
        "--exclusive",
        "--exclusive=true",
        "--dryrun",
        "--noop",
        "--whatif",
        "--tree",
        "--showtree",
        "--description",
        "--showdescriptions",
        "--info",
        "--version",
        "--ver",
        "--no-report",
        "-v",
        "--verbosity",
        "diagnostic",
        "Q",
        "loud",
        "--verbosity=minimal",
        "-v=d",
        "-w",
        "--working",
        "--working=some/where",
        "/tmp",
        "--foo",
        "--foo=bar",
        "--foo=baz",
        "--foo:bar",
        "--Upper=BAR",
        "--foo=a=b:c",
        "--foo=two words",
        "--foo= padded",
        "--foo=\"quoted\"",
        "--Settings_ShowProcessCommandLine=true",
        "--a.b=c",
        "--k",
        "--k=",
        "--k=v",
        "--kk=",
        "-x",
        "-x=1",
        "-xyz",
        "-1",
        "1",
        "--1foo=2",
        "--",
        "-",
        "",
        " ",
        "a=b",
        "--_x=1",
        "--x_=1",
        "--ü=1",
        "-f",
    ];

    [Test]
    public void Every_word_and_pair_of_words_is_read_as_Spectre_reads_it()
    {
        var differences = new List<string>();
        foreach (var first in Words)
        {
            Compare([first], differences);
            foreach (var second in Words)
            {
                Compare([first, second], differences);
            }
        }

        differences.ShouldBeEmpty();
    }

    [Test]
    public void Random_lines_are_read_as_Spectre_reads_them()
    {
        var random = new Random(20261122);
        var differences = new List<string>();
        for (var line = 0; line < 1500; line++)
        {
            Compare(random.GetItems(Words, random.Next(3, 7)), differences);
        }

        differences.ShouldBeEmpty();
    }

    [TestCase("")]
    [TestCase("--target=Build")]
    [TestCase("-t Build --target Test -v d --exclusive")]
    [TestCase("--target=Deploy --component=ingress --environment=sandbox --with-dependencies")]
    [TestCase("--tree")]
    [TestCase("--version")]
    public void Usual_lines_do_not_need_Spectre(string line)
    {
        CommandLineParser.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldNotBeNull();
    }

    private static void Compare(string[] args, List<string> differences)
    {
        if (CommandLineParser.Parse(args) is not { } mine)
        {
            return;
        }

        var (expected, actual) = (SpectreProbe.Read(args), Text(mine, mine.ToCakeArguments()));
        if (expected != actual)
        {
            differences.Add($"[{string.Join("] [", args)}]: Spectre reads {expected}, we read {actual}");
        }

        var fallback = SpectreCommandLine.Read(args, SpectreProbe.Silent()).Options;
        if (fallback is not null && Text(fallback, fallback.ToCakeArguments()) is var text && text != expected)
        {
            differences.Add($"[{string.Join("] [", args)}]: Spectre reads {expected}, and we hand over {text}");
        }
    }

    internal static string Text(CommandLineOptions options, ICakeArguments arguments) =>
        $"targets {string.Join(',', options.Targets)}; {options.Exclusive} {options.DryRun} {options.Tree} "
        + $"{options.Description} {options.Info} {options.Version} {options.NoReport} {options.Verbosity} "
        + $"{options.WorkingDirectory}; {Text(arguments)}; raw {string.Join(',', options.Raw)}";

    private static string Text(ICakeArguments arguments) =>
        string.Join(
            ' ',
            arguments
                .GetArguments()
                .OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                .Select(pair => $"{pair.Key.ToUpperInvariant()}=[{string.Join(',', pair.Value)}]")
        );
}
