using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Versions;

namespace PathToProd.Model.Platform;

/// <summary>Reads what a <c>versions.yaml</c> pins.</summary>
internal static class PinnedFile
{
    public static ImmutableSortedDictionary<string, SemVersion> Read(
        ManifestReader reader,
        string file,
        LoadedComponents components
    )
    {
        var pins = reader.Read(file, VersionsShape.Shape, "versions", "add it");
        var versions = ImmutableSortedDictionary.CreateBuilder<string, SemVersion>(StringComparer.Ordinal);
        foreach (var pin in pins ?? [])
        {
            components.Pin(pin.Name, pin.Where, reader.Problems);
            versions[pin.Name] = pin.Value;
        }

        return versions.ToImmutable();
    }
}
