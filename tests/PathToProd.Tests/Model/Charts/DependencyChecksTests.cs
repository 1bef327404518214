using System.Text.Json.Nodes;
using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Charts;

public sealed class DependencyChecksTests
{
    private const string Chart = "components/web/chart";

    [Test]
    public void What_stands_beside_the_chart_is_no_problem() =>
        Problems(
                [new("redis", "1.x"), new("redis", "1.x"), new("common", ""), new("odd", ">=1.0.0-0 || nonsense")],
                null,
                new Subchart("redis", "v1.2.3", "components/web/chart/charts/redis"),
                new Subchart("common", "1.0.0", "components/web/chart/charts/common-1.0.0.tgz"),
                new Subchart("odd", "3.0.0", "components/web/chart/charts/odd")
            )
            .ShouldBeEmpty();

    [Test]
    public void What_is_missing_is_fetched_by_the_lock_or_the_lock_is_made_again()
    {
        const string Missing = "Chart.yaml: the chart depends on redis, which is not in components/web/chart/charts/; ";

        Problems([new("redis", "1.x")], null)
            .ShouldBe(Missing + "run helm dependency build components/web/chart, and commit what it fetches");
        Problems([new("redis", "1.x")], [new("redis", "1.2.3")])
            .ShouldBe(Missing + "run helm dependency build components/web/chart, and commit what it fetches");
        Problems([new("redis", "1.x")], [new("redis", "2.0.0")])
            .ShouldBe(Missing + "run helm dependency update components/web/chart, and commit what it fetches");
        Problems([new("redis", "1.x")], [])
            .ShouldBe(Missing + "run helm dependency update components/web/chart, and commit what it fetches");
    }

    [Test]
    public void What_Git_ignores_is_reported_with_its_rule() =>
        Problems(
                [new("sub", "*")],
                null,
                new Subchart(
                    "sub",
                    "1.0.0",
                    "components/web/chart/charts/sub",
                    new SubchartLeftOut("Git ignores it (.gitignore(1): charts/*)", "do this")
                )
            )
            .ShouldBe(
                "Chart.yaml: the chart depends on sub; components/web/chart/charts/sub is there, but Git ignores it "
                    + "(.gitignore(1): charts/*), so the artifact would not contain it; do this"
            );

    [TestCase("2.x", "1.9.0")]
    [TestCase("1.2.3", "1.2.4")]
    [TestCase("~1.2", "1.3.0")]
    [TestCase("1.2", "1.3.0")]
    public void A_version_that_Helm_would_leave_out_silently_is_reported(string range, string version) =>
        Problems([new("redis", range)], null, new Subchart("redis", version, "components/web/chart/charts/redis"))
            .ShouldBe(
                $"Chart.yaml: the chart depends on redis {range}, and components/web/chart/charts/redis has the version {version}: "
                    + "Helm would silently leave it out; run helm dependency build components/web/chart, and commit what it fetches"
            );

    [TestCase("1.2", "1.2.7")]
    [TestCase("v1.2.3", "1.2.3")]
    [TestCase("1.2.3", "v1.2.3+build")]
    [TestCase(">=1.0.0, <2.0.0", "1.5.0")]
    [TestCase("^1", "1.0.0")]
    [TestCase("*", "0.0.1")]
    [TestCase("0.0.0", "0.0.0")]
    public void A_version_in_the_range_is_no_problem(string range, string version) =>
        Problems([new("redis", range)], null, new Subchart("redis", version, "redis")).ShouldBeEmpty();

    [Test]
    public void Dependencies_are_read_whatever_else_the_file_holds()
    {
        ChartDependency.Of(null).ShouldBeEmpty();
        ChartDependency.Of((JsonObject)JsonNode.Parse("""{ "dependencies": "x" }""")!).ShouldBeEmpty();
        ChartDependency
            .Of(
                (JsonObject)
                    JsonNode.Parse(
                        """{ "dependencies": [1, { "name": "a", "version": "1.x", "alias": "b", "condition": "c.enabled" }, {}] }"""
                    )!
            )
            .ShouldBe([new ChartDependency("a", "1.x"), new ChartDependency("", "")]);
    }

    private static string Problems(
        ChartDependency[] dependencies,
        ChartDependency[]? locked,
        params Subchart[] subcharts
    ) =>
        string.Join(
            '\n',
            DependencyChecks.Of(
                Chart,
                [.. dependencies],
                locked is null ? null : [.. locked],
                [.. subcharts],
                new SourcePosition("Chart.yaml")
            )
        );
}
