using System.Text;
using System.Text.RegularExpressions;
using PathToProd.Model.CallerVariables;

namespace Repository.Tests.Docs;

/// <summary>The guide says about every variable what the program does with it.</summary>
public sealed class CallerVariableGuideTests
{
    private static string Guide => SourceTree.PathOf("docs", "caller-variables.md");

    [Test]
    public void The_tables_of_the_guide_are_those_of_the_code()
    {
        var text = File.ReadAllText(Guide).ReplaceLineEndings("\n");
        var expected = ToolVariables.All.Aggregate(text, With);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Guide, expected);
        }

        text.ShouldBe(expected, "run this test with UPDATE_SNAPSHOTS=1, then read the difference");
        ToolVariables.All.ShouldAllBe(tool => text.Contains(Mark(tool), StringComparison.Ordinal));
    }

    private static string With(string text, ToolVariables tool) =>
        Regex.Replace(text, $"{Regex.Escape(Mark(tool))}\n(?:\\|[^\n]*\n)*", _ => $"{Mark(tool)}\n{Table(tool)}");

    private static string Mark(ToolVariables tool) => $"<!-- variables of: {tool.Tool} -->";

    private static string Table(ToolVariables tool)
    {
        var table = new StringBuilder("| variable | becomes | |\n| --- | --- | --- |\n");
        foreach (var rule in tool.Rules)
        {
            var becomes = rule.Fate == VariableFate.Set ? $"`{rule.Value}`" : rule.Fate.ToString().ToLowerInvariant();
            var harmless = rule.Harmless.Count > 0 ? $", unless `{rule.Harmless[0]}`" : "";
            var backend = rule.Backend is null ? "" : $" with backend `{rule.Backend}`";
            var setting = rule.Setting is null ? "" : $", unless `terraform.backend` has `{rule.Setting}`";
            table.Append($"| `{rule.Pattern}` | {becomes}{backend}{setting}{harmless} | {rule.Why} |\n");
        }

        return table.ToString();
    }
}
