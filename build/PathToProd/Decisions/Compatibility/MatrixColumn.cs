using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>An environment with a Kubernetes version.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Kubernetes">The Kubernetes version; null when it is unknown.</param>
/// <param name="IsCurrent">Whether the environment has this version now; others it had when something was tested there.</param>
public sealed record MatrixColumn(string Environment, SemVersion? Kubernetes, bool IsCurrent);
