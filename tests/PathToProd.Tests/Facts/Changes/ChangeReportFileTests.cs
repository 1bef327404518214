using System.Text.Json.Nodes;
using PathToProd.Facts.Changes;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Changes;

/// <summary>The report as a file, which may come from a stranger.</summary>
public sealed class ChangeReportFileTests
{
    private const string Fix = "; take the file that --report=FILE.json wrote, as it is";

    [Test]
    public void What_is_written_is_read_again_and_fits_its_schema()
    {
        var text = ChangeReportFile.Write(SampleChange.Report);

        ReportSchema.ShouldFit(text, "change-report");
        ChangeReportFile.Write(ChangeReportFile.Read("report.json", text)).ShouldBe(text);
    }

    [TestCase("not json", "report.json(1,2): it is not a report of a change")]
    [TestCase("null", "report.json: its format is null, and this program reads 1")]
    [TestCase("{\"format\": 1}", "report.json(1,14): it is not a report of a change")]
    [TestCase("{\"format\": 1, \"report\": null}", "report.json(1,29): it is not a report of a change, at $.report")]
    public void What_is_no_report_is_refused(string text, string message) => Refusal(text).ShouldBe(message + Fix);

    [TestCase("format", "2", "report.json: its format is 2, and this program reads 1")]
    [TestCase(
        "report.name",
        "\"x --> <b>\"",
        "report.json: its name is not one of small letters, digits and single dashes"
    )]
    [TestCase("report.name", "\"a--b\"", "report.json: its name is not one of small letters, digits and single dashes")]
    [TestCase("report.head", "\"../../x\"", "report.json: its head or base is not a commit")]
    [TestCase("report.base", "\"HEAD\"", "report.json: its head or base is not a commit")]
    [TestCase("report.change", "-1", "report.json: its change is not the number of one")]
    [TestCase("report.seconds", "1e300", "report.json: a number in it is not between 0 and 1000000")]
    [TestCase("report.plans.0.create", "-5", "report.json: a number in it is not between 0 and 1000000")]
    [TestCase("report.problems.0.line", "2000000000", "report.json: a number in it is not between 0 and 1000000")]
    [TestCase("report.affected.0", "null", "report.json: an entry of a list in it is null")]
    [TestCase(
        "report.failures.0.lastLines.0",
        "null",
        "report.json: a text in it is missing, or longer than 200000 characters, or a name longer than 200"
    )]
    public void A_value_that_no_report_has_is_refused(string path, string value, string message) =>
        Refusal(Changed(path, JsonNode.Parse(value))).ShouldBe(message + Fix);

    [TestCase("report.more", "1", "report.json(111,12): it is not a report of a change, at $.report.more")]
    [TestCase("report.steps", "null", "at $.report.steps")]
    [TestCase("report.verdict", "\"great\"", "at $.report.verdict")]
    [TestCase("report.change", "1e9999", "at $.report.change")]
    [TestCase("report.change", "99999999999", "at $.report.change")]
    public void A_shape_that_no_report_has_is_refused(string path, string value, string message) =>
        Refusal(Changed(path, JsonNode.Parse(value))).ShouldContain(message);

    [Test]
    public void Texts_and_lists_that_no_report_has_are_refused_all_at_once()
    {
        var hostile = SampleChange.Report with
        {
            Failures = [new(new string('x', 201), "Test", new string('x', 200_001), [])],
            Steps = [.. Enumerable.Repeat(SampleChange.Report.Steps[0], 10_001)],
        };

        Refusal(ChangeReportFile.Write(hostile))
            .ShouldBe(
                $"report.json: a text in it is missing, or longer than 200000 characters, or a name longer than 200{Fix}\n"
                    + $"report.json: its steps are 10001, more than 10000{Fix}"
            );
    }

    [Test]
    public void What_is_nested_without_end_is_refused() =>
        Refusal($"{{\"format\":1,\"report\":{string.Concat(Enumerable.Repeat("[", 100_000))}")
            .ShouldContain("not a report");

    private static string Changed(string path, JsonNode? value)
    {
        var document = JsonNode.Parse(ChangeReportFile.Write(SampleChange.Report))!;
        var steps = path.Split('.');
        var node = steps[..^1]
            .Aggregate(document, (at, step) => int.TryParse(step, out var index) ? at[index]! : at[step]!);
        if (int.TryParse(steps[^1], out var last))
        {
            node.AsArray()[last] = value;
        }
        else
        {
            node[steps[^1]] = value;
        }

        return document.ToString();
    }

    private static string Refusal(string text)
    {
        var exception = Should.Throw<PlatformException>(() => ChangeReportFile.Read("report.json", text));
        exception.ExitCode.ShouldBe(ExitCode.WrongInput);
        return exception.Message;
    }
}
