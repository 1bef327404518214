using PathToProd.Model.Environments;

namespace PathToProd.Model.Platform;

/// <summary>The environments that were found.</summary>
/// <param name="Known">Every environment, also those whose manifest is wrong; null for these.</param>
/// <param name="Manifests">Those that could be read, with what they extend merged in.</param>
/// <param name="Incomplete">Those of which something that they extend could not be read.</param>
/// <param name="Values">Every values file.</param>
internal sealed record LoadedEnvironments(
    Dictionary<string, EnvironmentFile?> Known,
    Dictionary<string, EnvironmentManifest> Manifests,
    IReadOnlySet<string> Incomplete,
    List<ValuesFile> Values
);
