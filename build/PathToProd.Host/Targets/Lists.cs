using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists what there is.</summary>
internal static class Lists
{
    public static void Components(Invocation invocation)
    {
        if (invocation.IsJson)
        {
            invocation.Print(JsonReport.Write(writer => Components(invocation, writer)));
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
            invocation.Print(JsonReport.Write(writer => Environments(invocation, writer)));
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
                Describe(environment.Target),
                environment.Provider,
                string.Join(", ", environment.Extends),
                environment.Description ?? ""
            );
        }

        invocation.Output.Write(table.Write(invocation.Style));
    }

    private static string Describe(Target? target) =>
        target switch
        {
            Target.Directory directory => $"directory {directory.Path}",
            Target.Cluster cluster => $"cluster {cluster.Context}",
            _ => "none: others extend it",
        };

    private static void Components(Invocation invocation, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("components");
        foreach (var component in invocation.Model.Components.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("name", component.Name);
            writer.WriteString("version", component.Version.ToString());
            writer.WriteString("type", component.Type.ToString().ToLowerInvariant());
            writer.WriteString("layer", component.Layer.ToString().ToLowerInvariant());
            writer.WriteString("owner", component.Owner);
            writer.WriteStartObject("requires");
            foreach (var requirement in component.Requires.Values)
            {
                writer.WriteString(requirement.Component, requirement.Range.Text);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Environments(Invocation invocation, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("environments");
        foreach (var environment in invocation.Model.Environments.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("name", environment.Name);
            writer.WriteString("target", Describe(environment.Target));
            writer.WriteString("provider", environment.Provider);
            writer.WriteString("description", environment.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
