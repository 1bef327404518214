namespace PathToProd.Decisions.Affected;

/// <summary>A file that changed. A file that was renamed is one that was deleted and one that was added.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record FileChange(string Path, FileChangeKind Kind)
{
    /// <summary>The text as it was; null when it was not there, or does not matter (see <see cref="AffectedComponents.NeedingTexts"/>).</summary>
    public string? Before { get; init; }

    /// <summary>The text as it is; null when it is not there, or does not matter.</summary>
    public string? After { get; init; }

    /// <summary>What happened to it, for use in a sentence: <c>was changed</c>.</summary>
    internal string Verb =>
        Kind switch
        {
            FileChangeKind.Added => "was added",
            FileChangeKind.Deleted => "was deleted",
            _ => "was changed",
        };
}

/// <summary>What happened to a file.</summary>
public enum FileChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Its content, its kind or its mode is another one.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}
