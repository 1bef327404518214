using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Values;

/// <summary>The quick reader against the whole one: it answers as that does, or not at all.</summary>
public sealed class SimpleYamlTests
{
    private static readonly string[] Parts =
    [
        .. Words("a b-c d.e/f 1.0 -5 ~ null true yes 010 ^1.2 >=1 <2 x:y a#b (z) +1 .5 = -a _ é"),
        .. Words("\"q r\" 's t' \"\" '' \"a\\n\" 'it''s' { } [ ] , : - ? # & * ! | > % @ ` --- ... << &a *a !!str"),
        .. new[]
        {
            "\t",
            "\r\n",
            " ",
            " ",
            "  ",
            ": ",
            ": ",
            "- ",
            ", ",
            " #c",
            "# d",
            "{ ",
            " }",
            "k: { a: 1, b: [x, y] }",
        },
        .. new[] { "\n", "\n", "\n", "\n", "\n  ", "\n  ", "\n    ", "\na: ", "\nb: ", "\n  c: ", "\n  - ", "\n\n" },
    ];

    [Test]
    public void Whatever_it_reads_it_reads_as_the_whole_parser_does()
    {
        var text = Gen.Elements(Parts).ListOf().Resize(14).Select(parts => string.Concat(parts)).ToArbitrary();
        var answers = 0;
        Prop.ForAll(
                text,
                yaml =>
                {
                    var read = SimpleYaml.Read("test.yaml", yaml);
                    answers += read is null ? 0 : 1;
                    return read is null || Show(read) == Whole(yaml);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30_000).WithQuietOnSuccess(true));
        answers.ShouldBeGreaterThan(500);
    }

    [TestCaseSource(nameof(Documents))]
    public void It_reads_what_manifests_are(string yaml)
    {
        var read = SimpleYaml.Read("test.yaml", yaml);
        read.ShouldNotBeNull();
        Show(read).ShouldBe(Whole(yaml));
    }

    [TestCase("a: |\n  text\n")]
    [TestCase("a: *b\n")]
    [TestCase("a: one\n  two\n")]
    [TestCase("a: on\n")]
    [TestCase("on: a\n")]
    [TestCase("a: 1\na: 2\n")]
    [TestCase("a: \"x\\ty\"\n")]
    [TestCase("a: b: c\n")]
    [TestCase("a:\tb\n")]
    [TestCase("a: b\r\n")]
    [TestCase("a: é\n")]
    [TestCase("- a\n")]
    [TestCase("---\na: b\n")]
    [TestCase("a: {\n  b: c }\n")]
    [TestCase("a:\n- b\n")]
    [TestCase("a: [b\n")]
    public void It_leaves_the_rest_to_the_whole_parser(string yaml) =>
        SimpleYaml.Read("test.yaml", yaml).ShouldBeNull();

    [Test]
    public void It_leaves_a_deep_or_long_document_to_the_whole_parser()
    {
        SimpleYaml.Read("test.yaml", $"a: {new string('[', 30)}{new string(']', 30)}\n").ShouldBeNull();
        SimpleYaml.Read("test.yaml", $"a: {new string('b', 70_000)}\n").ShouldBeNull();
    }

    private static IEnumerable<string> Documents =>
        [
            "",
            "# nothing\n\n",
            "name: ingress\nversion: 1.4.0\ntype: helm",
            "requires:\n  base-k8s: \">=1.30.0 <2.0.0\"   # as tested\n  other: ^1.2\n\nowner: a team: no\n".Replace(
                ": no",
                " of two"
            ),
            "stages:\n  build: { timeout: 5m }\n  deploy: { timeout: 15m, retries: 1 }\n",
            "target: { directory: artifacts/sandbox }\nempty: {}\nlist: []\n",
            "a:\nb:\n  c:\n  d: ~\n",
            "smoke:\n  ready:\n    - deployment/a\n    - \"b c\"\n  http:\n    - url: http://localhost:8080/x\n      status: 200\n",
            "annotations:\n  example.com/a: 'x # y'\n  b_c: a#b\nn: -1\nf: 1.5\nt: true\n",
            string.Concat(Enumerable.Range(0, 40).Select(number => $"key-{number}: {number}.0.1\n")),
        ];

    private static IEnumerable<string> Words(string words) => words.Split(' ');

    private static string Whole(string yaml)
    {
        var problems = new List<Problem>();
        var node = YamlReader.ReadWhole("test.yaml", yaml, problems);
        return problems.Count > 0 || node is null ? string.Join('\n', problems) + "\nno tree" : Show(node);
    }

    private static string Show(ValueNode node)
    {
        var text = new StringBuilder();
        Show(node, text);
        return text.ToString();
    }

    private static void Show(ValueNode node, StringBuilder text)
    {
        text.Append(node.Where).Append(' ');
        switch (node)
        {
            case ValueNode.Scalar scalar:
                text.Append($"{scalar.Kind} \"{scalar.Text}\" at {scalar.TextOffset}\n");
                break;
            case ValueNode.List list:
                text.Append($"list of {list.Items.Length}\n");
                list.Items.ToList().ForEach(item => Show(item, text));
                break;
            case ValueNode.Map map:
                text.Append($"map of {map.Entries.Length}\n");
                foreach (var entry in map.Entries)
                {
                    text.Append($"{entry.KeyWhere} {entry.Key}: ");
                    Show(entry.Value, text);
                }

                break;
        }
    }
}
