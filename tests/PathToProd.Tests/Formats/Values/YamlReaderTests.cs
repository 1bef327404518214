using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Values;

public sealed class YamlReaderTests
{
    [TestCase("a", ScalarKind.Text)]
    [TestCase("'1'", ScalarKind.Text)]
    [TestCase("!!str 1", ScalarKind.Text)]
    [TestCase("! 1", ScalarKind.Text)]
    [TestCase("1.2.3", ScalarKind.Text)]
    [TestCase("5m", ScalarKind.Text)]
    [TestCase("12:30:45", ScalarKind.Text)]
    [TestCase("2026-11-22", ScalarKind.Text)]
    [TestCase("1", ScalarKind.WholeNumber)]
    [TestCase("-12", ScalarKind.WholeNumber)]
    [TestCase("0x1F", ScalarKind.WholeNumber)]
    [TestCase("0o17", ScalarKind.WholeNumber)]
    [TestCase("1.10", ScalarKind.Number)]
    [TestCase("1e3", ScalarKind.Number)]
    [TestCase(".5", ScalarKind.Number)]
    [TestCase("5.", ScalarKind.Number)]
    [TestCase("1e", ScalarKind.Text)]
    [TestCase(".", ScalarKind.Text)]
    [TestCase("-", ScalarKind.Text)]
    [TestCase("true", ScalarKind.Boolean)]
    [TestCase("False", ScalarKind.Boolean)]
    [TestCase("y", ScalarKind.Text)]
    [TestCase("null", ScalarKind.Nothing)]
    [TestCase("~", ScalarKind.Nothing)]
    [TestCase("", ScalarKind.Nothing)]
    public void A_scalar_is_what_yaml_1_2_says(string yaml, ScalarKind kind)
    {
        var text = yaml == "-" ? "a: \"-\"\n" : $"a: {yaml}\n";
        var scalar = ((ValueNode.Map)Read(text)).Entries[0].Value.ShouldBeOfType<ValueNode.Scalar>();
        scalar.Kind.ShouldBe(kind);
    }

    [TestCase(
        "a: yes\n",
        "test.yaml(1,4): yes means true to some YAML readers and text to others; write true, or \"yes\" in quotes"
    )]
    [TestCase(
        "a: Off\n",
        "test.yaml(1,4): Off means false to some YAML readers and text to others; write false, or \"Off\" in quotes"
    )]
    [TestCase(
        "a: 0755\n",
        "test.yaml(1,4): 0755 is octal to some YAML readers and decimal to others; write \"0755\" in quotes, or the number without the 0"
    )]
    [TestCase(
        "a: 1_000\n",
        "test.yaml(1,4): 1_000 is a number to some YAML readers and text to others; write it without _, or in quotes"
    )]
    [TestCase(
        "a: .inf\n",
        "test.yaml(1,4): .inf is a number that JSON cannot express; write a number, or put it in quotes"
    )]
    [TestCase("a: 1\nb: 2\na: 3\n", "test.yaml(3,1): the key a is there twice, first on line 1; remove one of the two")]
    [TestCase(
        "a: 1\n---\nb: 2\n",
        "test.yaml(2,1): a second document begins here; keep one document in the file, without ---"
    )]
    [TestCase(
        "a: *b\n",
        "test.yaml(1,4): there is no anchor &b above; write &b before what *b stands for, or put the text in quotes"
    )]
    [TestCase("a: &x [*x]\n", "test.yaml(1,8): *x is inside what it stands for; write it out")]
    [TestCase(
        "a: &x { b: 1 }\nc: { <<: *x }\n",
        "test.yaml(2,6): << (a merge key) is not supported; write the keys out, or let the environment extend another"
    )]
    [TestCase("a: {{ .Values.x }}\n", "test.yaml(1,5): a map cannot be a key; put a text that holds {{ or { in quotes")]
    [TestCase("a: !Ref b\n", "test.yaml(1,4): the tag !Ref does not fit here; remove it")]
    [TestCase("a: !!int b\n", "test.yaml(1,4): the tag tag:yaml.org,2002:int does not fit here; remove it")]
    [TestCase("a: 1\n\tb: 2\n", "test.yaml(2,1): a tab indents this line; indent with spaces")]
    [TestCase("a:\n  b: 1\n \tc: 2\n", "test.yaml(3,2): a tab indents this line; indent with spaces")]
    [TestCase(
        "a: b: c\n",
        "test.yaml(1,5): a value cannot begin here; put the text that holds \": \" in quotes, or check the indentation"
    )]
    [TestCase("a: 'x\n", "test.yaml(1,4): the quote that opens here is not closed; close it")]
    [TestCase("a: @x\n", "test.yaml(1,4): nothing can begin with @; put the text in quotes")]
    [TestCase(
        "a: \"\\q\"\n",
        "test.yaml(1,5): the escape \\q means nothing in YAML; write \\\\ for a backslash, or use single quotes"
    )]
    [TestCase(
        "key: value\nother\n",
        "test.yaml(2,1): a key is expected here, but no colon follows it; write key: value, or check the indentation"
    )]
    [TestCase(
        "- a\nb: c\n",
        "test.yaml(2,1): the list's next item begins with -; check the indentation: a list's items and a map's keys cannot mix"
    )]
    [TestCase(
        "a: [1, 2\nb: 3\n",
        "test.yaml(1,4): the list that opens here is not closed; close it with ], or check the commas in it"
    )]
    [TestCase(
        "a: 1\u0001\n",
        "test.yaml(1,5): the control character U+0001 cannot be in YAML; remove it; in double quotes it can be written as an escape"
    )]
    [TestCase("a: \uFFFD\n", "test.yaml(1,4): the text is not UTF-8; save the file as UTF-8")]
    [TestCase(
        "a: >=1.2\n",
        "test.yaml(1,5): a block of text begins on the line after | or >; put the text in quotes, or on the next line"
    )]
    [TestCase(
        "a: *\n",
        "test.yaml(1,4): * begins the name of an anchor, which has only letters, digits, _ and -; put the text that begins with * in quotes"
    )]
    [TestCase("a: [1, 2\n", "test.yaml(1,4): the list that opens here is not closed; close it with ]")]
    [TestCase(
        "a: [x?y]\n",
        "test.yaml(1,6): a comma or ] is expected here; write one, or put the text that holds {, [ or ? in quotes"
    )]
    [TestCase(
        "[a]\n[b]\n",
        "test.yaml(2,1): the document ends above, and this follows it; check the indentation, and the quotes and brackets above"
    )]
    [TestCase("a: !Ref [b]\n", "test.yaml(1,4): the tag !Ref does not fit here; remove it")]
    [TestCase("a: !Ref { b: c }\n", "test.yaml(1,4): the tag !Ref does not fit here; remove it")]
    [TestCase(
        "a: &x yes\nb: *x\nc: *x\n",
        "test.yaml(1,4): yes means true to some YAML readers and text to others; write true, or \"yes\" in quotes"
    )]
    [TestCase(
        "%YAML 1.2\n---\na: b\n",
        "test.yaml(1,1): %YAML 1.2 is refused, as kubectl and Helm read only %YAML 1.1; remove the line"
    )]
    public void What_cannot_be_read_is_reported_with_its_place(string yaml, string message) =>
        Problems(yaml).ShouldBe(message);

