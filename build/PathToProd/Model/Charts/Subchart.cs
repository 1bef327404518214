namespace PathToProd.Model.Charts;

/// <summary>A chart in the folder <c>charts/</c> of another one.</summary>
/// <param name="Name">Its name, as its own <c>Chart.yaml</c> says it.</param>
/// <param name="Version">Its version, as its own <c>Chart.yaml</c> says it.</param>
/// <param name="Path">The folder or package, relative to the repository's root.</param>
/// <param name="LeftOutBy">Why it does not get into the artifact, as a clause; null when it does.</param>
public sealed record Subchart(string Name, string Version, string Path, string? LeftOutBy = null);
