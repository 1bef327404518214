using PathToProd.Formats.Shapes;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What <c>versions.yaml</c> must look like: the version of each component that an environment should run.</summary>
internal static class VersionsShape
{
    public static readonly Shape<Named<SemVersion>[]> Shape = new MapShape<SemVersion>(
        "a component",
        TextFormats.Name,
        new TextShape<SemVersion>(TextFormats.Version)
    );
}
