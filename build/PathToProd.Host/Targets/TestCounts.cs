using System.Xml.Linq;
using PathToProd.Formats.Json;

namespace PathToProd.Host.Targets;

/// <summary>How many tests ended how.</summary>
internal sealed record TestCounts(int Passed = 0, int Failed = 0, int Skipped = 0)
{
    public int Total => Passed + Failed + Skipped;

    /// <summary>Reads the counters of a results file of <c>dotnet test</c>.</summary>
    public static TestCounts Read(XDocument results)
    {
        var counters = results.Descendants().First(element => element.Name.LocalName == "Counters");
        var total = Count(counters, "total");
        var passed = Count(counters, "passed");
        var executed = Count(counters, "executed");
        return new TestCounts(passed, executed - passed, total - executed);
    }

    /// <summary>Each test that failed, with its message.</summary>
    public static IEnumerable<string> Failures(XDocument results) =>
        from result in results.Descendants()
        where result.Name.LocalName == "UnitTestResult" && result.Attribute("outcome")?.Value == "Failed"
        let message = result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value
        select $"FAILED {result.Attribute("testName")?.Value}\n{message?.TrimEnd()}\n";

    public TestCounts Add(TestCounts other) =>
        new(Passed + other.Passed, Failed + other.Failed, Skipped + other.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    /// <summary>The same for programs.</summary>
    public string Json() =>
        JsonReport.Write(new SelfTestDocument(Passed, Failed, Skipped), HostJson.Default.SelfTestDocument).TrimEnd();

    private static int Count(XElement counters, string name) => int.Parse(counters.Attribute(name)?.Value ?? "0");
}
