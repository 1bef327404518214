namespace PathToProd.Versions;

/// <summary>A set of versions.</summary>
public sealed record VersionRange(string Text);
