using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists what there is.</summary>
internal static class Lists
{
    public static void Components(Invocation invocation)
    {
        if (invocation.IsJson)
        {
            invocation.Print(
                JsonReport.Write(
                    new ComponentsDocument([.. invocation.Model.Components.Values.Select(ComponentPart.Of)]),
                    HostReports.Default.ComponentsDocument
                )
            );
            return;
        }

        var table = new Table(
            "COMPONENT",
            "VERSION",
            new Column("TYPE", Rank: 1),
            new Column("OWNER", Rank: 2),
            "REQUIRES"
        );
        foreach (var component in invocation.Model.Components.Values)
        {
            var requires = component.Requires.Values.Select(requirement =>
                $"{requirement.Component} {requirement.Range.Text}"
            );
            table.Add(
                component.Name,
                component.Version.ToString(),
                component.Type.ToString().ToLowerInvariant(),
                component.Owner ?? "",
                string.Join(", ", requires)
            );
        }

        invocation.Output.Write(table.Write(invocation.Style));
    }

    public static void Environments(Invocation invocation)
    {
        if (invocation.IsJson)
        {
            invocation.Print(
                JsonReport.Write(
                    new EnvironmentsDocument([.. invocation.Model.Environments.Values.Select(EnvironmentPart.Of)]),
                    HostReports.Default.EnvironmentsDocument
                )
            );
            return;
        }

        var table = new Table(
            "ENVIRONMENT",
            "TARGET",
            new Column("PROVIDER", Rank: 1),
            new Column("EXTENDS", Rank: 2),
            "DESCRIPTION"
        );
        foreach (var environment in invocation.Model.Environments.Values)
        {
            table.Add(
                environment.Name,
                EnvironmentPart.Describe(environment.Target),
                environment.Provider,
                string.Join(", ", environment.Extends),
                environment.Description ?? ""
            );
        }

        invocation.Output.Write(table.Write(invocation.Style));
    }
}
