namespace Repository.Tests.CommandLine;

/// <summary>Arguments that no person types but that scripts give: empty items, control characters, whole files.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class OddArgumentTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("web");

    public void Dispose() => _platform.Dispose();

    [TestCase("--component=,")]
    [TestCase("--component=a,,b")]
    [TestCase("--component=web,")]
    [TestCase("--component=,web")]
    [TestCase("--component=web, ,web")]
    public void An_empty_name_in_a_list(string list) =>
        _platform
            .Run("--target=Build", list)
            .ShouldOnlySay(
                2,
                $"{list} has an empty name in its list; write names with single commas between them, and none at either end"
            );

    [Test]
    public void An_empty_name_among_upgrades() =>
        _platform
            .Run("--target=Resolve", "--upgrade=web,,")
            .ShouldOnlySay(
                2,
                "--upgrade=web,, has an empty name in its list; write names with single commas between them, and none at either end"
            );

    [TestCase("--component=", "--component has no value; write --component=NAMES")]
    [TestCase("--environment=", "--environment has no value; write --environment=NAME")]
    [TestCase("--environment= ", "--environment has no value; write --environment=NAME")]
    [TestCase("--set=", "--set has no value; write --set=NAME")]
    [TestCase("--output=", "--output has no value; write --output=text|json")]
    public void An_option_without_its_value(string option, string message) =>
        _platform.Run("--target=Plan", option).ShouldOnlySay(2, message);

    [TestCase("--component=web", "-c=web")]
    [TestCase("--component=web", "--Component=api")]
    public void An_option_that_is_given_twice(string first, string second) =>
        _platform.Run("--target=Build", first, second).ShouldOnlySay(2, "--component is given twice; give it once");

    [TestCase("--target=De\e[31mploy")]
    [TestCase("--component=\e]0;title\u0007")]
    [TestCase("--environment=\e[2J")]
    [TestCase("--output=\e[31m")]
    [TestCase("--set=\u009b31m")]
    [TestCase("\e[31m")]
    [TestCase("--\e[31m=x")]
    public void Control_characters_are_reported_and_do_nothing(string argument)
    {
        var result = _platform.Run(
            argument.StartsWith("--target", StringComparison.Ordinal)
                ? [argument]
                : ["--target=Plan", argument, .. (string[])(argument.Contains("component") ? [] : ["--component=web"])]
        );

        result.ExitCode.ShouldBe(2);
        result.Raw.ShouldNotContain('\e');
        result.Raw.ShouldNotContain('\u009b');
        result.Raw.ShouldNotContain('\u0007');
        result.Error.ShouldContain("\\u00");
        result.ShouldTouchNothing();
    }

    [TestCase("--target=")]
    [TestCase("--component=")]
    [TestCase("--environment=")]
    [TestCase("--output=")]
    [TestCase("--set=")]
    [TestCase("")]
    public void What_is_endless_is_cut_and_says_how_long_it_is(string start)
    {
        var argument = start + new string('a', 100_000);
        var result = _platform.Run(
            start == "--target="
                ? [argument]
                : ["--target=Plan", argument, .. (string[])(start == "--component=" ? [] : ["--component=web"])]
        );

        result.ExitCode.ShouldBe(2);
        result.Raw.Length.ShouldBeLessThan(3000);
        result.Error.ShouldContain("characters)");
    }
}
