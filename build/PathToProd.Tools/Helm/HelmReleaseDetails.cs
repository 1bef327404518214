namespace Cake.Helm;

/// <summary>A release, as <c>helm status</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Revision">The revision that was asked for, by default the latest.</param>
/// <param name="Status">The status of that revision.</param>
/// <param name="Description">What its history says about that revision.</param>
/// <param name="FirstDeployed">When the release was first installed; null when Helm does not say.</param>
/// <param name="LastDeployed">When that revision was made; null when Helm does not say.</param>
/// <param name="Notes">What the chart says to its users; may be empty.</param>
public sealed record HelmReleaseDetails(
    string Name,
    string Namespace,
    int Revision,
    HelmReleaseStatus Status,
    string Description,
    DateTimeOffset? FirstDeployed,
    DateTimeOffset? LastDeployed,
    string Notes
);
