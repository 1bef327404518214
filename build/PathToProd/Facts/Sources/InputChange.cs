namespace PathToProd.Facts.Sources;

/// <summary>What became of one thing that a result depends on.</summary>
/// <param name="Name">The thing, as <see cref="InputDigest.Name"/> says it.</param>
/// <param name="Kind">What became of it.</param>
public sealed record InputChange(string Name, InputChangeKind Kind);

/// <summary>What became of a thing.</summary>
public enum InputChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>It is another than before.</summary>
    Changed,
}
