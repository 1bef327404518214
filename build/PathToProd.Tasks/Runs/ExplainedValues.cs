using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Runs;

/// <summary>Where each value of a component in an environment came from.</summary>
internal static class ExplainedValues
{
    /// <summary>Every value, with the place that said it and those that it overrides.</summary>
    public static ImmutableArray<ExplainedValue> Of(ComponentSession session, ResolvedValues values)
    {
        var origins = session
            .Services.Model.Explain(session.Environment.Name, session.Component.Name)
            .ToDictionary(origin => origin.Path, StringComparer.Ordinal);
        var inputs = session.Component.Inputs.ToDictionary(input => input.ValuePath, StringComparer.Ordinal);
        return
        [
            .. ValueInputs
                .Leaves(values)
                .Select(leaf =>
                {
                    var origin = origins.GetValueOrDefault(leaf.Path);
                    var from = inputs.TryGetValue(leaf.Path, out var input)
                        ? From(input, values)
                        : origin?.Value.Where.ToString() ?? "";
                    return new ExplainedValue(
                        leaf.Path,
                        leaf.Json,
                        from,
                        [.. (origin?.Overridden ?? []).Select(place => place.ToString())]
                    );
                }),
        ];
    }

    /// <summary>What the chart is rendered for.</summary>
    public static ImmutableArray<ExplainedValue> Capabilities(EnvironmentManifest environment)
    {
        return
        [
            Said("kubernetes-version", JsonValue.Create(environment.KubernetesVersion.ToString())),
            Said("api-versions", new JsonArray([.. environment.ApiVersions.Select(one => JsonValue.Create(one))])),
        ];

        ExplainedValue Said(string key, JsonNode value)
        {
            var where = environment.Source[key];
            return new ExplainedValue(
                key,
                value.ToJsonString(),
                where.Line == 0 ? "the default" : where.ToString(),
                []
            );
        }
    }

    private static string From(Input input, ResolvedValues values) =>
        values.Placeholders.Contains($"{input.Component}.{input.Output}")
            ? $"stands for the output {input.Output} of {input.Component}, which is not deployed"
            : $"output {input.Output} of {input.Component}";
}
