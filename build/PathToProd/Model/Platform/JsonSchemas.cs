using System.Collections.Immutable;
using PathToProd.Formats.Json;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Promotions;

namespace PathToProd.Model.Platform;

/// <summary>The JSON schemas with which editors complete and check our files. Each is made from the shape that also reads the file.</summary>
public static class JsonSchemas
{
    /// <summary>The text of each schema by the name of its file (<c>component.schema.json</c>).</summary>
    public static ImmutableSortedDictionary<string, string> All =>
        ImmutableSortedDictionary.CreateRange([
            Of(
                CapabilitiesShape.Shape,
                "capabilities",
                "environments/<name>/capabilities.yaml: what the environment's cluster serves, as it was recorded"
            ),
            Of(ComponentShape.Shape, "component", "components/<name>/component.yaml: one part of the platform"),
            Of(EnvironmentShape.Shape, "environment", "environments/<name>/environment.yaml: one place to deploy to"),
            Of(PlatformShape.Shape, "platform", "platform.yaml: what spans all components and environments"),
            Of(
                PromotionShape.Shape,
                "promotion",
                "environments/promotion.yaml: the path of version sets from the first environment to production, and its gates"
            ),
            Of(
                VersionsShape.Shape,
                "versions",
                "environments/<name>/versions.yaml: the version of each component that the environment should run"
            ),
        ]);

    private static KeyValuePair<string, string> Of<T>(Shape<T> shape, string name, string description) =>
        SchemaText.Of(name, $"{name}.yaml", description, shape.ToSchema());
}
