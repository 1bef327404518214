using System.Text.Json;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Tests.Formats.Json;

/// <summary>What writes reports for programs.</summary>
public sealed class JsonReportTests
{
    private static IEnumerable<TestCaseData> Writers() =>
        from type in typeof(JsonReport).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(JsonSerializerContext))
        let writer = (JsonSerializerContext)type.GetProperty("Default")!.GetValue(null)!
        select new TestCaseData(writer.Options).SetArgDisplayNames(type.FullName!);

    [TestCaseSource(nameof(Writers))]
    public void Every_report_has_camel_case_keys_and_leaves_out_what_is_null(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy.ShouldBe(JsonNamingPolicy.CamelCase);
        options.DefaultIgnoreCondition.ShouldBe(JsonIgnoreCondition.WhenWritingNull);
    }
}
