using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists the environments.</summary>
internal static class EnvironmentsTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } = new("Environments", "lists the environments") { Run = Run };

    private static Report Run(Invocation invocation)
    {
        var environments = invocation.Model.Environments.Values;
        return new Report
        {
            Text = style => Text(environments, style),
            Json = () =>
                JsonReport.Write(
                    new EnvironmentsDocument([.. environments.Select(EnvironmentPart.Of)]),
                    HostJson.Default.EnvironmentsDocument
                ),
        };
    }

    private static string Text(IEnumerable<EnvironmentManifest> environments, Style style)
    {
        var table = new Table(
            "ENVIRONMENT",
            "TARGET",
            new Column("PROVIDER", Rank: 1),
            new Column("EXTENDS", Rank: 2),
            "DESCRIPTION"
        );
        foreach (var environment in environments)
        {
            table.Add(
                environment.Name,
                EnvironmentPart.Describe(environment.Target),
                environment.Provider,
                string.Join(", ", environment.Extends),
                environment.Description ?? ""
            );
        }

        return table.Write(style);
    }
}
