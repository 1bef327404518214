using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Yaml;

public sealed class YamlJsonTests
{
    private readonly List<Problem> _problems = [];

    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("Null", "null")]
    [TestCase("true", "true")]
    [TestCase("False", "false")]
    [TestCase("'true'", "\"true\"")]
    [TestCase("yes", "true")]
    [TestCase("On", "true")]
    [TestCase("y", "true")]
    [TestCase("NO", "false")]
    [TestCase("off", "false")]
    [TestCase("N", "false")]
    [TestCase("yEs", "\"yEs\"")]
    [TestCase("12", "12")]
    [TestCase("+12", "12")]
    [TestCase("-0.5", "-0.5")]
    [TestCase(".5", "0.5")]
    [TestCase("1e3", "1000")]
    [TestCase("12e03", "12000")]
    [TestCase("'12'", "\"12\"")]
    [TestCase("!!str 12", "\"12\"")]
    [TestCase("!!int '12'", "12")]
    [TestCase("!!float 12", "12")]
    [TestCase("!!bool yes", "true")]
    [TestCase("!own 12", "\"12\"")]
    [TestCase("! 12", "\"12\"")]
    [TestCase("!!binary aGk=", "\"hi\"")]
    [TestCase("1.2.3", "\"1.2.3\"")]
    [TestCase("2001-01-01", "\"2001-01-01\"")]
    [TestCase("190:20:30", "\"190:20:30\"")]
    [TestCase("-Infinity", "\"-Infinity\"")]
    [TestCase("1e999", "\"1e999\"")]
    [TestCase("100m", "\"100m\"")]
    [TestCase("0400", "256")]
    [TestCase("0o400", "256")]
    [TestCase("08", "8")]
    [TestCase("0x1F", "31")]
    [TestCase("-0b11", "-3")]
    [TestCase("1_000", "1000")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("18446744073709551615", "1.8446744073709552E+19")]
    [TestCase("12345678901234567890123", "1.2345678901234568E+22")]
    [TestCase("[a, {b: c}]", "[\"a\",{\"b\":\"c\"}]")]
    [TestCase("[a,\nb\n]", "[\"a\",\"b\"]", TestName = "A_flow_list_may_go_on_at_column_0")]
    [TestCase("\"a\nb\"", "\"a b\"", TestName = "Quoted_text_may_go_on_at_column_0")]
    [TestCase("\"\\U0001F680\"", "\"\\uD83D\\uDE80\"")]
    [TestCase("a\u2028  b", "\"a\\u2028b\"", TestName = "A_line_separator_stays_itself")]
    [TestCase("a\u0085  b", "\"a b\"", TestName = "A_next_line_is_a_line_break")]
    public void Scalars_are_what_kubectl_and_Helm_take_them_for(string yaml, string json) =>
        Read($"v: {yaml}\n").ShouldBe($"{{\"v\":{json}}}");

    [TestCase("1", "1")]
    [TestCase("0x10", "16")]
    [TestCase("1.10", "1.1")]
    [TestCase("1e6", "1e\u002B06")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("yes", "true")]
    [TestCase(".inf", ".inf")]
    [TestCase("'yes'", "yes")]
    [TestCase("2001-01-01", "2001-01-01")]
    public void Keys_become_text_in_the_form_that_Go_writes(string yaml, string key) =>
        YamlJson.Read($"{yaml}: 1\n", "f", _problems)!.ShouldHaveSingleItem().Key.ShouldBe(key);

    [Test]
    public void Anchors_stand_for_what_they_name_each_time() =>
        Read("a: &x { d: 1 }\nb: *x\nc: [*x, *x]\n").ShouldBe("""{"a":{"d":1},"b":{"d":1},"c":[{"d":1},{"d":1}]}""");

    [Test]
    public void Merge_keys_count_where_they_stand_and_of_several_maps_the_first_one_does()
    {
        Read("base: &base { a: 1, b: 2 }\nown: { <<: *base, b: 3 }\n")
            .ShouldBe("""{"base":{"a":1,"b":2},"own":{"a":1,"b":3}}""");
        Read("base: &base { a: 1, b: 2 }\nown: { b: 3, <<: *base }\n")
            .ShouldBe("""{"base":{"a":1,"b":2},"own":{"b":2,"a":1}}""");
        Read("x: &x { a: 1 }\nw: &w { a: 2, b: 2 }\nown: { <<: [*x, *w] }\n")
            .ShouldBe("""{"x":{"a":1},"w":{"a":2,"b":2},"own":{"a":1,"b":2}}""");
    }

    [Test]
    public void Of_equal_keys_the_last_one_counts() => Read("a: 1\na: 2\n").ShouldBe("""{"a":2}""");

    [TestCase("a: |\n  x\n\n   y\nb: >-\n  one\n  two\n\n  three\n", """{"a":"x\n\n y\n","b":"one two\nthree"}""")]
    [TestCase("a: |+\n  x\n\nb: |2\n    x\n", """{"a":"x\n\n","b":"  x\n"}""")]
    [TestCase("a:\n- b\n- - c\n  - ? d\n    : e\n", """{"a":["b",["c",{"d":"e"}]]}""")]
    [TestCase("{a: [b: c, ? d : e], \"f\":g, h, i: }\n", """{"a":[{"b":"c"},{"d":"e"}],"f":"g","h":null,"i":null}""")]
    [TestCase("--- !own\n# text\na: 'it''s'\n...\n", """{"a":"it\u0027s"}""")]
    [TestCase("%YAML 1.1\n%TAG !k! tag:yaml.org,2002:\n---\na: !k!str 1\n", """{"a":"1"}""")]
    [TestCase("\uFEFFa: 1\r\nb: 2\r\n", """{"a":1,"b":2}""")]
    [TestCase("a: b\\\n  \"c\"\n", """{"a":"b\\ \u0022c\u0022"}""")]
    [TestCase("a: \"b \\\n  c\\x41\\u263A\\e\\/\"\n", null)]
    [TestCase("a: \"b \\\n  c\\x41\"\n", """{"a":"b cA"}""")]
    [TestCase("a:\tb\t# c\n", """{"a":"b"}""")]
    public void Every_form_of_writing_is_read(string yaml, string? json) =>
        YamlJson.Read(yaml, "f", _problems)?.ToJsonString().ShouldBe(json);

    [TestCase("text\n", "f(10,1): the document is not a map; write keys and values, such as apiVersion: v1")]
    [TestCase(
        "a: .inf\n",
        "f(10,4): .inf is a number that JSON cannot express, so Kubernetes refuses it; write a number, or put it in quotes"
    )]
    [TestCase("? [a]\n: 1\n", "f(10,3): a list cannot be a key; put a text that begins with [ or { in quotes")]
    [TestCase("a: {{ b }}\n", "f(10,5): a map cannot be a key; put a text that begins with [ or { in quotes")]
    [TestCase("~: 1\n", "f(10,1): ~ cannot be a key in Kubernetes; put it in quotes")]
    [TestCase("? \n: 1\n", "f(10,2): a key is missing; put it in quotes")]
    [TestCase(
        "1: a\n'1': b\n",
        "f(11,1): the key 1 is there twice, as text and as another type, and Kubernetes takes either; remove one of the two"
    )]
    [TestCase(
        "a: *b\n",
        "f(10,4): there is no anchor &b above; write &b before what *b stands for, or put the text in quotes"
    )]
    [TestCase("a: &a [*a]\n", "f(10,8): *a is inside what it stands for; write it out")]
    [TestCase(
        "a: *\n",
        "f(10,4): * begins the name of an anchor, which has only letters, digits, _ and -; put the text that begins with * in quotes"
    )]
    [TestCase("a: { <<: 1 }\n", "f(10,10): a merge key << needs a map; merge a map, or write \"<<\"")]
    [TestCase("a: 1\n\tb: 2\n", "f(11,1): a tab indents this line; indent with spaces")]
    [TestCase("a:\n\t- b\n", "f(11,1): a tab is where only spaces are allowed; indent with spaces")]
    [TestCase("a: |\n\tb\n", "f(11,1): a tab indents this line; indent with spaces")]
    [TestCase(
        "a: b: c\n",
        "f(10,5): a value cannot begin here; put the text that holds \": \" in quotes, or check the indentation"
    )]
    [TestCase(
        "a: - b\n",
        "f(10,4): a list's item cannot begin here; put it on a line of its own, or the text that begins with - in quotes"
    )]
    [TestCase(
        "a: b\nc\nd: e\n",
        "f(11,1): a key is expected here, but no colon follows it; write key: value, or check the indentation"
    )]
    [TestCase(
        "a:\n  - b\n c: d\n",
        "f(12,2): the map's next key is expected here; write key: value, or check the indentation"
    )]
    [TestCase(
        "- a\nb: c\n",
        "f(11,1): the list's next item begins with -; check the indentation: a list's items and a map's keys cannot mix"
    )]
    [TestCase(
        "a: [b, c\nd: e\n",
        "f(10,4): the list that opens here is not closed; close it with ], or check the commas in it"
    )]
    [TestCase("a: [b, c\n", "f(10,4): the list that opens here is not closed; close it with ]")]
    [TestCase("a: { b: c\n", "f(10,4): the map that opens here is not closed; close it with }")]
    [TestCase("a: \"b\n", "f(10,4): the quote that opens here is not closed; close it")]
    [TestCase(
        "a: \"\\d\"\n",
        "f(10,5): the escape \\d means nothing in YAML; write \\\\ for a backslash, or use single quotes"
    )]
    [TestCase(
        "a: \"\\ud83d\\ude80\"\n",
        "f(10,5): the escape of U+D83D is not a character in YAML; write the character itself, or \\U and eight hexadecimal digits"
    )]
    [TestCase(
        "a: \"\\x4\"\n",
        "f(10,5): the escape \\x needs 2 hexadecimal digits; write \\\\ for a backslash, or use single quotes"
    )]
    [TestCase("a: @b\n", "f(10,4): nothing can begin with @; put the text in quotes")]
    [TestCase(
        "a: > b\n",
        "f(10,6): a block of text begins on the line after | or >; put the text in quotes, or on the next line"
    )]
    [TestCase("a: |0\n  b\n", "f(10,5): a block of text is indented by at least 1; remove the 0")]
    [TestCase(
        "a: !k!x b\n",
        "f(10,4): the tag's handle !k! is not declared; remove the tag, or put the text that begins with ! in quotes"
    )]
    [TestCase("a: !!int b\n", "f(10,4): \"b\" does not fit the tag !!int; correct the value, or remove the tag")]
    [TestCase("a: !!binary '?'\n", "f(10,4): the value of !!binary is not base64; encode it again")]
    [TestCase(
        "%YAML 1.2\n---\na: 1\n",
        "f(10,1): %YAML 1.2 is refused, as kubectl and Helm read only %YAML 1.1; remove the line"
    )]
    [TestCase("%FOO\n---\na: 1\n", "f(10,1): % begins a directive, and there is no %FOO; put the text in quotes")]
    [TestCase(
        "%YAML 1.1\n",
        "f(11,1): no document begins after the directive; remove the line: no directive is needed"
    )]
    [TestCase(
        "a: 1\n...\nb: 2\n",
        "f(12,1): Kubernetes ignores this and all that follows, as the document ends above; begin the next document with ---, or check the indentation"
    )]
    [TestCase(
        "{a: 1}\nb\n",
        "f(11,1): Kubernetes ignores this and all that follows, as the document ends above; begin the next document with ---, or check the indentation"
    )]
    [TestCase(
        "a: b\0\n",
        "f(10,5): the control character U+0000 cannot be in YAML; remove it; in double quotes it can be written as an escape"
    )]
    [TestCase("a: \uFFFD\n", "f(10,4): the text is not UTF-8; save the file as UTF-8")]
    public void What_Kubernetes_refuses_is_a_problem_with_its_place_and_what_to_do(string yaml, string problem)
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
            .What.ShouldBe("the document holds too much, with each alias counted as what it stands for");
    }

    [TestCase("[", "maps and lists are nested too deep")]
    [TestCase("{a: ", "maps and lists are nested too deep")]
    [TestCase("- ", "maps and lists are nested too deep")]
    [TestCase("? ", "maps and lists are nested too deep")]
    public void What_is_nested_without_end_is_refused_at_once(string part, string what)
    {
        YamlJson.Read(string.Concat(Enumerable.Repeat(part, 100_000)), "f", _problems).ShouldBeNull();

        _problems.ShouldHaveSingleItem().What.ShouldBe(what);
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
