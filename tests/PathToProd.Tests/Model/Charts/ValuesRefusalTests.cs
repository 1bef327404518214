using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Charts;

/// <summary>What Helm says of values that a chart's schema refuses, as its versions print it.</summary>
public sealed class ValuesRefusalTests
{
    private const string Helm4 = """
        Error: values don't meet the specifications of the schema(s) in the following chart(s):
        web:
        - at '/image/tag': got number, want string
        - at '/ports/1': got string, want integer
        - at '': additional properties 'replica', 'other' not allowed
        - at '/a~1b': minimum: got 0, want 1
        database:
        - at '/size': missing property 'unit'
        """;

    private const string Helm3 = """
        Error: values don't meet the specifications of the schema(s) in the following chart(s):
        web:
        - image.tag: Invalid type. Expected: string, given: integer
        - ports.1: Invalid type. Expected: integer, given: string
        - (root): Additional property replica is not allowed
        database:
        - size: unit is required
        """;

    private const string Own = """
        image: { tag: 5 }
        replica: 2
        ports:
          - 80
          - http
        database:
          size: 1
        """;

    [Test]
    public void Each_is_shown_where_the_file_that_counts_most_says_it() =>
        Problems(Helm4)
            .ShouldBe(
                "values/web.yaml(1,10): the values.schema.json of web refuses image.tag: got number, want string; correct the value\n"
                    + "values.yaml(5,5): the values.schema.json of web refuses ports.1: got string, want integer; correct the value\n"
                    + "values.yaml(2,1): the values.schema.json of web refuses replica: it is unknown; correct the value\n"
                    + "component.yaml: the values.schema.json of web refuses other: it is unknown; correct the value\n"
                    + "component.yaml: the values.schema.json of web refuses a/b: minimum: got 0, want 1; correct the value\n"
                    + "values.yaml(7,3): the values.schema.json of web refuses database.size: missing property 'unit'; correct the value"
            );

    [Test]
    public void Older_versions_of_Helm_mean_the_same_in_other_words() =>
        Problems(Helm3)
            .ShouldBe(
                "values/web.yaml(1,10): the values.schema.json of web refuses image.tag: Invalid type. Expected: string, given: integer; correct the value\n"
                    + "values.yaml(5,5): the values.schema.json of web refuses ports.1: Invalid type. Expected: integer, given: string; correct the value\n"
                    + "values.yaml(2,1): the values.schema.json of web refuses replica: it is unknown; correct the value\n"
                    + "values.yaml(7,3): the values.schema.json of web refuses database.size: unit is required; correct the value"
            );

    [TestCase("Error: template: web/templates/map.yaml:1:3: executing at <fail>: error calling fail: - a: b")]
    [TestCase("- image.tag: something of something else")]
    [TestCase("")]
    public void Other_failures_are_none(string text) => ValuesRefusal.Of(text.Split('\n'), "web").ShouldBeEmpty();

    private static string Problems(string printed)
    {
        ImmutableArray<ValueNode.Map> layers = [Read("values/web.yaml", "image: { tag: 6 }"), Read("values.yaml", Own)];
        return string.Join(
            '\n',
            ValuesRefusal
                .Of(printed.Split('\n'), "web")
                .Select(refusal => refusal.Problem("web", layers, new SourcePosition("component.yaml")))
        );
    }

    private static ValueNode.Map Read(string file, string text) => (ValueNode.Map)YamlReader.Read(file, text, [])!;
}
