namespace PathToProd.Versions;

/// <summary>A version as SemVer 2 defines it.</summary>
public sealed record SemVersion(int Major, int Minor, int Patch);
