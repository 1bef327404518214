using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Values;

public sealed class ValueTests
{
    [Test]
    public void Every_text_survives_being_written_as_yaml_and_as_json() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Gen.OneOf(
                        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
                        Gen.Elements(
                            "yes",
                            "1.10",
                            "0755",
                            "null",
                            "",
                            " a",
                            "a: b",
                            "# c",
                            "{{ x }}",
                            "a\nb\n",
                            "\u0085\u2028",
                            "é🙂",
                            "*a",
                            "&b"
                        )
                    )
                    .ToArbitrary(),
                text =>
                {
                    // A half of a surrogate pair and what YAML calls unprintable cannot be in a file at all.
                    var clean = new string([
                        .. text.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFD' or '\uFFFE' or '\uFFFF')),
                    ]);
                    var map = new ValueNode.Map(
                        default,
                        [new MapEntry("key", default, new ValueNode.Scalar(default, clean, ScalarKind.Text))]
                    );
                    var read = (ValueNode.Scalar)ValueTree.Find(Read(ValueText.ToYaml(map)), "key")!;
                    return read.Text == clean
                        && read.Kind == ScalarKind.Text
                        && JsonNode.Parse(ValueText.ToJson(map))!["key"]!.GetValue<string>() == clean;
                }
            )
        );

    [TestCase("0x1F", "31")]
    [TestCase("0xFF", "255")]
    [TestCase("0o17", "15")]
    [TestCase("+5", "5")]
    [TestCase("12345678901234567890", "12345678901234567890")]
    [TestCase("1.10", "1.10")]
    [TestCase(".5", "0.5")]
    [TestCase("-.5", "-0.5")]
    [TestCase("5.", "5.0")]
    [TestCase("5.e3", "5.0e3")]
    [TestCase("True", "true")]
    [TestCase("~", "null")]
    [TestCase("{}", "{}")]
    [TestCase("[]", "[]")]
    public void A_value_is_written_as_every_reader_reads_it(string yaml, string written)
    {
        var node = Read($"aa: {yaml}\n");
        ValueText.ToYaml(node).ShouldBe($"aa: {written}\n");
        JsonNode.Parse(ValueText.ToJson(node)).ShouldNotBeNull();
    }

    [Test]
    public void Trees_are_written_with_their_nesting()
    {
        var node = Read("a: 1\non-off: { list: [1, [2, 3], { b: x }], 'y': text }\n");
        ValueText
            .ToYaml(node)
            .ShouldBe(
                "\"a\": 1\non-off:\n  list:\n    - 1\n    -\n      - 2\n      - 3\n    -\n      \"b\": \"x\"\n  \"y\": \"text\"\n"
            );
        Read(ValueText.ToYaml(node)).ShouldBeOfType<ValueNode.Map>();
        ValueText.ToJson(Read(ValueText.ToYaml(node))).ShouldBe(ValueText.ToJson(node));
    }

    [TestCase("a: { b: 1, c: 2 }", "a: { c: 3 }", "a: { b: 1, c: 3 }")]
    [TestCase("a: [1, 2]", "a: [3]", "a: [3]")]
    [TestCase("a: { b: 1 }", "a: null", "a: null")]
    [TestCase("a: 1", "a: { b: 1 }", "a: { b: 1 }")]
    [TestCase("a: 1", "b: 2", "a: 1\nb: 2")]
    [TestCase("a: 1", "", "a: 1")]
    public void One_map_is_laid_over_another(string below, string above, string merged) =>
        ValueText.ToYaml(ValueTree.Merge(Read(below), Read(above))).ShouldBe(ValueText.ToYaml(Read(merged)));

    [TestCase("a: 1", "b", "a: 1\nb: 9")]
    [TestCase("a: 1", "a", "a: 9")]
    [TestCase("a: { b: 1 }", "a.c.d", "a: { b: 1, c: { d: 9 } }")]
    [TestCase("a: 1", "a.b", "a: { b: 9 }")]
    [TestCase("", "a\\.b/c.d", "a.b/c: { d: 9 }")]
    public void An_input_is_put_at_its_path(string map, string path, string expected)
    {
        var value = ValueJson.ToNode(JsonNode.Parse("9"), new SourcePosition("ledger"));
        ValueText.ToYaml(ValueTree.With(Read(map), path, value)).ShouldBe(ValueText.ToYaml(Read(expected)));
    }

    [Test]
    public void Outputs_of_every_kind_become_values()
    {
        var json = JsonNode.Parse("{\"a\":[1,1.5,\"1\",true,null,{\"b\":\"yes\"}],\"c\":1e2}");
        var node = ValueJson.ToNode(json, default);
        JsonNode.DeepEquals(JsonNode.Parse(ValueText.ToJson(node)), json).ShouldBeTrue();
    }

    [Test]
    public void References_to_secrets_are_found_and_replaced()
    {
        var node = Read(
            "a: ${secrets.A}\nb: ['x${secrets.B-1}y${secrets.A}', $secrets.C, '${other}', '${secrets.1}']\n${secrets.K}: 1\n"
        );
        SecretReference
            .In(node)
            .ShouldBe([
                new SecretReference("A", new SourcePosition("test.yaml", 1, 4)),
                new SecretReference("B-1", new SourcePosition("test.yaml", 2, 7)),
                new SecretReference("A", new SourcePosition("test.yaml", 2, 22)),
                new SecretReference("", new SourcePosition("test.yaml", 2, 62)),
            ]);
        var replaced = (ValueNode.Map)SecretReference.Replace(node, name => $"<{name}>");
        ValueText.ToYaml(replaced.Entries[0].Value).ShouldBe("\"<A>\"\n");
        ValueText
            .ToYaml(replaced.Entries[1].Value)
            .ShouldBe("- \"x<B-1>y<A>\"\n- \"$secrets.C\"\n- \"${other}\"\n- \"${secrets.1}\"\n");
    }

    [TestCase("a.b", "a|b")]
    [TestCase("a\\.b.c", "a.b|c")]
    [TestCase("a\\\\b", "a\\b")]
    [TestCase("a..b", null)]
    [TestCase("a.", null)]
    [TestCase(".a", null)]
    [TestCase("a b", null)]
    [TestCase("a\\b", null)]
    [TestCase("a\\", null)]
    [TestCase("", null)]
    public void A_path_is_split_at_its_dots(string path, string? keys) =>
        (ValuePath.Split(path) is { } split ? string.Join('|', split) : null).ShouldBe(keys);

    private static ValueNode.Map Read(string yaml)
    {
        var problems = new List<Problem>();
        var node = YamlReader.Read("test.yaml", yaml, problems);
        problems.ShouldBeEmpty();
        return (ValueNode.Map)node!;
    }
}
