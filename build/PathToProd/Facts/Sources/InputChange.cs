namespace PathToProd.Facts.Sources;

/// <summary>What happened to one thing that a result depends on.</summary>
/// <param name="Name">The thing, as <see cref="InputDigest.Name"/> says it.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record InputChange(string Name, InputChangeKind Kind);

/// <summary>What happened to a thing.</summary>
public enum InputChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is no longer there.</summary>
    Removed,

    /// <summary>It is another than before.</summary>
    Changed,
}
