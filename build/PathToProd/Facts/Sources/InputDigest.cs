namespace PathToProd.Facts.Sources;

/// <summary>One thing that a result depends on.</summary>
/// <param name="Name">
/// What it is: <c>file chart/Chart.yaml</c> (a path in the component's folder), <c>shared images.yaml#ingress</c>,
/// <c>tasks</c>, <c>tool helm</c>, <c>values sandbox replicas</c>, <c>environment sandbox provider</c>.
/// </param>
/// <param name="Digest">
/// A text that differs whenever the thing does: its digest, or itself when it is short (a tool's version). A file that its
/// owner may execute has <c>+x</c> after its digest.
/// </param>
public sealed record InputDigest(string Name, string Digest);