    [Test]
    public void Problems_that_do_not_stop_the_reading_are_all_reported() =>
        Problems("a: yes\na: no\nb: 007\n").Split('\n').Length.ShouldBe(4);

    [Test]
    public void An_anchor_may_be_used_again() =>
        ValueText
            .ToJson(Read("a: &x { b: [1] }\nc: *x\n"))
            .ReplaceLineEndings("")
            .Replace(" ", "")
            .ShouldBe("{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]}}");

    [Test]
    [CancelAfter(10_000)]
    public void A_billion_laughs_are_refused()
    {
        var lines = Enumerable
            .Range(1, 12)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]");
        Problems("a0: &a0 ha\n" + string.Join('\n', lines) + "\n")
            .ShouldEndWith(
                ": the file holds too much, with each alias counted as what it stands for; write at most 100,000 values"
            );
    }

    [Test]
    [CancelAfter(10_000)]
    public void Endless_nesting_is_refused() =>
        Problems("a: " + new string('[', 5000) + "\n")
            .ShouldBe("test.yaml(1,68): maps and lists are nested too deep; nest at most 64 levels");

    [Test]
    public void A_file_that_is_too_large_is_refused() =>
        Problems("a: " + new string('x', 1024 * 1024))
            .ShouldBe("test.yaml: the file is too large; keep it below 1048576 characters");

    [Test]
    public void A_byte_order_mark_and_windows_line_ends_are_read() =>
        ValueText.ToYaml(Read("\uFEFFaa: x\r\nbb: y\r\n")).ShouldBe("aa: \"x\"\nbb: \"y\"\n");

    [Test]
    public void A_place_counts_characters_as_people_do_and_is_not_guessed_within_a_text()
    {
        var (key, where, value) = ((ValueNode.Map)Read("\"\U0001F680\": \"\U0001F680 x\"\n")).Entries.Single();

        key.ShouldBe("\U0001F680");
        where.Column.ShouldBe(1);
        value.Where.Column.ShouldBe(6);
        value.ShouldBeOfType<ValueNode.Scalar>().TextOffset.ShouldBeNull();
    }

    [TestCase("")]
    [TestCase("# only words\n")]
    public void A_file_that_says_nothing_is_an_empty_map(string yaml) =>
        Read(yaml).ShouldBeOfType<ValueNode.Map>().Entries.ShouldBeEmpty();

    private static ValueNode Read(string yaml)
    {
        var problems = new List<Problem>();
        var node = YamlReader.Read("test.yaml", yaml, problems);
        problems.ShouldBeEmpty();
        return node!;
    }

    private static string Problems(string yaml)
    {
        var problems = new List<Problem>();
        YamlReader.Read("test.yaml", yaml, problems);
        return string.Join('\n', problems);
    }
}
