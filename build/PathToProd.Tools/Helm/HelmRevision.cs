namespace Cake.Helm;

/// <summary>A line of a release's history.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="Updated">When it was made; null when Helm does not say.</param>
/// <param name="Status">Its status.</param>
/// <param name="Chart">The chart's name and version, such as <c>ingress-1.4.0</c>.</param>
/// <param name="AppVersion">The version of the application in the chart; may be empty.</param>
/// <param name="Description">What happened.</param>
public sealed record HelmRevision(
    int Revision,
    DateTimeOffset? Updated,
    HelmReleaseStatus Status,
    string Chart,
    string AppVersion,
    string Description
);
