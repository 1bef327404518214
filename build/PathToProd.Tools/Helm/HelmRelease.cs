namespace Cake.Helm;

/// <summary>A release, as <c>helm list</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Revision">Its latest revision, from 1.</param>
/// <param name="Updated">When that revision was made; null when Helm does not say.</param>
/// <param name="Status">The status of that revision.</param>
/// <param name="Chart">The chart's name and version, such as <c>ingress-1.4.0</c>.</param>
/// <param name="AppVersion">The version of the application in the chart; may be empty.</param>
public sealed record HelmRelease(
    string Name,
    string Namespace,
    int Revision,
    DateTimeOffset? Updated,
    HelmReleaseStatus Status,
    string Chart,
    string AppVersion
);
