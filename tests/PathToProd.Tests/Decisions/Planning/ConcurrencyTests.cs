using PathToProd.Decisions.Planning;
using PathToProd.Tests.Model.Platform;

namespace PathToProd.Tests.Decisions.Planning;

public sealed class ConcurrencyTests
{
    [TestCase("", "", null, 8, TestName = "Each_processor_gets_one_where_nothing_is_said")]
    [TestCase("concurrency: 4\n", "", null, 4, TestName = "The_platform_says_how_many")]
    [TestCase("concurrency: 4\n", "", 6, 6, TestName = "What_was_asked_for_counts_more_than_the_platform")]
    [TestCase("concurrency: 4\n", "concurrency: 2\n", 6, 2, TestName = "Nothing_raises_the_limit_of_an_environment")]
    [TestCase("", "concurrency: 9\n", 3, 3, TestName = "The_limit_of_an_environment_raises_nothing")]
    public void Runs_go_so_many_at_once(string platform, string environment, int? asked, int expected)
    {
        // What an environment extends says its limit.
        var model = PlatformBuilder
            .Platform()
            .With("platform.yaml", $"name: platform\n{platform}")
            .Environment("base", environment + "description: common ground\n")
            .Environment("sandbox", "extends: base\ntarget: { directory: artifacts/sandbox }\n")
            .Load();

        var options = new RunOptions { Parallel = asked };

        Concurrency.Of(options, model.Platform, model.Environments["sandbox"], processors: 8).ShouldBe(expected);
    }
}
