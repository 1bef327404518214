using FsCheck;
using FsCheck.Fluent;
using PathToProd.Text.Ci;

namespace PathToProd.Tests.Text.Ci;

public sealed class CommandGuardTests
{
    [TestCase("::set-env name=PATH::/tmp", ": :set-env name=PATH::/tmp")]
    [TestCase("  ::stop-commands::token", "  : :stop-commands::token")]
    [TestCase("\t::add-mask::a", "\t: :add-mask::a")]
    [TestCase("\u00a0\u3000::error::a", "\u00a0\u3000: :error::a")]
    [TestCase("done\n::endgroup::", "done\n: :endgroup::")]
    [TestCase("##[error]failed", "## [error]failed")]
    [TestCase("ingress | ##[add-mask]a", "ingress | ## [add-mask]a")]
    [TestCase("###[group]a", "### [group]a")]
    [TestCase("::a::b ##[c]", ": :a::b ## [c]")]
    public void What_the_runner_would_obey_gets_a_space(string text, string harmless) =>
        CommandGuard.Harmless(text).ShouldBe(harmless);

    [TestCase("\u200b::error::a", "\u200b: :error::a")]
    [TestCase(":\u200d:error::a", ":\u200d :error::a")]
    [TestCase("#\u00ad#\ufeff[error]a", "#\u00ad#\ufeff [error]a")]
    [TestCase("##\ufe0f[error]a", "##\ufe0f [error]a")]
    public void Characters_that_nobody_sees_do_not_hide_a_command(string text, string harmless) =>
        CommandGuard.Harmless(text).ShouldBe(harmless);

    [TestCase("a::b")]
    [TestCase("module.vpc::read")]
    [TestCase(": :")]
    [TestCase("#[derive(Debug)]")]
    [TestCase("# [a] ## b")]
    [TestCase("aws_vpc.main[0]: Creation complete after 3s [id=vpc-1]")]
    [TestCase("fe80::1 dev eth0")]
    public void Everything_else_stays(string text) => CommandGuard.Harmless(text).ShouldBe(text);

    [Test]
    public void A_line_that_comes_in_pieces_is_judged_as_one()
    {
        var guard = new CommandGuard();

        string.Concat(((string[])["web | ", "::a::\n", " :", ":b::\n#", "#", "[c]"]).Select(guard.Next))
            .ShouldBe("web | ::a::\n : :b::\n## [c]");
    }

    [Test]
    public void Nothing_is_left_that_the_runner_would_read_as_a_command()
    {
        var texts = Gen.Elements(':', '#', '[', ']', 'a', ' ', '\n', '\u200b', '\t')
            .ArrayOf()
            .Select(all => new string(all));

        Prop.ForAll(texts.ToArbitrary(), text => !CommandGuard.Harmless(text).Split('\n').Any(IsCommand))
            .QuickCheckThrowOnFailure();
    }

    /// <summary>As the runner looks for them, for which a zero-width space may not be there.</summary>
    private static bool IsCommand(string line)
    {
        var seen = line.Replace("\u200b", "", StringComparison.Ordinal);
        return seen.TrimStart().StartsWith("::", StringComparison.Ordinal)
            || seen.Contains("##[", StringComparison.Ordinal);
    }
}
