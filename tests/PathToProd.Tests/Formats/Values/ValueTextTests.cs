using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tests.Formats.Values;

public sealed class ValueTextTests
{
    [TestCase("012e34", "12e34")]
    [TestCase("00e1", "0e1")]
    [TestCase("-01.50", "-1.50")]
    [TestCase("+00.5e-3", "0.5e-3")]
    [TestCase(".5", "0.5")]
    [TestCase("-.5", "-0.5")]
    [TestCase("5.", "5.0")]
    [TestCase("5.e3", "5.0e3")]
    [TestCase("000.000", "0.000")]
    [TestCase("12e03", "12e03")]
    public void A_number_that_JSON_writes_otherwise_is_written_as_JSON_does(string written, string json)
    {
        var problems = new List<Problem>();

        var text = ValueText.ToJson(YamlReader.Read("f", $"a: {written}\n", problems)!);

        problems.ShouldBeEmpty();
        text.ShouldBe($"{{\n  \"a\": {json}\n}}\n");
        JsonNode.Parse(text)!["a"]!.GetValue<double>();
    }
}
