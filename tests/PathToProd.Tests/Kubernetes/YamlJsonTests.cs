using PathToProd.Kubernetes;
using PathToProd.Reporting;

namespace PathToProd.Tests.Kubernetes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class YamlJsonTests
{
    private readonly List<Problem> _problems = [];

    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("Null", "null")]
    [TestCase("true", "true")]
    [TestCase("False", "false")]
    [TestCase("'true'", "\"true\"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("12", "12")]
    [TestCase("+12", "12")]
    [TestCase("-0.5", "-0.5")]
    [TestCase(".5", "0.5")]
    [TestCase("1e3", "1000")]
    [TestCase("'12'", "\"12\"")]
    [TestCase("!!str 12", "\"12\"")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("-Infinity", "\"-Infinity\"")]
    [TestCase("1e999", "\"1e999\"")]
    [TestCase(".inf", "\".inf\"")]
    [TestCase("100m", "\"100m\"")]
    [TestCase("18446744073709551615", "1.8446744073709552E+19")]
    [TestCase("[a, {b: c}]", "[\"a\",{\"b\":\"c\"}]")]
    public void Plain_scalars_follow_the_core_schema(string yaml, string json) =>
        Read($"v: {yaml}\n").ShouldBe($"{{\"v\":{json}}}");

    [Test]
    public void Anchors_stand_for_what_they_name_each_time() =>
        Read("a: &x { n: 1 }\nb: *x\nc: [*x, *x]\n").ShouldBe("""{"a":{"n":1},"b":{"n":1},"c":[{"n":1},{"n":1}]}""");

    [Test]
    public void Merge_keys_fill_what_is_missing()
    {
        Read("base: &base { a: 1, b: 2 }\nown: { b: 3, <<: *base }\n")
            .ShouldBe("""{"base":{"a":1,"b":2},"own":{"b":3,"a":1}}""");
        Read("x: &x { a: 1 }\ny: &y { a: 2, b: 2 }\nown: { <<: [*x, *y] }\n")
            .ShouldBe("""{"x":{"a":1},"y":{"a":2,"b":2},"own":{"a":1,"b":2}}""");
    }

    [TestCase("a: 1\na: 2\n", "f(11,1): the document is not YAML: Duplicate key a; correct it there or just above")]
    [TestCase(
        "? [a]\n: 1\n",
        "f(10,3): the document is not YAML: a key that is a map or a list; correct it there or just above"
    )]
    [TestCase(
        "a: *b\n",
        "f(10,1): the document is not YAML: The anchor 'b' does not exists; correct it there or just above"
    )]
    [TestCase(
        "a: &a [*a]\n",
        "f(10,4): the document is not YAML: it is nested too deep, with each alias counted as what it stands for; correct it there or just above"
    )]
    [TestCase(
        "a: { <<: 1 }\n",
        "f(10,10): the document is not YAML: a merge key << needs a map; correct it there or just above"
    )]
    [TestCase("text\n", "f(10,1): the document is not a map; write keys and values, such as apiVersion: v1")]
    public void What_cannot_be_read_is_told_with_its_line(string yaml, string problem)
    {
        YamlJson.Read(yaml, "f", _problems, firstLine: 10).ShouldBeNull();

        _problems.ShouldHaveSingleItem().ToString().ShouldBe(problem);
    }

    [Test]
    public void A_few_lines_that_stand_for_millions_of_nodes_are_refused()
    {
        var lines = Enumerable
            .Range(1, 9)
            .Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]");

        YamlJson.Read($"a0: &a0 [x]\n{string.Join('\n', lines)}\n", "f", _problems).ShouldBeNull();

        _problems
            .ShouldHaveSingleItem()
            .What.ShouldBe(
                "the document is not YAML: it holds too much, with each alias counted as what it stands for"
            );
    }

    [Test]
    public void An_empty_text_is_nothing_and_no_problem()
    {
        YamlJson.Read("# only a comment\n", "f", _problems).ShouldBeNull();

        _problems.ShouldBeEmpty();
    }

    private string? Read(string yaml)
    {
        var json = YamlJson.Read(yaml, "f", _problems)?.ToJsonString();
        _problems.ShouldBeEmpty();
        return json;
    }
}
