namespace PathToProd.Model.Charts;

/// <summary>A chart in the folder <c>charts/</c> of another one.</summary>
/// <param name="Name">Its name, as its own <c>Chart.yaml</c> says it.</param>
/// <param name="Version">Its version, as its own <c>Chart.yaml</c> says it.</param>
/// <param name="Path">The folder or package, relative to the repository's root.</param>
/// <param name="LeftOut">Why it does not get into the artifact; null when it does.</param>
public sealed record Subchart(string Name, string Version, string Path, SubchartLeftOut? LeftOut = null);

/// <summary>Why a chart does not get into the artifact.</summary>
/// <param name="By">What leaves it out, as a clause.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record SubchartLeftOut(string By, string Fix);
